package dev.edenscope.examples.orders.after;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** JSON to records and back, with readers and writers that are made once. */
final class Json {
    // Strict as the untyped reading is: a number is no string, and 1.5 is no quantity.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                    LogicalType.Textual,
                    textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final ObjectReader REQUEST = MAPPER.readerFor(Request.class);

    static final ObjectWriter ORDER = MAPPER.writerFor(Order.class);
    static final ObjectWriter LISTING = MAPPER.writerFor(Listing.class);
    static final ObjectWriter HITS = MAPPER.writerFor(Hits.class);
    static final ObjectWriter FAILURE = MAPPER.writerFor(Failure.class);

    private Json() {}

    /** The request in the bytes, or null if it is the null of JSON. */
    static Request read(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] <= 0) {
                // Broken UTF-8 and other encodings are read as Java reads them, not as the parser guesses.
                return REQUEST.readValue(new String(bytes, 0, length, StandardCharsets.UTF_8));
            }
        }
        return REQUEST.readValue(bytes, 0, length); // nearly always: straight from the buffer
    }

    /** The body of {@code POST /orders}; what is absent is 0 or null. */
    record Request(long customer, List<RequestLine> lines, String note) {}

    /** One line of it. */
    record RequestLine(String sku, int quantity) {}

    /** The orders of a customer. */
    record Listing(long customer, String name, List<Listed> orders, long sumCents, String sum) {}

    /** One of them. */
    record Listed(long id, long totalCents, String total) {}

    /** What a search has found. */
    record Hits(String query, int hits, List<Hit> products) {}

    /** One product of it. */
    record Hit(String sku, String name, String price) {}

    /** Why a request is refused. */
    record Failure(String error) {}
}
