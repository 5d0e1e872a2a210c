package dev.edenscope.advice;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A profile of a second that a test writes down, a line a stack: {@code OBJECTS OBJECT_BYTES CLASS FRAME...}, the innermost
 * first, a frame of the application being {@code com.acme.Shop.sell:12}. What remains in use is written behind the objects:
 * {@code 100/50}.
 */
final class Recorded {
    private static final long NANOS = 1_000_000_000L;

    private Recorded() {}

    static Profile profile(String text) {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(
                        ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE))
                .withTime(0, NANOS));
        for (String line : text.strip().split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            int[] stack = new int[words.length - 3];
            for (int i = 3; i < words.length; i++) {
                stack[i - 3] = location(builder, words[i]);
            }
            String[] counts = words[0].split("/", -1);
            long objects = Long.parseLong(counts[0]);
            long kept = counts.length < 2 ? 0 : Long.parseLong(counts[1]);
            long size = Long.parseLong(words[1]);
            int labels = builder.labels(List.of(Label.of("class", words[2])));
            builder.add(builder.stack(stack, stack.length), labels, objects, objects * size, kept, kept * size);
        }
        return builder.build();
    }

    private static int location(ProfileBuilder builder, String frame) {
        int colon = frame.indexOf(':');
        String name = colon < 0 ? frame : frame.substring(0, colon);
        String owner = name.substring(0, name.lastIndexOf('.'));
        String file = owner.replaceAll("\\$.*", "").replace('.', '/') + ".java";
        long line = colon < 0 ? 1 : Long.parseLong(frame.substring(colon + 1));
        return builder.location(builder.function(new Function(name, name + "()V", file, 0)), line);
    }

    /** All that the rules say of it, without sources. */
    static Advice advice(String text) {
        return advice(text, Path.of("nowhere"));
    }

    /** The same with the sources in a directory. */
    static Advice advice(String text, Path sources) {
        return advice(text, sources, Rules.ALL);
    }

    static Advice advice(String text, Path sources, List<Rule> rules) {
        return advice(profile(text), sources, rules);
    }

    static Advice advice(Profile profile, Path sources, List<Rule> rules) {
        try (SourceText source = new SourceText(new Options.Sources(sources.toString(), ""))) {
            Case recorded = Case.of(profile, Optional.empty(), Application.guessed(), source);
            return Advice.of(recorded, rules, 0.005);
        }
    }

    /** {@code RULE FILE:LINE} of each hint, the largest gain first. */
    static List<String> findings(Advice advice) {
        List<String> found = new ArrayList<>();
        for (Finding finding : advice.findings()) {
            for (Hint hint : finding.hints()) {
                found.add(hint.rule().id() + " " + finding.scene().place());
            }
        }
        return found;
    }

    /** {@code RULE FILE:LINE: REASON} of what is left as it is. */
    static List<String> left(Advice advice) {
        return advice.left().stream()
                .map(each -> each.finding().hint().rule().id() + " "
                        + each.finding().scene().place() + ": " + each.reason())
                .toList();
    }
}
