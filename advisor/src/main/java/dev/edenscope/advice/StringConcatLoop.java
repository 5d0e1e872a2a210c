package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that is put together in a loop, each round copying all of it. */
final class StringConcatLoop implements Rule {
    private static final Pattern ONTO_ITSELF =
            Pattern.compile("(?<![\\w.])((?:this\\.)?\\w+) (?:\\+=|= \\1 \\+) ?(.*);");
    /** Of n rounds a builder leaves some 6 arrays of the mean length; this is for 20 rounds. */
    private static final double GONE = 0.7;

    @Override
    public String id() {
        return "string-concat-loop";
    }

    @Override
    public String title() {
        return "a text put together in a loop";
    }

    @Override
    public String caveat() {
        return "How often the loop goes round is not in the profile; the gain takes it to be some 20 times.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> texts = scene.where(each -> each.isConcatenation() || isBuilt(each));
        if (texts.isEmpty() || scene.code().isEmpty()) {
            return Optional.empty();
        }
        Code code = scene.code().get();
        Matcher itself = ONTO_ITSELF.matcher(code.statement());
        if (itself.find() && code.loop() > 0 && isMadeOutside(code, itself.group(1))) {
            String name = itself.group(1);
            String what = itself.group(2).isEmpty() ? "..." : itself.group(2);
            return Optional.of(new Hint(
                    this,
                    Saving.of(texts, GONE),
                    "Each round copies all that came before: the bytes grow with the square of the rounds.",
                    "Append to one StringBuilder that is made before the loop, with a capacity if it can be estimated.",
                    List.of(Change.of(code.line(), code.text(), name + appended(what))),
                    Confidence.HIGH));
        }
        return Optional.of(Hint.leave(
                this,
                texts,
                "a single + expression is one String and its bytes already; a StringBuilder is no better"));
    }

    /** As code does that was compiled without {@code invokedynamic}, or for Java 8. */
    private static boolean isBuilt(Allocation allocation) {
        return allocation.isOf("byte[]", "java.lang.String")
                && allocation.entersBy("java.lang.StringBuilder.toString", "java.lang.StringBuilder.append");
    }

    /** Whether it is a text that lives longer than a round. */
    private static boolean isMadeOutside(Code code, String name) {
        int made = code.above(Pattern.compile("\\b(?:String|var) " + Pattern.quote(name) + "\\b"));
        return made < code.loop();
    }

    private static String appended(String sum) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        int from = 0;
        boolean quoted = false;
        for (int i = 0; i < sum.length(); i++) {
            char c = sum.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (!quoted && c == '+' && depth == 0) {
                out.append(".append(").append(sum.substring(from, i).strip()).append(')');
                from = i + 1;
            }
        }
        return out.append(".append(")
                .append(sum.substring(from).strip())
                .append(");")
                .toString();
    }
}
