package dev.edenscope.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counters in the classes of some methods, from {@link #start} to {@link #stop}: in those that are loaded, of every class loader,
 * and in those that come to be.
 *
 * <p>It alone needs the module java.instrument, which an application that has the agent as a library may run without.
 */
final class Weaver implements ClassFileTransformer {
    private final Instrumentation instrumentation;
    private final List<CountedMethod> methods;

    Weaver(Instrumentation instrumentation, List<CountedMethod> methods) {
        this.instrumentation = instrumentation;
        this.methods = methods;
    }

    /** Weaves. Each method is told what came of it. Returns whether any of their classes is loaded. */
    boolean start() {
        instrumentation.addTransformer(this, true); // first, so that no class slips through
        String problem = retransform();
        if (!problem.isEmpty()) {
            methods.forEach(method -> method.failed(problem));
        }
        return !loaded().isEmpty();
    }

    /** Takes the counters out. Returns in one line why they are still there, or nothing. */
    String stop() {
        instrumentation.removeTransformer(this);
        return retransform();
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

    private List<Class<?>> loaded() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> each : instrumentation.getAllLoadedClasses()) {
            if (!of(each.getName()).isEmpty() && instrumentation.isModifiableClass(each)) {
                loaded.add(each);
            }
        }
        return loaded;
    }

    /** Those of the methods that are of a class. */
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

    /** A class file with the counters that are in the class now. */
    byte[] woven(Class<?> of, byte[] file) {
        List<CountedMethod> counted = file.length == 0 ? List.of() : of(of.getName());
        byte[] woven = counted.isEmpty() ? null : woven(of.getClassLoader(), of.getName(), counted, file);
        return woven == null ? file : woven;
    }
}
