package dev.edenscope.examples.playbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** A request for a user: found by its id, encoded as JSON, written with its length. */
public class GetUser extends Example {
    private static final Logger LOG = Logger.getLogger("playbook");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter USER = MAPPER.writerFor(User.class);

    private final Map<String, User> byText = new HashMap<>();
    private final Map<Key, User> byKey = new HashMap<>();
    private final OutputStream socket = OutputStream.nullOutputStream();
    private final Pool<ByteArrayOutputStream> buffers = new Pool<>(16, () -> new ByteArrayOutputStream(4096));
    private String tenant = "acme";
    private int id = 12_345;

    /** A user as it is sent. */
    public record User(int id, String name, String email, List<String> roles) {}

    private record Key(String tenant, int id) {}

    /** One user. */
    public GetUser() {
        User user = new User(id, "Anna Perenna", "anna@example.org", List.of("reader", "writer", "owner"));
        byText.put("user:acme:12345", user);
        byKey.put(new Key("acme", id), user);
    }

    @Benchmark
    public int before() throws IOException {
        User user = byText.get(String.format("user:%s:%d", tenant, id));
        LOG.fine("found " + user.name() + " of " + tenant);
        List<String> roles = new ArrayList<>();
        for (String role : user.roles()) {
            roles.add(role);
        }
        String json = MAPPER.writeValueAsString(new User(user.id(), user.name(), user.email(), roles));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        socket.write(String.format("Content-Length: %d\r\n\r\n", body.length).getBytes(StandardCharsets.UTF_8));
        socket.write(body);
        return body.length;
    }

    @Benchmark
    public int after() throws IOException {
        User user = byKey.get(new Key(tenant, id));
        if (LOG.isLoggable(Level.FINE)) {
            LOG.fine("found " + user.name() + " of " + tenant);
        }
        ByteArrayOutputStream body = buffers.take();
        USER.writeValue(body, user);
        socket.write(("Content-Length: " + body.size() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeTo(socket);
        int size = body.size();
        body.reset();
        buffers.give(body);
        return size;
    }
}
