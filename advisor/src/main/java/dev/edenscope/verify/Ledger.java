package dev.edenscope.verify;

import dev.edenscope.advice.Advice;
import dev.edenscope.advice.Allocation;
import dev.edenscope.advice.Blame;
import dev.edenscope.advice.Finding;
import dev.edenscope.gc.Expected;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Correspondence;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.Escapes.Change;
import dev.edenscope.why.Escapes.Kind;
import dev.edenscope.why.EscapesText;
import dev.edenscope.why.Names;
import dev.edenscope.why.Renamed;
import dev.edenscope.why.Site;
import dev.edenscope.why.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Enters the samples of two recordings by line, and what the compiled code says of each. */
final class Ledger {
    private static final double LEAST_OF_EXACT = 0.001; // what the JVM makes for itself in a run and not in the next
    private static final double LEAST_OF_ESTIMATE = 0.05; // what lies between two runs of one service

    private final Recorded before;
    private final Recorded after;
    private final Per per;
    private final Renamed renamed;
    private final double least;
    private final Optional<Escapes> escapes;
    private final Optional<Correspondence> lines;
    private final Tally total = new Tally();
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private double inClasses; // bytes of the application's lines in the older recording
    private double inSameClasses; // of those in classes that the newer one has

    /**
     * What lines of both recordings have in common that are one.
     *
     * @param place -1 where it is not known which line is which: all lines of the method are one
     */
    private record Key(String method, int place) {}

    Ledger(Recorded before, Recorded after, Per per, Renamed renamed) {
        this.before = before;
        this.after = after;
        this.per = per;
        this.renamed = renamed;
        boolean exact = before.isExact() && after.isExact() && per.kind() != Per.Kind.SECOND;
        this.least = exact ? LEAST_OF_EXACT : LEAST_OF_ESTIMATE;
        boolean known = before.evidence().isPresent() && after.evidence().isPresent();
        this.escapes = known
                ? Optional.of(Escapes.between(
                        before.evidence().get(), after.evidence().get(), renamed))
                : Optional.empty();
        this.lines = known
                ? Optional.of(new Correspondence(
                        before.evidence().get(),
                        methods(before),
                        after.evidence().get(),
                        methods(after),
                        renamed))
                : Optional.empty();
        enter(before, true);
        enter(after, false);
    }

    /** The application's methods that something was made for. */
    private static Set<String> methods(Recorded recorded) {
        Set<String> methods = new HashSet<>();
        for (int i = 0; i < recorded.profile().sampleCount(); i++) {
            Blame blame = Blame.of(recorded.profile(), i, recorded.known().application());
            if (blame != null) {
                methods.add(blame.method());
            }
        }
        return methods;
    }

    Recordings of(Advice advice) {
        Compared objects = total.objects(least);
        Compared bytes = total.bytes(least);
        Quantity quantity = Quantity.of(objects, bytes);
        List<Line> entered = new ArrayList<>();
        tallies.values().forEach(tally -> entered.add(tally.line(least)));
        entered.sort(Comparator.comparingDouble(
                        (Line line) -> Math.abs(line.amount(quantity).fall()))
                .reversed()
                .thenComparing(Line::method)
                .thenComparing(Line::place));
        return new Recordings(
                per,
                objects,
                bytes,
                entered,
                escapes,
                isSameProgram(),
                before.known().gc(),
                after.known().gc(),
                predictions(advice),
                advice.findings().isEmpty()
                        ? OptionalDouble.empty()
                        : advice.expected(advice.gain()).stream()
                                .mapToDouble(Expected::intervalSeconds)
                                .findFirst(),
                notes());
    }

    private List<String> notes() {
        List<String> notes = new Notes(before, after, per, escapes).texts();
        if (lines.isPresent() && !isSameClasses()) {
            notes.add("most of BEFORE's objects are made in classes that AFTER does not have; where they were moved:"
                    + " -renamed OLD=NEW");
        }
        return notes;
    }

    private boolean isSameProgram() {
        return lines.isPresent()
                && renamed.equals(Renamed.NONE)
                && isSameClasses()
                && before.evidence().get().isSameProgram(after.evidence().get());
    }

    /** Whether most of the older recording's bytes are of classes that the newer one has. */
    private boolean isSameClasses() {
        return inSameClasses >= Line.MOST * inClasses;
    }

    // Samples

    private void enter(Recorded recorded, boolean older) {
        Profile profile = recorded.profile();
        Sampling sampling = new Sampling(profile);
        double divisor = older ? per.before() : per.after();
        List<Change> changes = changes(recorded, older);
        for (int i = 0; i < profile.sampleCount(); i++) {
            Tally.Amount amount = Tally.Amount.of(sampling, i, divisor);
            total.add(older, amount);
            Blame blame = Blame.of(profile, i, recorded.known().application());
            if (blame != null) {
                Tally tally = tallies.computeIfAbsent(key(blame, older), key -> new Tally());
                tally.add(older, amount, blame);
                if (escapes.isPresent()) {
                    enter(tally, blame, Optional.ofNullable(changes.get(i)), amount, older);
                }
            }
        }
    }

    private Key key(Blame blame, boolean older) {
        String method = Names.unnumbered(blame.method());
        if (lines.isEmpty()) {
            return new Key(older ? renamed.now(method) : method, -1);
        }
        return older
                ? new Key(renamed.now(method), lines.get().placeBefore(method, blame.line()))
                : new Key(method, lines.get().placeAfter(method, blame.line()));
    }

    /** What became of the place of each sample; null where nothing is said of it. */
    private List<Change> changes(Recorded recorded, boolean older) {
        if (escapes.isEmpty()) {
            return List.of();
        }
        Map<Site, Change> bySite = new HashMap<>();
        for (Change each : escapes.get().changes()) {
            Site site = older ? each.before() : each.after();
            if (site != null) {
                bySite.put(site, each);
            }
        }
        List<Change> changes = new ArrayList<>();
        Why why = new Why(0, 0, List.copyOf(bySite.keySet()));
        for (Site site : why.sites(recorded.profile(), recorded.evidence().get().application())) {
            changes.add(site == null ? null : bySite.get(site));
        }
        return changes;
    }

    private void enter(Tally tally, Blame blame, Optional<Change> change, Tally.Amount amount, boolean older) {
        if (older) {
            inClasses += amount.bytes().value();
            inSameClasses +=
                    lines.get().hasClass(blame.method()) ? amount.bytes().value() : 0;
        }
        Kind kind = change.map(Change::kind).orElse(Kind.UNKNOWN);
        if (!older) {
            if (kind == Kind.NEW) {
                tally.add(kind, EscapesText.line(change.get(), escapes.get()), amount);
            }
        } else if (kind == Kind.UNKNOWN && isCallGone(blame)) {
            tally.add(
                    Kind.GONE, "gone    " + place(blame) + ": " + callee(blame) + " is no longer called there", amount);
        } else if (change.isPresent()) {
            tally.add(kind, EscapesText.line(change.get(), escapes.get()), amount);
        } else {
            tally.add(
                    kind,
                    "unknown " + place(blame) + ": new " + Names.type(blame.className()) + " is in no compiled code",
                    amount);
        }
    }

    private boolean isCallGone(Blame blame) {
        List<String> path = blame.path();
        if (path.isEmpty()) {
            return false;
        }
        String callee = path.get(path.size() - 1);
        return lines.get().isCallGone(blame.method(), blame.line(), callee.equals(Allocation.LINKED) ? "" : callee);
    }

    private static String callee(Blame blame) {
        String callee = blame.path().get(blame.path().size() - 1);
        return callee.equals(Allocation.LINKED) ? "what was linked" : Names.method(callee);
    }

    private static String place(Blame blame) {
        String file = blame.file().substring(blame.file().lastIndexOf('/') + 1);
        return file.isEmpty() ? Names.method(blame.method()) : file + ":" + blame.line();
    }

    // Predictions

    /** Findings of one line, or of changed lines that are one place, are one prediction: that is what can be measured. */
    private List<Prediction> predictions(Advice advice) {
        Map<Key, List<Finding>> byPlace = new LinkedHashMap<>();
        for (Finding each : advice.findings()) {
            Blame blame = new Blame(
                    each.scene().file(), each.scene().line(), each.scene().method(), "", List.of());
            byPlace.computeIfAbsent(key(blame, true), key -> new ArrayList<>()).add(each);
        }
        double all = total.bytes(least).before().value();
        List<Prediction> predictions = new ArrayList<>();
        byPlace.forEach((key, findings) -> {
            Tally tally = tallies.get(key);
            if (tally != null) {
                Line line = tally.line(least);
                predictions.add(new Prediction(
                        findings.stream()
                                .map(each -> each.hint().rule().id())
                                .distinct()
                                .toList(),
                        findings.size() == 1 ? findings.get(0).scene().place() : line.place(),
                        findings.stream()
                                .mapToDouble(each -> each.gain().byteShare())
                                .sum(),
                        line.bytes().fall() / all,
                        line.bytes().direction() == Direction.FELL));
            }
        });
        return predictions;
    }
}
