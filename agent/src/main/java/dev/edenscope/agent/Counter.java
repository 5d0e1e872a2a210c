package dev.edenscope.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A class of {@code java.base} that counts how often it is called. There are as many as were needed at the same time, each is
 * used again, and they stay as long as the JVM runs: some 2 KB of metadata and 8 KB of heap each.
 *
 * <p>Only {@code java.*} is seen by every class loader, that of OSGi too. So such a class has to be in a package of the JDK's,
 * which is opened to the agent's module for that. (A jar behind the boot class path would switch off class data sharing, with
 * a warning on standard output.)
 */
final class Counter {
    private static final Class<?> NEIGHBOUR = AtomicLongArray.class; // its package has no secrets
    private static final Deque<Counter> FREE = new ArrayDeque<>();
    private static int made;

    private final Class<?> type;
    private final AtomicLongArray cells;

    private Counter(Class<?> type) throws ReflectiveOperationException {
        this.type = type;
        type.getMethod(CallCounter.METHOD).invoke(null); // links what it calls, here and not in the application
        this.cells = (AtomicLongArray) type.getField("CELLS").get(null);
    }

    /** A counter that nobody uses. Its sum can be any: what counts is by how much it grows. */
    static synchronized Counter take(Instrumentation instrumentation) {
        Counter free = FREE.poll();
        return free != null ? free : make(instrumentation);
    }

    static synchronized void release(Counter counter) {
        FREE.add(counter);
    }

    private static Counter make(Instrumentation instrumentation) {
        String pattern = CallCounter.class.getName();
        String name = NEIGHBOUR.getPackageName() + ".EdenscopeCalls" + ++made;
        try (InputStream in = CallCounter.class.getResourceAsStream(CallCounter.class.getSimpleName() + ".class")) {
            byte[] file = Weaving.renamed(in.readAllBytes(), pattern.replace('.', '/'), name.replace('.', '/'));
            instrumentation.redefineModule(
                    NEIGHBOUR.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of(NEIGHBOUR.getPackageName(), Set.of(Counter.class.getModule())),
                    Set.of(),
                    Map.of());
            return new Counter(MethodHandles.privateLookupIn(NEIGHBOUR, MethodHandles.lookup())
                    .defineClass(file));
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("no counter of calls can be made in this JVM: " + e, e);
        }
    }

    /** The internal name of its class. */
    String name() {
        return type.getName().replace('.', '/');
    }

    /** Whether what this loader defines can call it. */
    boolean isSeenBy(ClassLoader loader) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            return false; // a loader of the application's may do anything
        }
    }

    /** Calls since the counter was made. */
    long sum() {
        long sum = 0;
        for (int i = 0; i < cells.length(); i++) {
            sum += cells.get(i);
        }
        return sum;
    }
}
