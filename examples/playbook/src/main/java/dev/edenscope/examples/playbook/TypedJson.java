package dev.edenscope.examples.playbook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** A hundred events of JSON. */
public class TypedJson extends Example {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectReader EVENTS = MAPPER.readerFor(new TypeReference<List<Event>>() {});
    private static final ObjectReader RECORDS = MAPPER.readerFor(new TypeReference<List<EventRecord>>() {});

    private final byte[] json = IntStream.range(0, 100)
            .mapToObj(i -> "{\"id\":" + (100_000 + i) + ",\"ts\":" + (1_700_000_000_000L + i)
                    + ",\"kind\":7,\"at\":{\"x\":" + (1000 + i) + ",\"y\":" + (2000 + i)
                    + "},\"retries\":200,\"payload\":\"" + "p" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"))
            .getBytes(StandardCharsets.UTF_8);

    /** Where it was. */
    public static final class Spot {
        public int x;
        public int y;
    }

    /** What happened. */
    public static final class Event {
        public long id;
        public long ts;
        public int kind;
        public Spot at;
        public int retries;
        public String payload;
    }

    /** The same as records, which Jackson first collects the values of. */
    public record EventRecord(long id, long ts, int kind, SpotRecord at, int retries, String payload) {}

    /** Where it was. */
    public record SpotRecord(int x, int y) {}

    @Benchmark
    public List<Map<String, Object>> before() {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> events = MAPPER.readValue(json, List.class);
        return events;
    }

    @Benchmark
    public List<Event> after() {
        return EVENTS.readValue(json);
    }

    @Benchmark
    public List<EventRecord> asRecords() {
        return RECORDS.readValue(json);
    }
}
