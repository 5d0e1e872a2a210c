package dev.edenscope.report;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions as pprof's users write them: RE2's syntax, of which java.util.regex knows all but two forms. */
final class Regex {
    private final Pattern pattern;

    private Regex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The expression that an option holds, or null if it is empty. */
    static Regex optional(Option option, Options options) {
        String expression = options.get(option);
        return expression.isEmpty() ? null : of(option.toString(), expression);
    }

    /** The expression. {@code what} names it in the message about a bad one. */
    static Regex of(String what, String expression) {
        try {
            return new Regex(Pattern.compile(translated(expression), Pattern.UNICODE_CASE));
        } catch (PatternSyntaxException e) {
            throw new UsageException("parsing " + what + " regexp: " + e.getDescription() + ": `" + expression
                    + "`; put a backslash before ( ) [ ] { } * + ? . ^ $ | to mean the character itself");
        }
    }

    /** Whether the expression matches anywhere in the text. */
    boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    private static String translated(String expression) {
        return expression
                .replace("(?P<", "(?<")
                .replace("[:alnum:]", "\\p{Alnum}")
                .replace("[:alpha:]", "\\p{Alpha}")
                .replace("[:digit:]", "\\p{Digit}")
                .replace("[:lower:]", "\\p{Lower}")
                .replace("[:punct:]", "\\p{Punct}")
                .replace("[:space:]", "\\p{Space}")
                .replace("[:upper:]", "\\p{Upper}")
                .replace("[:word:]", "\\w")
                .replace("[:xdigit:]", "\\p{XDigit}");
    }
}
