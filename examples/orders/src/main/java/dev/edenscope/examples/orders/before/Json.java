package dev.edenscope.examples.orders.before;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/** JSON to maps and back. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The object in the text, or null if it is the null of JSON. */
    @SuppressWarnings("unchecked") // an object of JSON has strings for keys
    static Map<String, Object> read(String text) {
        return MAPPER.readValue(text, Map.class); // untyped JSON
    }

    static byte[] bytes(Map<String, Object> answer) {
        ObjectMapper mapper = new ObjectMapper(); // encoder: finds its serializers again for each answer
        String text = mapper.writeValueAsString(answer); // intermediate String: grown, then copied
        ByteArrayOutputStream out = new ByteArrayOutputStream(); // buffer growth: from 32 bytes
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8)); // String to byte[]: and a copy into the buffer
        return out.toByteArray(); // copy: and out of it
    }
}
