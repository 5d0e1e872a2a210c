package dev.edenscope.examples.playbook;

import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/** A query of two hundred parameters. */
public class RenderRows extends Example {
    private static final int ROW_CHARS = 32;

    private record Row(String key, String value) {}

    private final List<Row> rows = IntStream.range(0, 200)
            .mapToObj(i -> new Row("parameter-" + i, "value-" + i))
            .toList();
    private final StringBuilder kept = new StringBuilder();

    @Benchmark
    @SuppressWarnings("StringConcatenationInLoop")
    public String before() {
        String query = "";
        for (Row row : rows) {
            query += row.key() + "=" + row.value() + "&";
        }
        return query;
    }

    @Benchmark
    public String after() {
        return render(new StringBuilder(rows.size() * ROW_CHARS));
    }

    /** With a builder that outlives the call. */
    @Benchmark
    public String reused() {
        kept.setLength(0);
        return render(kept);
    }

    private String render(StringBuilder query) {
        for (Row row : rows) {
            query.append(row.key()).append('=').append(row.value()).append('&');
        }
        return query.toString();
    }
}
