package dev.edenscope.examples.playbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** What a handler knows of its request: user, tenant, six headers. */
public class RequestContext extends Example {
    private static final class Context {
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, String> tags = new HashMap<>();
        private final List<String> trace = new ArrayList<>();
        private String user;
        private String tenant;
    }

    /** The same to be filled again: names and values in turn, as a map makes an object for each entry. */
    private static final class Reused {
        private final List<String> headers = new ArrayList<>();
        private final List<String> tags = new ArrayList<>();
        private final List<String> trace = new ArrayList<>();
        private String user;
        private String tenant;

        private void clear() {
            headers.clear();
            tags.clear();
            trace.clear();
            user = null;
            tenant = null;
        }

        private static String find(List<String> pairs, String name) {
            for (int i = 0; i < pairs.size(); i += 2) {
                if (pairs.get(i).equals(name)) {
                    return pairs.get(i + 1);
                }
            }
            return null;
        }
    }

    private final String[] request = {
        "Host",
        "example.org",
        "Accept",
        "application/json",
        "X-User",
        "anna",
        "X-Tenant",
        "acme",
        "X-Trace",
        "a1b2c3",
        "TE",
        "gzip"
    };
    private final Pool<Reused> pool = new Pool<>(16, Reused::new);

    @Benchmark
    public int before() {
        Context context = new Context();
        for (int i = 0; i < request.length; i += 2) {
            context.headers.put(request[i], request[i + 1]);
        }
        context.user = context.headers.get("X-User");
        context.tenant = context.headers.get("X-Tenant");
        context.tags.put("tenant", context.tenant);
        context.trace.add(context.headers.get("X-Trace"));
        return context.user.length() + context.tags.size() + context.trace.size();
    }

    @Benchmark
    public int after() {
        Reused context = pool.take();
        for (String each : request) {
            context.headers.add(each);
        }
        context.user = Reused.find(context.headers, "X-User");
        context.tenant = Reused.find(context.headers, "X-Tenant");
        context.tags.add("tenant");
        context.tags.add(context.tenant);
        context.trace.add(Reused.find(context.headers, "X-Trace"));
        int seen = context.user.length() + context.tags.size() / 2 + context.trace.size();
        context.clear(); // or the next request sees this one's
        pool.give(context);
        return seen;
    }
}
