package dev.edenscope.report;

import dev.edenscope.profile.Function;

/** The packages of functions, by name alone. */
final class Packages {
    private Packages() {}

    /**
     * The package of a function, or empty where it has none: {@code java.util} of {@code java.util.HashMap.put}, the
     * import path {@code encoding/json} of {@code encoding/json.(*decodeState).object}.
     *
     * <p>Of a Java name the package ends where an element begins with a capital letter, or else two elements before the
     * end, which are class and method.
     */
    static String of(Function function) {
        String name = withoutTypes(function.name());
        int slash = name.lastIndexOf('/');
        String last = name.substring(slash + 1);
        if (isGo(function.filename()) || (slash >= 0 && !beginsWithCapital(last))) {
            int dot = last.indexOf('.');
            return dot < 0 ? "" : (name.substring(0, slash + 1) + last.substring(0, dot)).replace("%2e", ".");
        }
        return ofJava(name.replace('/', '.'));
    }

    /** The name up to what stands in brackets: receivers and type arguments, which have dots and slashes of their own. */
    private static String withoutTypes(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '(' || c == '[') {
                return name.substring(0, i);
            }
        }
        return name;
    }

    private static boolean isGo(String file) {
        return file.endsWith(".go") || file.endsWith(".s");
    }

    private static String ofJava(String name) {
        String[] elements = name.split("\\.", -1);
        int end = 0;
        while (end < elements.length - 1 && !beginsWithCapital(elements[end])) {
            end++;
        }
        if (end == elements.length - 1 && end > 1) { // no capital: the last but one is a class all the same
            end--;
        }
        return String.join(".", java.util.Arrays.asList(elements).subList(0, end));
    }

    private static boolean beginsWithCapital(String text) {
        return !text.isEmpty() && Character.isUpperCase(text.charAt(0));
    }
}
