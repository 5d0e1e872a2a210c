package dev.edenscope.budget;

import dev.edenscope.report.Json;
import java.util.List;

/**
 * Results and comparisons as JSON. What is not known is null; numbers have all their digits.
 *
 * <pre>{@code
 * results[]       name, unit, values[], exact, problem (why there are no values, or null)
 * notes[]         of the machine and the JVM
 * warnings[]
 * }</pre>
 *
 * is a file of results of our own, which is read again as any other. A comparison is
 *
 * <pre>{@code
 * alpha           the level of significance
 * base            the first file: source, notes[], warnings[]
 * files[]         the others: source, notes[], warnings[]; and
 *   comparisons[] name, unit, exact, ratio (after / before), p, reason,
 *                 verdict (better, worse, no_difference, not_comparable)
 *                 before, after: median, low, high (95 %; null where there are too few values), values[]; or null
 *   meanRatios[]  unit, ratio (the geometric mean; null where it has none), count
 * }</pre>
 */
public final class ResultsJson {
    private ResultsJson() {}

    /** What was measured. */
    public static String of(Results results) {
        Json json = new Json();
        json.open('{').name("results").open('[');
        for (Series series : results.series()) {
            json.open('{').field("name", series.name()).field("unit", series.unit());
            json.name("values").open('[');
            series.values().forEach(json::real);
            json.close(']').name("exact").flag(series.exact());
            json.name("problem").textOrNull(series.problem()).close('}');
        }
        json.close(']').name("notes").texts(results.notes());
        return json.name("warnings").texts(results.warnings()).close('}').document();
    }

    /**
     * Each of the other results compared with the first.
     *
     * @param all at least one
     */
    public static String compared(List<Results> all, double alpha) {
        Json json = new Json();
        json.open('{').name("alpha").real(alpha);
        Results base = all.get(0);
        json.name("base").open('{');
        heading(json, base);
        json.close('}').name("files").open('[');
        for (Results other : all.subList(1, all.size())) {
            json.open('{');
            heading(json, other);
            List<Comparison> comparisons = Comparison.between(base, other, alpha);
            json.name("comparisons").open('[');
            comparisons.forEach(each -> comparison(json, each));
            json.close(']').name("meanRatios").open('[');
            comparisons.stream().map(Comparison::unit).distinct().forEach(unit -> meanRatio(json, unit, comparisons));
            json.close(']').close('}');
        }
        return json.close(']').close('}').document();
    }

    private static void heading(Json json, Results results) {
        json.field("source", results.source()).name("notes").texts(results.notes());
        json.name("warnings").texts(results.warnings());
    }

    private static void comparison(Json json, Comparison each) {
        json.open('{').field("name", each.name()).field("unit", each.unit());
        json.name("exact").flag(each.exact()).name("ratio");
        each.ratio().ifPresentOrElse(json::real, json::nothing);
        json.name("p");
        each.p().ifPresentOrElse(json::real, json::nothing);
        json.field("verdict", each.verdict().title());
        json.name("reason").textOrNull(each.reason());
        side(json, "before", each.before());
        side(json, "after", each.after());
        json.close('}');
    }

    private static void side(Json json, String name, Series series) {
        json.name(name);
        if (!series.isMeasured()) {
            json.nothing();
            return;
        }
        Summary summary = Summary.of(series.values());
        json.open('{').name("median").real(summary.median());
        bound(json, "low", summary.low());
        bound(json, "high", summary.high());
        json.name("values").open('[');
        series.values().forEach(json::real);
        json.close(']').close('}');
    }

    private static void bound(Json json, String name, double bound) {
        json.name(name);
        if (Double.isInfinite(bound)) {
            json.nothing();
        } else {
            json.real(bound);
        }
    }

    private static void meanRatio(Json json, String unit, List<Comparison> comparisons) {
        List<Comparison> measured = comparisons.stream()
                .filter(each -> each.unit().equals(unit) && each.isMeasured())
                .toList();
        json.open('{').field("unit", unit).name("ratio");
        Comparison.meanRatio(measured).ifPresentOrElse(json::real, json::nothing);
        json.name("count").number(measured.size()).close('}');
    }
}
