package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** A log line of four fields. */
public class LogLine extends Example {
    private record Field(String key, long value) {}

    private final List<Field> fields = List.of(
            new Field("status", 200),
            new Field("bytes", 51_234),
            new Field("micros", 1_837),
            new Field("user", 9_000_000_001L));
    private final StringBuilder line = new StringBuilder();

    @Benchmark
    public String before() {
        List<String> parts = new ArrayList<>();
        for (Field field : fields) {
            parts.add(String.format("%s=%s", field.key(), field.value()));
        }
        return String.join(" ", parts);
    }

    @Benchmark
    public StringBuilder after() {
        return format(line);
    }

    /** The caller brings the text along, and writes it out before it asks for the next one. */
    private StringBuilder format(StringBuilder text) {
        text.setLength(0);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.append(' ');
            }
            Field field = fields.get(i);
            text.append(field.key()).append('=').append(field.value());
        }
        return text;
    }
}
