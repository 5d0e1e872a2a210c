package dev.edenscope.agent;

import dev.edenscope.profile.Function;

/** The names that people read, from those that the JVM uses. */
final class JavaNames {
    /** What the sampler calls all that no longer fits into its tables. */
    private static final String OTHER = "[other]";

    /** Stands for a stack without a Java frame: the JVM itself allocated. */
    static final Function NO_FRAMES = new Function("[jvm]", "", "", 0);

    private JavaNames() {}

    /** A function from class signature, method name, descriptor and source file, each with a 0 behind it. */
    static Function function(String text, int startLine) {
        String[] parts = text.split("\0", -1);
        if (parts[0].isEmpty()) {
            return new Function(parts[1], "", "", 0);
        }
        return function(parts[0], parts[1], parts[2], parts[3], startLine);
    }

    /**
     * For {@code Lcom/acme/Orders$Line;}, {@code price}, {@code (I)V}, {@code Orders.java}: the function {@code
     * com.acme.Orders$Line.price} in {@code com/acme/Orders.java}.
     *
     * @param startLine the first line that has code, 0 where unknown
     */
    static Function function(String signature, String method, String descriptor, String sourceFile, long startLine) {
        String holder = type(signature);
        String name = holder + "." + method;
        int slash = signature.lastIndexOf('/');
        String folder = slash < 0 ? "" : signature.substring(1, slash + 1);
        // The JVM knows the first line that has code; a method's declaration is mostly the line before.
        boolean declared = startLine > 1 && !method.startsWith("lambda$") && !method.startsWith("<");
        return new Function(
                name,
                name + descriptor,
                sourceFile.isEmpty() ? "" : folder + sourceFile,
                declared ? startLine - 1 : startLine);
    }

    /** {@code java.lang.String} for {@code Ljava/lang/String;}, {@code byte[]} for {@code [B}. */
    static String type(String signature) {
        if (signature.equals(OTHER)) {
            return signature;
        }
        int dimensions = 0;
        while (dimensions < signature.length() && signature.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = signature.substring(dimensions);
        String name = switch (element) {
            case "B" -> "byte";
            case "C" -> "char";
            case "D" -> "double";
            case "F" -> "float";
            case "I" -> "int";
            case "J" -> "long";
            case "S" -> "short";
            case "Z" -> "boolean";
            default ->
                element.startsWith("L") && element.endsWith(";")
                        ? element.substring(1, element.length() - 1).replace('/', '.')
                        : element;
        };
        return dimensions > 1000 ? signature : name + "[]".repeat(dimensions);
    }
}
