package dev.edenscope.verify;

import dev.edenscope.budget.Comparison;
import dev.edenscope.budget.Series;
import dev.edenscope.budget.Summary;
import dev.edenscope.gc.GcJson;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A verification as JSON. What is not known is null.
 *
 * <pre>{@code
 * verdict       proven, not_proven, worse
 * reason        in a sentence
 * runtime       fell, same, rose, mixed, unknown
 * static        gone, still, new, none, unknown
 * recordings    per {kind, method, before, after}, objects, bytes, goneShare, sameProgram,
 *               lines[] {place, method, objects, bytes, runtime, static, escapes[] {kind, text, objects, bytes}},
 *               gc {before, after} as `eden gc -json` has them,
 *               predictions[] {rules[], place, predicted, measured, happened}, predictedIntervalMillis, notes[];
 *               objects and bytes: {before {value, error}, after {value, error}, change, direction}
 * benchmarks    comparisons[] {name, unit, before, after (medians), exact, p, verdict, reason}, notes[]
 * }</pre>
 */
public final class VerifyJson {
    private VerifyJson() {}

    /** The document; all lines are in it. */
    public static String of(Verification verification) {
        Json json = new Json().open('{');
        json.name("verdict").text(word(verification.verdict()));
        json.name("reason").text(verification.reason());
        json.name("runtime").text(word(verification.runtime()));
        json.name("static").text(word(verification.proof()));
        json.name("recordings");
        verification.recordings().ifPresentOrElse(each -> recordings(json, each), json::nothing);
        json.name("benchmarks");
        verification.benchmarks().ifPresentOrElse(each -> benchmarks(json, each), json::nothing);
        return json.close('}').document();
    }

    private static void recordings(Json json, Recordings recordings) {
        Per per = recordings.per();
        json.open('{').name("per").open('{').name("kind").text(word(per.kind()));
        json.name("method").textOrNull(per.method());
        json.name("before")
                .decimal(per.before())
                .name("after")
                .decimal(per.after())
                .close('}');
        compared(json.name("objects"), recordings.objects());
        compared(json.name("bytes"), recordings.bytes());
        json.name("goneShare").decimal(recordings.goneShare());
        json.name("sameProgram").flag(recordings.sameProgram());
        json.name("lines").open('[');
        recordings.lines().forEach(line -> line(json, line));
        json.close(']').name("gc").open('{');
        gc(json.name("before"), recordings.gcBefore());
        gc(json.name("after"), recordings.gcAfter());
        json.close('}').name("predictions").open('[');
        for (Prediction each : recordings.predictions()) {
            json.open('{').name("rules").texts(each.rules()).name("place").text(each.place());
            json.name("predicted").decimal(each.predicted()).name("measured").decimal(each.measured());
            json.name("happened").flag(each.happened()).close('}');
        }
        json.close(']').name("predictedIntervalMillis");
        recordings.predictedIntervalSeconds().ifPresentOrElse(seconds -> json.decimal(seconds * 1e3), json::nothing);
        json.name("notes").texts(recordings.notes()).close('}');
    }

    private static void line(Json json, Line line) {
        json.open('{').name("place").text(line.place()).name("method").text(line.method());
        compared(json.name("objects"), line.objects());
        compared(json.name("bytes"), line.bytes());
        json.name("runtime").text(word(line.direction())).name("static").text(word(line.proof()));
        json.name("escapes").open('[');
        for (Escape each : line.escapes()) {
            json.open('{').name("kind").text(word(each.kind())).name("text").text(each.text());
            json.name("objects").decimal(each.objects()).name("bytes").decimal(each.bytes());
            json.close('}');
        }
        json.close(']').close('}');
    }

    private static void compared(Json json, Compared compared) {
        if (!compared.isKnown()) {
            json.nothing();
            return;
        }
        json.open('{');
        estimate(json.name("before"), compared.before());
        estimate(json.name("after"), compared.after());
        json.name("change");
        if (Double.isFinite(compared.change())) {
            json.decimal(compared.change());
        } else {
            json.nothing();
        }
        json.name("direction").text(word(compared.direction())).close('}');
    }

    private static void estimate(Json json, Estimate estimate) {
        json.open('{').name("value").decimal(estimate.value());
        json.name("error").decimal(estimate.error()).close('}');
    }

    private static void gc(Json json, Optional<GcPicture> picture) {
        picture.ifPresentOrElse(known -> GcJson.write(json, known, known.model(), List.of()), json::nothing);
    }

    private static void benchmarks(Json json, Benchmarks benchmarks) {
        json.open('{').name("comparisons").open('[');
        for (Comparison each : benchmarks.comparisons()) {
            json.open('{').name("name").text(each.name()).name("unit").text(each.unit());
            median(json.name("before"), each.before());
            median(json.name("after"), each.after());
            json.name("exact").flag(each.exact()).name("p");
            each.p().ifPresentOrElse(json::decimal, json::nothing);
            json.name("verdict").text(each.verdict().title());
            json.name("reason").textOrNull(each.reason()).close('}');
        }
        json.close(']').name("notes").texts(benchmarks.notes()).close('}');
    }

    private static void median(Json json, Series series) {
        if (series.isMeasured()) {
            json.real(Summary.of(series.values()).median());
        } else {
            json.nothing();
        }
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }
}
