package dev.edenscope.verify;

import dev.edenscope.profile.CallCount;
import dev.edenscope.why.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is to be known of a comparison of recordings. */
final class Notes {
    private static final double OTHER_LOAD = 0.1; // a difference in calls a second that is said
    private static final double OTHER_LENGTH = 0.2;

    private final Recorded before;
    private final Recorded after;
    private final Per per;
    private final Optional<Escapes> escapes;

    Notes(Recorded before, Recorded after, Per per, Optional<Escapes> escapes) {
        this.before = before;
        this.after = after;
        this.per = per;
        this.escapes = escapes;
    }

    List<String> texts() {
        List<String> notes = new ArrayList<>();
        load(notes);
        if (!before.isExact() || !after.isExact()) {
            notes.add("estimates from samples: what differs by less than 5 %, or by less than three standard errors, is"
                    + " taken for chance");
        }
        evidence(notes, before);
        evidence(notes, after);
        if (escapes.isPresent() && before.evidence().get().feature().isPresent()) {
            int old = before.evidence().get().feature().getAsInt();
            int now = after.evidence().get().feature().orElse(old);
            if (old != now) {
                notes.add("another JDK: " + old + " before, " + now + " after; what differs may be its doing");
            }
        }
        return notes;
    }

    private void load(List<String> notes) {
        switch (per.kind()) {
            case CALL -> {
                double old = per.before() / before.seconds();
                double now = per.after() / after.seconds();
                if (Double.isFinite(old) && Double.isFinite(now) && Math.abs(now / old - 1) > OTHER_LOAD) {
                    notes.add(String.format(
                            Locale.ROOT,
                            "another load: %.0f calls/s before, %.0f after; so what is made per second would mislead",
                            old,
                            now));
                }
            }
            case SECOND -> {
                notes.add("per second: it holds if the load was the same"
                        + (CallCount.of(before.profile()).isEmpty()
                                        && CallCount.of(after.profile()).isEmpty()
                                ? "; eden record --per CLASS.METHOD counts calls, and so tells"
                                : ""));
                boolean run = before.isExact() && after.isExact();
                if (run && Math.abs(after.seconds() / before.seconds() - 1) > OTHER_LENGTH) {
                    notes.add(String.format(
                            Locale.ROOT,
                            "%.1f s before, %.1f s after: where both did the same work, use -per recording",
                            before.seconds(),
                            after.seconds()));
                }
            }
            case RECORDING -> notes.add("per recording: it holds if both did the same work");
        }
    }

    private static void evidence(List<String> notes, Recorded recorded) {
        if (recorded.evidence().isEmpty()) {
            notes.add("static proof: not known, for " + recorded.name()
                    + " does not hold what the JIT compiled; record with: eden record -o FILE.eden");
        }
    }
}
