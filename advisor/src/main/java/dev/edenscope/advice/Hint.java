package dev.edenscope.advice;

import java.util.List;

/**
 * What a rule has to say about a line.
 *
 * @param rule who says it
 * @param savings what it is about, and how much of that goes away; nothing at all goes where the line is to be left as it is
 * @param cause what is the matter, in a sentence
 * @param fix what to do about it at this line, in a sentence or two
 * @param changes the same as source, where the source is there and plain enough
 * @param confidence how sure it is
 */
public record Hint(
        Rule rule, List<Saving> savings, String cause, String fix, List<Change> changes, Confidence confidence) {
    public Hint {
        savings = List.copyOf(savings);
        changes = List.copyOf(changes);
        if (savings.isEmpty()) {
            throw new IllegalArgumentException(rule.id() + ": a hint about nothing");
        }
    }

    /** That it looks like a case for the rule, but is to be left as it is. */
    public static Hint leave(Rule rule, List<Allocation> about, String reason) {
        return new Hint(rule, Saving.of(about, 0), reason, "leave it", List.of(), Confidence.HIGH);
    }

    /** Whether nothing is to be changed. */
    public boolean isLeave() {
        return savings.stream().allMatch(saving -> saving.share() == 0);
    }

    /** What it is about. */
    public Traffic traffic() {
        return Traffic.of(savings.stream().map(Saving::allocation).toList());
    }

    double bytesGone() {
        return savings.stream()
                .mapToDouble(
                        saving -> saving.share() * saving.allocation().traffic().bytes())
                .sum();
    }
}
