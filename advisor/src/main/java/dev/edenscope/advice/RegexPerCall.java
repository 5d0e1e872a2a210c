package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression that is compiled for each text it is matched with. */
final class RegexPerCall implements Rule {
    private static final String COMPILE = "java.util.regex.Pattern.compile";
    private static final String[] ENTRIES = {
        COMPILE,
        "java.util.regex.Pattern.matches",
        "java.lang.String.matches",
        "java.lang.String.replaceAll",
        "java.lang.String.replaceFirst",
        "java.lang.String.split"
    };
    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\.(matches|replaceAll|replaceFirst|split)\\((\"(?:[^\"\\\\]|\\\\.)*\")(\\)|, )");
    private static final Pattern COMPILED = Pattern.compile("Pattern\\.compile\\((\"(?:[^\"\\\\]|\\\\.)*\")\\)");

    @Override
    public String id() {
        return "regex-per-call";
    }

    @Override
    public String title() {
        return "a regular expression compiled for each use";
    }

    @Override
    public String caveat() {
        return "Where the expression differs from call to call, keep the compiled ones in a small map instead.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> compiled = scene.where(each -> each.entersBy(ENTRIES) && each.passes(COMPILE));
        if (compiled.isEmpty() || scene.isInitialiser()) {
            return Optional.empty();
        }
        if (Traffic.of(compiled).isLongLived()) {
            return Optional.of(Hint.leave(this, compiled, "the compiled expressions are kept"));
        }
        List<Change> changes = scene.code().map(RegexPerCall::changes).orElse(List.of());
        return Optional.of(new Hint(
                this,
                Saving.of(compiled, 1),
                "The expression is parsed into a Pattern each time the line runs.",
                "Compile it once, into a static final Pattern; a scan by hand or indexOf where it is plain.",
                changes,
                Confidence.HIGH));
    }

    private static List<Change> changes(Code code) {
        String text = code.text();
        Matcher compile = COMPILED.matcher(text);
        if (compile.find()) {
            String after = text.substring(0, compile.start()) + "PATTERN" + text.substring(compile.end());
            return List.of(new Change(code.line(), text, List.of(field(compile.group(1)), after)));
        }
        Matcher call = CALL.matcher(text);
        if (!call.find()) {
            return List.of();
        }
        String on = call.group(1);
        String end = call.group(4).equals(")") ? ")" : "";
        String instead = switch (call.group(2)) {
            case "matches" -> "PATTERN.matcher(" + on + ").matches(" + end;
            case "split" -> "PATTERN.split(" + on + (end.isEmpty() ? ", " : end);
            default -> "PATTERN.matcher(" + on + ")." + call.group(2) + "(";
        };
        String after = text.substring(0, call.start()) + instead + text.substring(call.end());
        return List.of(new Change(code.line(), text, List.of(field(call.group(3)), after)));
    }

    private static String field(String expression) {
        return "private static final Pattern PATTERN = Pattern.compile(" + expression + "); // in the class";
    }
}
