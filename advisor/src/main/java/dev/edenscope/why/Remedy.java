package dev.edenscope.why;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What would remove one cause. The object goes only when all its causes have gone; that the remedy can be applied
 * (that nobody else needs the object) is for who knows the program to say.
 *
 * @param cause the cause that it is against
 * @param text what to do, as a sentence goes on behind "help: "
 */
public record Remedy(Cause cause, String text) {
    private static final Pattern CALL = Pattern.compile("passed as (?:the )?(.+?) of (.+?), not inlined: (.*)");
    private static final Pattern BYTES = Pattern.compile("\\((\\d+) bytes");
    private static final Pattern STORED = Pattern.compile("stored in (?:static )?field ([^ ]+\\.[^ ]+)");
    private static final Pattern RETURNED = Pattern.compile("returned from (.+)");
    private static final Pattern HOLDER = Pattern.compile(" of a new (.+), which is itself ");
    private static final Pattern LIMIT =
            Pattern.compile("array length (\\d+) is over EliminateAllocationArraySizeLimit=(\\d+)");
    private static final List<String> BOXES = List.of(
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Double",
            "java.lang.Float");
    private static final int HOT = 325; // FreqInlineSize
    private static final int COLD = 35; // MaxInlineSize

    /** What would remove each of a site's causes, in their order. */
    public static List<Remedy> of(Site site) {
        return site.causes().stream()
                .map(cause -> new Remedy(cause, text(cause, site)))
                .toList();
    }

    private static String text(Cause cause, Site site) {
        String text = cause.text();
        return switch (cause.kind()) {
            case RETURNED -> returned(text, site);
            case STATIC, FIELD -> stored(text, site);
            case ARRAY -> array(site);
            case THROWN ->
                "return a result instead of throwing, or throw one constant exception that has no stack trace";
            case FINALIZER ->
                "take finalize() out of " + type(site) + "; close it with try-with-resources, or register a Cleaner";
            case CLASS -> "make it once and reuse it: C2 keeps each " + type(site);
            case IDENTITY -> "give " + type(site) + " a hashCode of its own, or do not ask for its identity";
            case CALL -> call(text, site);
            case HELD, PART -> held(text, site);
            case LENGTH -> length(text);
            case INDEX ->
                "use indexes that are constants, or local variables in place of the elements; or make the array once and"
                        + " reuse it";
            case MERGE ->
                "split the merge: use the object inside each branch (return early there), so that no variable stands"
                        + " for one object or another";
            case ATOMIC -> "where no other thread sees it, use a plain field in place of the atomic";
        };
    }

    private static String type(Site site) {
        return Names.isLambda(site.className()) ? "the lambda" : Names.type(site.className());
    }

    private static boolean isBox(Site site) {
        return BOXES.contains(site.className());
    }

    /** What to hand on in place of the object. */
    private static String content(Site site) {
        if (isBox(site)) {
            return "the primitive";
        }
        return Names.isLambda(site.className())
                ? "what the lambda captures"
                : site.className().endsWith("[]") ? "the elements" : "the fields";
    }

    private static String returned(String text, Site site) {
        Matcher from = RETURNED.matcher(text);
        String method = from.find() ? from.group(1) : "the method";
        if (isBox(site)) {
            return "have " + method + " return the primitive";
        }
        if (method.startsWith("a lambda") || method.startsWith("a method handle")) {
            return "call the method itself where the lambda is called, so that it can be inlined there";
        }
        String small = "keep " + method + " small enough to be inlined where it is called (" + HOT + " bytes if hot, "
                + COLD + " if not)";
        return Names.isLambda(site.className())
                ? small
                : small + "; or have " + content(site) + " written into an object of the caller's";
    }

    private static String stored(String text, Site site) {
        if (text.startsWith("captured by a lambda")) {
            return "hoist the lambda out of the loop, or hand the captured value to it as an argument";
        }
        Matcher stored = STORED.matcher(text);
        String field = stored.find() ? stored.group(1) : "the field";
        if (isBox(site)) {
            return "make the type of " + field + " the primitive";
        }
        return "keep it in a local variable; or store " + content(site) + " in place of the object in " + field
                + ", or write into the object that is there already";
    }

    private static String array(Site site) {
        return isBox(site)
                ? "use an array or a collection of primitives"
                : "keep " + content(site)
                        + " in arrays of their own, one a field; or write into the object that is there already";
    }

    private static String held(String text, Site site) {
        Matcher holder = HOLDER.matcher(text);
        if (text.startsWith("captured by a lambda")) {
            return "hoist the lambda out of the loop, or hand the captured value to it as an argument";
        }
        if (text.startsWith("stored in an array")) {
            return array(site);
        }
        if (!holder.find()) {
            return "do without the string: write its parts where they are wanted";
        }
        return "first remove the new " + holder.group(1) + " that holds it; or have that hold " + content(site)
                + " itself";
    }

    private static String length(String text) {
        Matcher over = LIMIT.matcher(text);
        if (over.find()) {
            return "make the length at most " + over.group(2) + ", in place of " + over.group(1)
                    + "; or make the array once and reuse it";
        }
        return text.startsWith("the text of a string")
                ? "do without the string: write its parts where they are wanted, or keep the string"
                : "make the length a constant of at most 64, or make the array once and reuse it";
    }

    private static String call(String text, Site site) {
        Matcher call = CALL.matcher(text);
        if (!call.find()) {
            return "call the method itself in place of the lambda or the method handle";
        }
        String method = call.group(2);
        String reason = call.group(3);
        boolean receiver = call.group(1).equals("receiver");
        String pass = method.endsWith("'s constructor")
                ? "have a smaller one make it"
                : receiver
                        ? "hand " + content(site) + " to a static method"
                        : "pass " + content(site) + " instead of the object";
        if (Names.isJdk(method) && !isVirtual(reason) && !reason.contains("exception")) {
            return receiver
                    ? "do without " + method + " here: it is the JDK's"
                    : pass + ", or do without " + method + " here: it is the JDK's";
        }
        return whyNot(method, reason, bytes(reason), pass);
    }

    private static boolean isVirtual(String reason) {
        return reason.contains("virtual") || reason.contains("receiver") || reason.contains("static binding");
    }

    private static String whyNot(String method, String reason, int bytes, String pass) {
        if (reason.contains("recursi")) {
            return "make a loop of " + method + ", or " + pass;
        }
        if (reason.contains("exception")) {
            return "return a result instead of throwing, or throw one constant exception that has no stack trace";
        }
        if (reason.contains("native")) {
            return pass + ": a native method is never inlined";
        }
        if (reason.contains("DontInline") || reason.contains("disallowed")) {
            return pass + ": " + method + " is marked never to be inlined";
        }
        if (isVirtual(reason)) {
            return "let one class or two come to this call of " + method + " (declare the class itself, a call for each"
                    + " kind), or " + pass;
        }
        if (reason.contains("levels deep") || reason.contains("too deep")) {
            return "take a level out of the calls that lead to " + method + ", or " + pass;
        }
        if (reason.contains("hot") && bytes > HOT && !reason.contains("not hot")) {
            return "move the cold part of " + method + " out of it: " + bytes + " bytes, limit " + HOT + "; or " + pass;
        }
        if (reason.contains("already compiled") || (bytes == 0 && reason.contains("too large"))) {
            return "split " + method + ", whose own code is too large to be inlined (InlineSmallCode), or " + pass;
        }
        if (bytes > COLD) {
            return "move all but the first steps of " + method + " out of it: " + bytes + " bytes, limit " + COLD
                    + " where a call is not hot; or " + pass;
        }
        if (reason.contains("rarely") || reason.contains("frequency") || reason.contains("never executed")) {
            return "make the object on the branch that calls " + method + ", which is rarely taken; or " + pass;
        }
        return "have " + method + " inlined, or " + pass;
    }

    private static int bytes(String reason) {
        Matcher bytes = BYTES.matcher(reason);
        return bytes.find() && bytes.group(1).length() < 9 ? Integer.parseInt(bytes.group(1)) : 0;
    }
}
