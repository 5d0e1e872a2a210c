package dev.edenscope.advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page of a rule, {@code docs/rules/ID.md}. */
public final class RulePage {
    private RulePage() {}

    /** The page as Markdown; for a rule that has none, a user's, what it says itself. */
    public static String of(Rule rule) {
        try (InputStream in = RulePage.class.getResourceAsStream("rules/" + rule.id() + ".md")) {
            return in == null
                    ? "# " + rule.id() + "\n\n" + rule.title() + "\n\nBut: " + rule.caveat() + "\n"
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the jar itself is broken
        }
    }
}
