package com.acme.advice;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** JSON. */
final class Documents {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectReader READER = MAPPER.readerFor(Order.class);
    private static final ObjectWriter WRITER = MAPPER.writerFor(Order.class);
    private static final String TEXT =
            "{\"id\":4711,\"customer\":\"word7\",\"cents\":12500,\"lines\":[\"one\",\"two\",\"three\"],\"note\":\"none\"}";
    private static final Order ORDER = new Order(4711, "word7", 12_500, List.of("one", "two"), "none");

    private Documents() {}

    record Order(long id, String customer, int cents, List<String> lines, String note) {}

    static final class ToMap implements Work {
        @Override
        public int run(int i) {
            Map<?, ?> order = MAPPER.readValue(TEXT, Map.class); // RULE: untyped-json
            return order.size();
        }
    }

    static final class ToTree implements Work {
        @Override
        public int run(int i) {
            JsonNode order = MAPPER.readTree(TEXT); // RULE: untyped-json
            return order.get("cents").intValue();
        }
    }

    static final class Mapper implements Work {
        @Override
        public int run(int i) {
            ObjectMapper mapper = new ObjectMapper(); // RULE: expensive-per-call
            return Stock.handOver(i, mapper);
        }
    }

    static final class ToRecord implements Work {
        @Override
        public int run(int i) {
            Order order = READER.readValue(TEXT); // RULE: none
            return order.cents();
        }
    }

    static final class Written implements Work {
        @Override
        public int run(int i) {
            return Stock.handOver(i, WRITER.writeValueAsBytes(ORDER)); // RULE: none
        }
    }

    static final class Seldom implements Work {
        @Override
        public int run(int i) {
            return MAPPER.readTree(TEXT).size(); // RULE: none
        }

        @Override
        public double share() {
            return Stock.RARELY;
        }
    }
}
