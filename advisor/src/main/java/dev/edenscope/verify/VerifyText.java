package dev.edenscope.verify;

import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Paint;
import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsText;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.gc.Pauses;
import dev.edenscope.gc.Share;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.Escapes.Kind;
import dev.edenscope.why.Names;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A verification as text: the verdict, the two proofs, and what they are made of. */
public final class VerifyText {
    private static final String UNKNOWN = "?";
    private static final int NUMBERS = 6; // columns of the table of lines
    private static final int ESCAPES = 8; // of a line

    private VerifyText() {}

    /**
     * The text.
     *
     * @param top how many lines and predictions at most
     * @param detail whether the escapes of a line stand below it
     * @param paint how differences between benchmarks stand out
     */
    public static String of(Verification verification, int top, boolean detail, Paint paint) {
        StringBuilder out = new StringBuilder();
        out.append(verification.verdict().title()).append(": ").append(verification.reason());
        out.append('\n');
        if (verification.recordings().isEmpty()) {
            out.append("runtime  ").append(word(verification.runtime())).append('\n');
            out.append("static   ").append(word(verification.proof())).append("  no recordings were given\n");
        }
        verification.recordings().ifPresent(recordings -> recordings(out, recordings, top, detail));
        verification.benchmarks().ifPresent(benchmarks -> benchmarks(out, benchmarks, paint));
        return out.toString();
    }

    private static void recordings(StringBuilder out, Recordings recordings, int top, boolean detail) {
        String unit = "/" + recordings.per().kind().unit();
        out.append("runtime  ").append(word(recordings.runtime())).append("  ");
        if (recordings.objects().isKnown()) {
            out.append("objects").append(unit).append(' ');
            out.append(whole(recordings.objects(), Figures::count)).append("; ");
        }
        out.append("bytes").append(unit).append(' ').append(whole(recordings.bytes(), Figures::bytes));
        out.append('\n');
        out.append("static   ").append(word(recordings.proof())).append("  ");
        out.append(recordings.escapes().map(VerifyText::count).orElse("nothing is known of the compiled code"));
        if (recordings.proof() == Proof.GONE && !recordings.isOfLines()) {
            out.append("; the gone account for ").append(Figures.percent(recordings.goneShare()));
            out.append(" of the fall");
        }
        out.append('\n');
        if (recordings.per().kind() == Per.Kind.CALL) {
            Per per = recordings.per();
            out.append(String.format(
                    Locale.ROOT, "per call of %s: %.0f calls and %.0f\n", per.method(), per.before(), per.after()));
        }
        recordings.notes().forEach(note -> out.append(note).append('\n'));
        lines(out, recordings, top, detail, unit);
        collections(out, recordings.gcBefore(), recordings.gcAfter());
        predictions(out, recordings, top);
    }

    private static void benchmarks(StringBuilder out, Benchmarks benchmarks, Paint paint) {
        out.append(benchmarks.notes().isEmpty() ? "" : "\n");
        benchmarks.notes().forEach(note -> out.append(note).append('\n'));
        List<Results> both = List.of(benchmarks.before(), benchmarks.after());
        out.append('\n').append(ResultsText.compared(both, Comparison.ALPHA, paint));
    }

    private static String word(Enum<?> each) {
        return String.format(Locale.ROOT, "%-7s", each.name().toLowerCase(Locale.ROOT));
    }

    private static String count(Escapes escapes) {
        return escapes.count(Kind.GONE) + " escapes gone, " + escapes.count(Kind.NEW) + " new, "
                + escapes.count(Kind.STILL) + " still there, " + escapes.count(Kind.UNKNOWN) + " not known";
    }

    /** {@code 671k ±1.1 % to 12k ±8 % (-98.2 %)}: without an error where it was counted. */
    private static String whole(Compared compared, Function<Double, String> figure) {
        return estimate(compared.before(), figure) + " to " + estimate(compared.after(), figure) + " ("
                + Figures.change(compared)
                + (compared.direction() == Direction.SAME && compared.error() > 0 ? ", within the noise" : "") + ")";
    }

    private static String estimate(Estimate estimate, Function<Double, String> figure) {
        String text = figure.apply(estimate.value());
        return estimate.error() == 0
                ? text
                : String.format(Locale.ROOT, "%s ±%.1f %%", text, 100 * estimate.error() / Math.abs(estimate.value()));
    }

    // Lines

    private static void lines(StringBuilder out, Recordings recordings, int top, boolean detail, String unit) {
        List<Line> changed = recordings.lines().stream()
                .filter(line -> line.direction() != Direction.SAME)
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        Table table = new Table(NUMBERS);
        table.row("objects" + unit, "now", "", "bytes" + unit, "now", "", "runtime", "static", "line", "");
        List<Line> shown = changed.subList(0, Math.min(top, changed.size()));
        for (Line line : shown) {
            boolean counted = line.objects().isKnown();
            table.row(
                    counted ? Figures.count(line.objects().before().value()) : UNKNOWN,
                    counted ? Figures.count(line.objects().after().value()) : UNKNOWN,
                    Figures.change(line.objects()),
                    Figures.bytes(line.bytes().before().value()),
                    Figures.bytes(line.bytes().after().value()),
                    Figures.change(line.bytes()),
                    word(line.direction()).strip(),
                    word(line.proof()).strip(),
                    line.place(),
                    Names.method(line.method()));
        }
        String[] rows = table.toString().split("\n", -1);
        out.append('\n').append(rows[0]).append('\n');
        for (int i = 0; i < shown.size(); i++) {
            out.append(rows[i + 1]).append('\n');
            if (detail) {
                escapes(out, shown.get(i).escapes());
            }
        }
        if (shown.size() < changed.size()) {
            out.append("  ").append(changed.size() - shown.size()).append(" more: -top=N\n");
        }
    }

    private static void escapes(StringBuilder out, List<Escape> escapes) {
        for (Escape each : escapes.subList(0, Math.min(ESCAPES, escapes.size()))) {
            out.append("      ").append(each.text()).append('\n');
        }
        if (escapes.size() > ESCAPES) {
            out.append("      and ").append(escapes.size() - ESCAPES).append(" that make fewer bytes\n");
        }
    }

    // Garbage collection

    private static void collections(StringBuilder out, Optional<GcPicture> before, Optional<GcPicture> after) {
        if (before.isEmpty() || after.isEmpty()) {
            out.append("\nGC: not known of both\n");
            return;
        }
        Table table = new Table(2).row("before", "after", "garbage collection");
        add(table, "collections", before.get(), after.get(), VerifyText::collections);
        add(table, "interval", before.get(), after.get(), picture -> seconds(picture.intervalSeconds()));
        add(table, "pause p50", before.get(), after.get(), picture -> pause(picture, Pauses::p50Seconds));
        add(table, "pause p99", before.get(), after.get(), picture -> pause(picture, Pauses::p99Seconds));
        add(table, "pause max", before.get(), after.get(), picture -> pause(picture, Pauses::maxSeconds));
        String of = before.get().cost().map(Share::of).map(Share.Of::title).orElse("of CPU");
        add(table, of, before.get(), after.get(), VerifyText::cost);
        add(table, "allocated by its own count", before.get(), after.get(), VerifyText::rate);
        out.append('\n').append(table);
        if (after.get().intervalSeconds().isEmpty()
                && before.get().intervalSeconds().isPresent()) {
            out.append("  interval after: fewer than two collections were seen, record for longer to know\n");
        }
    }

    private static void add(
            Table table, String name, GcPicture before, GcPicture after, Function<GcPicture, String> value) {
        table.row(value.apply(before), value.apply(after), name);
    }

    private static String collections(GcPicture picture) {
        return picture.collections() + " in " + seconds(picture.history().seconds());
    }

    private static String pause(GcPicture picture, Function<Pauses, Double> which) {
        return picture.pauses().count() == 0 ? "-" : Figures.seconds(which.apply(picture.pauses()));
    }

    private static String cost(GcPicture picture) {
        return picture.cost()
                .map(cost -> (cost.estimated() ? "up to " : "") + Figures.percent(cost.share()))
                .orElse(UNKNOWN);
    }

    private static String rate(GcPicture picture) {
        OptionalDouble rate = picture.allocationBytesPerSecond();
        return rate.isPresent()
                ? (picture.isAllocationAtLeast() ? "at least " : "") + Figures.bytes(rate.getAsDouble()) + "/s"
                : UNKNOWN;
    }

    private static String seconds(OptionalDouble seconds) {
        return seconds.isPresent() ? Figures.seconds(seconds.getAsDouble()) : UNKNOWN;
    }

    // Predictions

    private static void predictions(StringBuilder out, Recordings recordings, int top) {
        List<Prediction> predictions = recordings.predictions();
        if (predictions.isEmpty()) {
            return;
        }
        Table table = new Table(2).row("predicted", "measured", "of all bytes", "advice on BEFORE");
        for (Prediction each : predictions.subList(0, Math.min(top, predictions.size()))) {
            table.row(
                    Figures.percent(each.predicted()),
                    each.happened() ? Figures.percent(each.measured()) : "as before",
                    each.place(),
                    String.join(", ", each.rules()));
        }
        out.append('\n').append(table);
        double predicted =
                predictions.stream().mapToDouble(Prediction::predicted).sum();
        double measured = predictions.stream().mapToDouble(Prediction::measured).sum();
        out.append("  all of it: predicted ").append(Figures.percent(predicted));
        out.append(", measured ").append(Figures.percent(measured));
        if (recordings.predictedIntervalSeconds().isPresent()) {
            out.append("; GC interval: predicted ").append(seconds(recordings.predictedIntervalSeconds()));
            out.append(", measured ")
                    .append(recordings
                            .gcAfter()
                            .map(gc -> seconds(gc.intervalSeconds()))
                            .orElse(UNKNOWN));
        }
        out.append('\n');
    }
}
