package dev.edenscope.readers;

import dev.edenscope.profile.Function;

/** The names that people read, from those that the JVM uses; the same as the agent gives. */
final class JfrNames {
    private JfrNames() {}

    /**
     * For {@code com/acme/Orders$Line}, {@code price}, {@code (I)V}: the function {@code com.acme.Orders$Line.price} in
     * {@code com/acme/Orders.java}. Recordings keep no file names: it is guessed from the class, which is right for
     * Java's public classes. Native frames have no class and no file.
     */
    static Function function(String type, String method, String descriptor) {
        String holder = stable(type);
        if (holder.isEmpty()) {
            return new Function(method, "", "", 0);
        }
        String name = holder.replace('/', '.') + "." + method;
        return new Function(name, name + descriptor, sourceFile(holder), 0);
    }

    private static String sourceFile(String type) {
        int simple = type.lastIndexOf('/') + 1;
        int nested = type.indexOf('$', simple + 1);
        String outermost = nested < 0 ? type : type.substring(0, nested);
        return outermost.endsWith("Kt") && outermost.length() > simple + 2
                ? outermost.substring(0, outermost.length() - 2) + ".kt"
                : outermost + ".java";
    }

    /** {@code java.lang.String} for {@code java/lang/String}, {@code byte[]} for {@code [B}. */
    static String type(String type) {
        int dimensions = 0;
        while (dimensions < type.length() && type.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return stable(type).replace('/', '.');
        }
        if (dimensions > 255) {
            return type;
        }
        String element = type.substring(dimensions);
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
                stable(element.startsWith("L") ? element.substring(1) : element).replace('/', '.');
        };
        return name + "[]".repeat(dimensions);
    }

    /**
     * A class's name without the numbers that differ from run to run: those of hidden classes ({@code
     * A$$Lambda$14+0x0000000800c03000/1364118097}, {@code A$$Lambda/0x00007f12}) and of those that reflection makes ({@code
     * GeneratedMethodAccessor7}). No Java name has a digit behind a dot or slash.
     */
    private static String stable(String type) {
        int end = type.endsWith(";") ? type.length() - 1 : type.length();
        for (int i = 1; i + 1 < end; i++) {
            char c = type.charAt(i);
            if ((c == '+' || c == '/' || c == '.') && isDigit(type.charAt(i + 1))) {
                end = i;
            }
        }
        int lambda = type.lastIndexOf("$$Lambda$", end);
        if (lambda > 0 && onlyDigits(type, lambda + 9, end)) {
            end = lambda + 8;
        }
        int accessor = type.lastIndexOf("Accessor", end);
        if (accessor > 0 && type.contains("/Generated") && onlyDigits(type, accessor + 8, end)) {
            end = accessor + 8;
        }
        return type.substring(0, end);
    }

    private static boolean onlyDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return from <= to;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
