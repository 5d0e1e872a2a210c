package dev.edenscope.agent;

import dev.edenscope.budget.CallCount;
import dev.edenscope.profile.Profile;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Calls of some methods, counted from {@link #start} to {@link #stop} by a {@link Weaving} of their classes: those that are
 * loaded, of every class loader, and those that come to be. A call counts when it begins, so that those under way at the
 * start do not.
 *
 * <p>Cost: some 5 ns a call. To weave and to take out again stops the JVM for some milliseconds each; what was compiled with
 * the method is compiled anew, in JDK 17 all that was compiled, the first time (25 knows what depends on it). So the
 * start waits until the JIT is calm again, ten seconds at most.
 */
final class Calls implements ClassFileTransformer {
    private static final int MOST = 16;
    private static final long SETTLING_NANOS = 10_000_000_000L; // at most
    private static final long LOOK_MILLIS = 500;
    private static final long CALM_MILLIS = 50; // of compilation between two looks
    private static final List<Calls> RUNNING = new CopyOnWriteArrayList<>();

    private final Instrumentation instrumentation;
    private final List<CountedMethod> methods;
    private final long[] begin;
    private boolean stopped;

    private Calls(Instrumentation instrumentation, List<CountedMethod> methods) {
        this.instrumentation = instrumentation;
        this.methods = methods;
        this.begin = sums();
    }

    /**
     * Starts to count.
     *
     * @param names of methods, none or some, as {@link CountedMethod} has them
     * @throws IllegalArgumentException in one line, if a class is loaded and has no such method, or one without code
     * @throws IllegalStateException in one line, if this JVM's classes cannot be woven
     */
    static Calls start(List<String> names) {
        if (names.size() > MOST) {
            throw new IllegalArgumentException("per: " + names.size() + " methods, expected " + MOST + " at most");
        }
        List<CountedMethod> methods = new ArrayList<>();
        for (String name : names) {
            methods.add(new CountedMethod(name));
        }
        Instrumentation instrumentation = Agent.instrumentation();
        if (!methods.isEmpty() && instrumentation == null) {
            throw new IllegalStateException(
                    "calls can be counted only by an agent that came by -javaagent or by attach; this"
                            + " one is a library of the application's");
        }
        for (CountedMethod method : methods) {
            method.countBy(Counter.take(instrumentation));
        }
        Calls calls = new Calls(instrumentation, methods);
        if (!methods.isEmpty()) {
            calls.weave();
        }
        return calls;
    }

    private void weave() {
        RUNNING.add(this);
        instrumentation.addTransformer(this, true); // first, so that no class slips through
        String problem = retransform();
        List<Class<?>> loaded = loaded();
        for (CountedMethod method : methods) {
            if (!problem.isEmpty()) {
                method.failed(problem);
            } else if (method.isMissing() && loaded.stream().anyMatch(one -> method.isOf(one.getName()))) {
                stop();
                throw new IllegalArgumentException("per=" + method.name() + ": " + method.problem());
            }
        }
        if (!loaded.isEmpty()) {
            settle();
        }
    }

    /**
     * Waits until the JIT has compiled again what the weaving discarded: in JDK 17 all code, the
     * first time. Until then objects reach the heap that are removed otherwise.
     */
    private static void settle() {
        CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
        if (jit == null || !jit.isCompilationTimeMonitoringSupported()) {
            return;
        }
        long until = System.nanoTime() + SETTLING_NANOS;
        long before;
        try {
            do {
                before = jit.getTotalCompilationTime();
                Thread.sleep(LOOK_MILLIS);
            } while (jit.getTotalCompilationTime() - before > CALM_MILLIS && System.nanoTime() < until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then it is not waited for
        }
    }

    private List<Class<?>> loaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (!of(each.getName()).isEmpty() && instrumentation.isModifiableClass(each)) {
                loaded.add(each);
            }
        }
        return loaded;
    }

    /** Has the JVM ask all agents again for the classes that are loaded. Returns in one line what went wrong, or nothing. */
    private String retransform() {
        try {
            Class<?>[] loaded = loaded().toArray(Class<?>[]::new);
            if (loaded.length > 0) {
                instrumentation.retransformClasses(loaded);
            }
            return "";
        } catch (UnmodifiableClassException | RuntimeException | InternalError | LinkageError e) {
            return "the JVM did not take the class with its counter: " + e;
        }
    }

    private List<CountedMethod> of(String className) {
        List<CountedMethod> found = List.of();
        for (int i = 0; i < methods.size(); i++) { // on each thread that loads a class: mostly nothing is allocated
            if (methods.get(i).isOf(className)) {
                found = new ArrayList<>(found);
                found.add(methods.get(i));
            }
        }
        return found;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        List<CountedMethod> counted = className == null ? List.of() : of(className);
        if (counted.isEmpty()) {
            return null;
        }
        boolean entered = Quiet.enter();
        try {
            return woven(loader, className, counted, file);
        } catch (RuntimeException | Error e) { // a guest: the class stays as it is
            String why = e instanceof IllegalStateException ? e.getMessage() : e.toString();
            counted.forEach(method -> method.failed(why));
            return null;
        } finally {
            Quiet.leave(entered);
        }
    }

    private static byte[] woven(ClassLoader loader, String className, List<CountedMethod> counted, byte[] file) {
        Map<String, String> counters = new HashMap<>();
        for (CountedMethod method : counted) {
            if (!method.counter().isSeenBy(loader)) {
                throw new IllegalStateException("its class loader " + loader + " does not see all classes of the JDK");
            }
            counters.put(method.method(), method.counter().name());
        }
        Weaving.Result result = Weaving.weave(file, counters);
        for (CountedMethod method : counted) {
            method.lookedFor(className, result);
        }
        return result.file();
    }

    /** A class file of a class of this JVM's, with the counters that are in it now. */
    static byte[] woven(Class<?> of, byte[] file) {
        byte[] now = file;
        for (Calls calls : RUNNING) {
            List<CountedMethod> counted = file.length == 0 ? List.of() : calls.of(of.getName());
            byte[] more = counted.isEmpty() ? null : woven(of.getClassLoader(), of.getName(), counted, now);
            now = more == null ? now : more;
        }
        return now;
    }

    private long[] sums() {
        return methods.stream().mapToLong(method -> method.counter().sum()).toArray();
    }

    /** All that a capture has seen since it started, which was when counting did. */
    Profile profile(Capture capture) {
        long[] end = sums(); // before the snapshot, as at the beginning
        return with(capture.profile(), begin, end);
    }

    /** A window of a capture, whose profile also has the calls in it. */
    Supplier<Profile> window(Capture capture, boolean inUse) {
        long[] from = sums();
        Supplier<Profile> window = capture.window(inUse);
        return () -> {
            long[] to = sums();
            return with(window.get(), from, to);
        };
    }

    private Profile with(Profile profile, long[] from, long[] to) {
        Set<String> known = new HashSet<>(); // by an agent that was here before
        CallCount.of(profile).forEach(count -> known.add(count.method()));
        List<String> comments = new ArrayList<>(profile.comments());
        for (int i = 0; i < to.length; i++) {
            if (!known.contains(methods.get(i).name())) {
                comments.add(methods.get(i).comment(to[i] - from[i]));
            }
        }
        return profile.withHeader(profile.header().withComments(comments));
    }

    /** Takes the counters out; a second call does nothing. */
    synchronized void stop() {
        if (!stopped && !methods.isEmpty()) {
            stopped = true;
            instrumentation.removeTransformer(this);
            String problem = retransform();
            RUNNING.remove(this);
            if (problem.isEmpty()) {
                methods.forEach(method -> Counter.release(method.counter()));
            } else {
                Agent.note("a counter of calls stays in its class: " + problem);
            }
        }
    }
}
