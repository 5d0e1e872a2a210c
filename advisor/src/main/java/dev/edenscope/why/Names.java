package dev.edenscope.why;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Names as people write them, and what they tell. */
public final class Names {
    private static final String LAMBDA = "$$Lambda";
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d+(?![\\w])");
    private static final List<String> COMMON = List.of(
            "java.lang.",
            "java.util.",
            "java.io.",
            "java.util.concurrent.",
            "java.util.concurrent.atomic.",
            "java.util.function.",
            "java.util.regex.",
            "java.util.stream.",
            "java.math.",
            "java.nio.",
            "java.text.",
            "java.time.");
    private static final Map<String, Boolean> JDK = new ConcurrentHashMap<>(); // by simple name

    private Names() {}

    /** {@code Orders$Line} for {@code com/acme/Orders$Line} and {@code com.acme.Orders$Line}. */
    public static String simple(String name) {
        String stable = stable(name);
        return stable.substring(Math.max(stable.lastIndexOf('/'), stable.lastIndexOf('.')) + 1);
    }

    /** {@code Orders.Line}: as the source writes it, without its package. Anonymous classes keep their {@code $1}. */
    public static String type(String name) {
        StringBuilder type = new StringBuilder(simple(name));
        for (int i = 0; i < type.length() - 1; i++) {
            char next = type.charAt(i + 1);
            if (type.charAt(i) == '$' && ((next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z'))) {
                type.setCharAt(i, '.');
            }
        }
        return type.toString();
    }

    /** {@code Orders.Line.price} for {@code com.acme.Orders$Line.price}. */
    public static String method(String dotted) {
        int dot = dotted.lastIndexOf('.');
        return dot < 0 ? dotted : method(dotted.substring(0, dot), dotted.substring(dot + 1));
    }

    /** The same for the name of a class and that of its method. */
    static String method(String owner, String name) {
        if (name.equals("<init>")) {
            return type(owner) + "'s constructor";
        }
        boolean lambda = name.startsWith("lambda$") && name.lastIndexOf('$') > 7;
        return lambda
                ? "a lambda in " + type(owner) + "." + name.substring(7, name.lastIndexOf('$'))
                : type(owner) + "." + name;
    }

    /** Without the suffix that tells one hidden class from another: the same in each run. */
    public static String stable(String name) {
        int lambda = name.indexOf(LAMBDA);
        if (lambda >= 0) {
            return name.substring(0, lambda + LAMBDA.length());
        }
        int dot = name.indexOf(".0x");
        int plus = name.indexOf("+0x");
        int slash = name.indexOf("/0x");
        int cut = Math.max(dot, Math.max(plus, slash));
        return cut < 0 ? name : name.substring(0, cut);
    }

    /** Without the numbers that the compiler gives to lambdas and anonymous classes: each that is added shifts the others. */
    public static String unnumbered(String name) {
        return NUMBERED.matcher(name).replaceAll("\\$");
    }

    /** {@code com.acme.Orders.price}. */
    static String dotted(CompiledCode.Method method) {
        return method.owner().replace('/', '.') + "." + method.name();
    }

    /** {@code com.acme.Orders.price(I)V}, as a profile's function has it for a system name. */
    static String full(CompiledCode.Method method) {
        return dotted(method) + method.descriptor();
    }

    public static boolean isLambda(String name) {
        return name.contains(LAMBDA);
    }

    /** Whether a class or a method is the JVM's own, between a lambda's or a concatenation's place and its body. */
    public static boolean isMachinery(String name) {
        return isLambda(name)
                || name.contains(".0x")
                || name.contains("+0x")
                || name.contains("/0x")
                || name.contains("LambdaForm")
                || name.contains("$$StringConcat")
                || name.startsWith("java/lang/invoke/")
                || name.startsWith("java.lang.invoke.");
    }

    /** Whether a method as people write it, {@code HashMap.putVal}, is most likely the JDK's. */
    static boolean isJdk(String method) {
        String type = method.replaceFirst("[.'].*", "");
        return JDK.computeIfAbsent(type, name -> COMMON.stream().anyMatch(from -> exists(from + name)));
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
