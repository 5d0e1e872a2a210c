package dev.edenscope.why;

/** Names as people write them. */
final class Names {
    private Names() {}

    /** {@code Orders$Line} for {@code com/acme/Orders$Line} and {@code com.acme.Orders$Line}. */
    static String simple(String name) {
        String stable = stable(name);
        return stable.substring(Math.max(stable.lastIndexOf('/'), stable.lastIndexOf('.')) + 1);
    }

    /** Without the suffix that tells one hidden class from another: the same in each run. */
    static String stable(String name) {
        int dot = name.indexOf(".0x");
        int plus = name.indexOf("+0x");
        int slash = name.indexOf("/0x");
        int cut = Math.max(dot, Math.max(plus, slash));
        return cut < 0 ? name : name.substring(0, cut);
    }

    /** Whether a class has no file: the JVM made it for a lambda or for a method handle. */
    static boolean isHidden(String owner) {
        return owner.contains(".0x") || owner.contains("+0x") || owner.contains("/0x") || owner.contains("LambdaForm$");
    }
}
