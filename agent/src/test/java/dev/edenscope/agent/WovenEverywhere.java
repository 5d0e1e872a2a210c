package dev.edenscope.agent;

import com.acme.Linked;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A program with the agent that has every method of the JDK counted, of what is loaded already too. */
public final class WovenEverywhere implements ClassFileTransformer {
    private final String counter;
    private final AtomicInteger woven = new AtomicInteger();

    private WovenEverywhere(String counter) {
        this.counter = counter;
    }

    public static void main(String[] modules) throws Exception {
        Instrumentation instrumentation = Agent.instrumentation();
        Counter counter = Counter.take(instrumentation);
        long before = counter.sum();
        WovenEverywhere everywhere = new WovenEverywhere(counter.name());
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(each) && isCounted(each.getName(), "any")) {
                loaded.add(each);
            }
        }
        everywhere.transform(
                null,
                "java/lang/Object",
                null,
                null,
                Object.class.getResourceAsStream("Object.class").readAllBytes());
        instrumentation.addTransformer(everywhere, true); // last, when all that it needs is loaded
        instrumentation.retransformClasses(loaded.toArray(Class<?>[]::new));
        System.out.println("loaded " + loaded.size());
        Linked.main(modules);
        System.out.println("woven " + everywhere.woven);
        System.out.println("calls " + (counter.sum() - before));
    }

    /** What the counter itself needs is left out, and what is the agent's own. */
    private static boolean isCounted(String name, String method) {
        if (name.startsWith("dev.edenscope.")) {
            return false;
        }
        try {
            return !new CountedMethod(name + "." + method).name().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        String type = name == null ? "" : name.replace('/', '.');
        if (!isCounted(type, "any")) {
            return null;
        }
        try {
            Map<String, String> all = new HashMap<>();
            for (String method : Weaving.weave(file, Map.of()).methods()) {
                if (isCounted(type, method)) {
                    all.put(method, counter);
                }
            }
            byte[] result = Weaving.weave(file, all).file();
            woven.addAndGet(result == null ? 0 : 1);
            return result;
        } catch (IllegalStateException e) {
            System.out.println("refused " + name + ": " + e.getMessage());
            return null;
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            throw e;
        }
    }
}
