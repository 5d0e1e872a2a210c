package dev.edenscope.jmh;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.openjdk.jmh.annotations.Group;

/** The methods behind a benchmark's name, as stacks name them: it may be nested, inherited, or a group of several. */
final class BenchmarkMethods {
    private BenchmarkMethods() {}

    /**
     * Names such as {@code com.acme.Outer$Codecs.encode}.
     *
     * @param benchmark as JMH calls it, {@code com.acme.Outer.Codecs.encode}
     * @throws IllegalStateException if there is no such method
     */
    static Set<String> of(String benchmark) {
        int dot = benchmark.lastIndexOf('.');
        String name = benchmark.substring(dot + 1);
        Set<String> methods = new HashSet<>();
        Deque<Class<?>> types = new ArrayDeque<>();
        types.add(type(benchmark.substring(0, dot)));
        while (!types.isEmpty()) {
            Class<?> type = types.pop();
            for (Method method : type.getDeclaredMethods()) {
                Group group = method.getAnnotation(Group.class);
                if (group == null
                        ? method.getName().equals(name)
                        : group.value().equals(name)) {
                    methods.add(type.getName() + "." + method.getName());
                }
            }
            if (type.getSuperclass() != null) {
                types.add(type.getSuperclass());
            }
            types.addAll(Set.of(type.getInterfaces()));
        }
        if (methods.isEmpty()) {
            throw new IllegalStateException("there is no method " + benchmark);
        }
        return methods;
    }

    /** The class of a name that has a dot where nested classes have a dollar sign. */
    private static Class<?> type(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String binary = name;
        while (true) {
            try {
                return Class.forName(binary, false, loader);
            } catch (ClassNotFoundException e) {
                int dot = binary.lastIndexOf('.');
                if (dot < 0) {
                    throw new IllegalStateException("there is no class " + name, e);
                }
                binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
            }
        }
    }
}
