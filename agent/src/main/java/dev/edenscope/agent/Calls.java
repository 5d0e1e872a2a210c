package dev.edenscope.agent;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Profile;
import java.lang.instrument.Instrumentation;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Calls of some methods, counted from {@link #start} to {@link #stop}. A call counts when it begins, so that those under way
 * at the start do not.
 *
 * <p>Cost: some 5 ns a call. To weave and to take out again stops the JVM for some milliseconds each; what was compiled with
 * the method is compiled anew, in JDK 17 all that was compiled, the first time (25 knows what depends on it). So the start
 * waits until the JIT is calm again, ten seconds at most.
 */
final class Calls {
    private static final int MOST = 16;
    private static final long SETTLING_NANOS = 10_000_000_000L; // at most
    private static final long LOOK_MILLIS = 500;
    private static final long CALM_MILLIS = 50; // of compilation between two looks
    private static final List<Calls> RUNNING = new CopyOnWriteArrayList<>();

    private final List<CountedMethod> methods;
    private final Weaver weaver; // null where there is no method
    private boolean stopped;

    private Calls(List<CountedMethod> methods, Weaver weaver) {
        this.methods = methods;
        this.weaver = weaver;
    }

    /**
     * Starts to count.
     *
     * @param names of methods, none or some, as {@link CountedMethod} has them
     * @throws IllegalArgumentException in one line, if a class is loaded and has no such method, or one without code
     * @throws IllegalStateException in one line, if this JVM's classes cannot be woven
     */
    static Calls start(List<String> names) {
        if (names.isEmpty()) {
            return new Calls(List.of(), null);
        }
        if (names.size() > MOST) {
            throw new IllegalArgumentException("per: " + names.size() + " methods, expected " + MOST + " at most");
        }
        Instrumentation instrumentation = Agent.instrumentation();
        if (instrumentation == null) {
            throw new IllegalStateException(
                    "calls can be counted only by an agent that came by -javaagent or by attach; this"
                            + " one is a library of the application's");
        }
        List<CountedMethod> methods = new ArrayList<>();
        for (String name : names) {
            methods.add(new CountedMethod(name));
        }
        for (CountedMethod method : methods) {
            method.countBy(Counter.take(instrumentation));
        }
        Calls calls = new Calls(methods, new Weaver(instrumentation, methods));
        calls.weave();
        return calls;
    }

    private void weave() {
        RUNNING.add(this);
        boolean loaded = weaver.start();
        for (CountedMethod method : methods) {
            if (method.isMissing()) {
                stop();
                throw new IllegalArgumentException("per=" + method.name() + ": " + method.problem());
            }
        }
        if (loaded) {
            settle();
        }
    }

    /**
     * Waits until the JIT has compiled again what the weaving discarded. Until then objects reach the heap that are removed
     * otherwise.
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

    /** A class file of a class of this JVM's, with the counters that are in the class now. */
    static byte[] woven(Class<?> of, byte[] file) {
        byte[] woven = file;
        for (Calls calls : RUNNING) {
            woven = calls.weaver.woven(of, woven);
        }
        return woven;
    }

    /** How often each method was called until now, since some moment. */
    long[] sums() {
        long[] sums = new long[methods.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = methods.get(i).counter().sum();
        }
        return sums;
    }

    /** A window of a capture, whose profile also has the calls in it. */
    Supplier<Profile> window(Capture capture, boolean inUse) {
        long[] from = sums(); // before the snapshot, as at the end
        Supplier<Profile> window = capture.window(inUse);
        return () -> {
            long[] to = sums();
            Profile seen = with(window.get(), from, to);
            System.arraycopy(to, 0, from, 0, to.length);
            return seen;
        };
    }

    /** A profile with the calls between two moments. */
    Profile with(Profile profile, long[] from, long[] to) {
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
        if (!stopped && weaver != null) {
            stopped = true;
            String problem = weaver.stop();
            RUNNING.remove(this);
            if (problem.isEmpty()) {
                methods.forEach(method -> Counter.release(method.counter()));
            } else {
                Agent.note("a counter of calls stays in its class: " + problem);
            }
        }
    }
}
