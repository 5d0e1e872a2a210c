package dev.edenscope.budget;

import dev.edenscope.budget.Comparison.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Results and comparisons as tables: medians, with the interval of 95 % that the true median is in. */
public final class ResultsText {
    private static final String NONE = "-";
    private static final int MOST_COLUMNS = 6;
    private static final Pattern PARAMETERS = Pattern.compile("[:/=].*", Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder();
    private final Set<String> legend = new LinkedHashSet<>();
    private final String prefix;

    private ResultsText(List<Results> all) {
        Set<String> names = new LinkedHashSet<>();
        all.forEach(results -> names.addAll(results.names()));
        prefix = prefix(names);
    }

    /** The package that all benchmarks are in, with a dot behind it, so that class and method are left; empty if none. */
    private static String prefix(Set<String> names) {
        String common = null;
        for (String name : names) {
            String base = PARAMETERS.matcher(name).replaceFirst("");
            int method = base.lastIndexOf('.');
            String owner = base.substring(0, base.lastIndexOf('.', method - 1) + 1);
            common = common == null ? owner : shared(common, owner);
        }
        return common == null ? "" : common;
    }

    /** The packages that two names begin with. */
    private static String shared(String some, String other) {
        int length = 0;
        while (length < Math.min(some.length(), other.length()) && some.charAt(length) == other.charAt(length)) {
            length++;
        }
        return some.substring(0, some.lastIndexOf('.', length - 1) + 1);
    }

    /** All units, those with a label ({@code p0.99-ns/op}) last. */
    private static List<String> units(List<Results> all) {
        return all.stream()
                .flatMap(results -> results.units().stream())
                .distinct()
                .sorted(Comparator.comparing(unit -> unit.indexOf('-') >= 0))
                .toList();
    }

    private String shown(String name) {
        return name.substring(prefix.length());
    }

    // One file

    /** What one run measured: a line a benchmark, a column a unit. */
    public static String of(Results results, Paint paint) {
        ResultsText text = new ResultsText(List.of(results));
        results.notes().forEach(note -> text.out.append(note).append('\n'));
        text.prefixed();
        List<String> units = units(List.of(results));
        for (int i = 0; i < units.size(); i += MOST_COLUMNS) {
            text.out.append(i == 0 ? "" : "\n");
            text.table(results, units.subList(i, Math.min(units.size(), i + MOST_COLUMNS)), paint);
        }
        return text.finished();
    }

    /** The benchmarks that were measured in some of these units. */
    private void table(Results results, List<String> units, Paint paint) {
        Table table = new Table();
        Table.Row heading = table.row("");
        units.forEach(heading::add);
        heading.add("n").painted(paint::heading);
        Map<String, Map<String, Series>> rows = new LinkedHashMap<>();
        results.series().stream()
                .filter(series -> units.contains(series.unit()))
                .forEach(series -> rows.computeIfAbsent(series.name(), name -> new LinkedHashMap<>())
                        .put(series.unit(), series));
        rows.forEach((name, byUnit) -> {
            Table.Row row = table.row(shown(name));
            Set<String> counts = new LinkedHashSet<>();
            for (String unit : units) {
                Series series = byUnit.get(unit);
                row.add(series == null ? NONE : cell(series, scale(unit, List.of(series))));
                if (series != null && series.isMeasured()) {
                    counts.add(Integer.toString(series.values().size()));
                } else if (series != null) {
                    legend.add(NONE + " " + shown(name) + " " + unit + ": " + series.problem());
                }
            }
            row.add(String.join("/", counts));
        });
        table.writeTo(out);
    }

    // Several files

    /**
     * What several runs measured, each beside the first and compared with it: a table a unit.
     *
     * @param results at least two
     * @param alpha the level of significance
     */
    public static String compared(List<Results> results, double alpha, Paint paint) {
        List<Results> all = shortened(results);
        ResultsText text = new ResultsText(all);
        text.notes(all);
        text.prefixed();
        List<String> units = units(all);
        List<Map<List<String>, Comparison>> comparisons = all.subList(1, all.size()).stream()
                .map(other -> byKey(Comparison.between(all.get(0), other, alpha)))
                .toList();
        String between = "";
        for (String unit : units) {
            text.out.append(between);
            text.unit(unit, all, comparisons, alpha, paint);
            between = "\n";
        }
        return text.finished();
    }

    /** The results with the names of their files only as far as these differ. */
    private static List<Results> shortened(List<Results> all) {
        String first = all.get(0).source();
        int folder = first.lastIndexOf('/') + 1;
        for (Results results : all) {
            while (!results.source().startsWith(first.substring(0, folder))) {
                folder = first.lastIndexOf('/', folder - 2) + 1;
            }
        }
        List<Results> shortened = new ArrayList<>();
        for (Results results : all) {
            String source = results.source().substring(folder);
            shortened.add(new Results(source, results.series(), results.notes(), results.warnings()));
        }
        return shortened;
    }

    private static Map<List<String>, Comparison> byKey(List<Comparison> comparisons) {
        Map<List<String>, Comparison> byKey = new LinkedHashMap<>();
        comparisons.forEach(each -> byKey.put(List.of(each.name(), each.unit()), each));
        return byKey;
    }

    /** What the files say of themselves: in common, and where they differ. */
    private void notes(List<Results> all) {
        Set<String> common = new LinkedHashSet<>(all.get(0).notes());
        all.forEach(results -> common.retainAll(results.notes()));
        common.forEach(note -> out.append(note).append('\n'));
        for (Results results : all) {
            List<String> own = results.notes().stream()
                    .filter(note -> !common.contains(note))
                    .toList();
            if (!own.isEmpty()) {
                out.append("only ").append(results.source()).append(": ");
                out.append(String.join("; ", own)).append('\n');
            }
        }
    }

    private void unit(
            String unit,
            List<Results> all,
            List<Map<List<String>, Comparison>> comparisons,
            double alpha,
            Paint paint) {
        Table table = new Table();
        Table.Row heading = table.row(unit);
        for (int i = 0; i < all.size(); i++) {
            heading.add(all.get(i).source());
            if (i > 0) {
                heading.add("vs base").add("");
            }
        }
        heading.painted(paint::heading);
        Set<String> names = new LinkedHashSet<>();
        comparisons.forEach(each -> each.values().stream()
                .filter(comparison -> comparison.unit().equals(unit))
                .forEach(comparison -> names.add(comparison.name())));
        for (String name : names) {
            row(table, List.of(name, unit), comparisons, alpha, paint);
        }
        if (names.size() > 1) {
            Table.Row row = table.row("geomean").add("");
            for (Map<List<String>, Comparison> each : comparisons) {
                mean(row, unit, each);
            }
        }
        table.writeTo(out);
    }

    private void row(
            Table table, List<String> key, List<Map<List<String>, Comparison>> comparisons, double alpha, Paint paint) {
        List<Comparison> present = new ArrayList<>();
        comparisons.forEach(each -> Optional.ofNullable(each.get(key)).ifPresent(present::add));
        List<Series> series = new ArrayList<>(List.of(present.get(0).before()));
        present.forEach(each -> series.add(each.after()));
        Scale scale = scale(key.get(1), series);
        Table.Row row = table.row(shown(key.get(0))).add(cell(series.get(0), scale));
        for (Map<List<String>, Comparison> each : comparisons) {
            Comparison comparison = each.get(key);
            if (comparison == null) { // only a third file has it
                row.add(NONE).add("").text("");
                continue;
            }
            row.add(cell(comparison.after(), scale));
            row.add(difference(comparison, alpha), text -> paint.difference(comparison.verdict(), text));
            row.text("(" + figures(comparison) + ")");
        }
    }

    private String difference(Comparison comparison, double alpha) {
        if (!comparison.isMeasured()) {
            return "";
        }
        if (comparison.verdict() == Verdict.NOT_COMPARABLE) {
            legend.add("?: too few values; " + Comparison.needed(alpha));
            return "?";
        }
        OptionalDouble ratio = comparison.ratio();
        if (comparison.exact() && comparison.verdict() == Verdict.NO_DIFFERENCE) {
            return "=";
        }
        if (comparison.p().isPresent() && comparison.p().getAsDouble() > alpha) {
            return "~";
        }
        if (ratio.isEmpty()) {
            double after = Summary.of(comparison.after().values()).median();
            return (after > 0 ? "+" : "") + Scale.exact(after);
        }
        return ratio.getAsDouble() == 1 ? "0.00%" : percent(ratio.getAsDouble());
    }

    private static String figures(Comparison comparison) {
        if (!comparison.isMeasured()) {
            return comparison.reason();
        }
        int before = comparison.before().values().size();
        int after = comparison.after().values().size();
        String count = before == after ? "n=" + before : "n=" + before + "+" + after;
        if (comparison.exact()) {
            return "exact " + count;
        }
        return comparison.p().isPresent() ? "p=" + Scale.fixed(comparison.p().getAsDouble(), 3) + " " + count : count;
    }

    private void mean(Table.Row row, String unit, Map<List<String>, Comparison> comparisons) {
        List<Comparison> all = comparisons.values().stream()
                .filter(each -> each.unit().equals(unit))
                .toList();
        List<Comparison> measured = all.stream().filter(Comparison::isMeasured).toList();
        OptionalDouble mean = Comparison.meanRatio(measured);
        if (mean.isEmpty() && !measured.isEmpty()) {
            legend.add("geomean ?: there is none where a value is 0");
        }
        row.add("").add(mean.isEmpty() ? measured.isEmpty() ? "" : "?" : percent(mean.getAsDouble()));
        row.text(measured.size() < all.size() ? "(of " + measured.size() + ")" : "");
    }

    private static String percent(double ratio) {
        double percent = (ratio - 1) * 100;
        return (percent < 0 ? "" : "+") + Scale.fixed(percent, 2) + "%";
    }

    // Both

    private void prefixed() {
        if (!prefix.isEmpty()) {
            out.append("in ").append(prefix, 0, prefix.length() - 1).append('\n');
        }
        if (out.length() > 0) {
            out.append('\n');
        }
    }

    private String finished() {
        if (!legend.isEmpty()) {
            out.append('\n');
            legend.forEach(line -> out.append(line).append('\n'));
        }
        return out.toString();
    }

    /** One scale for all sides of a comparison. */
    private static Scale scale(String unit, List<Series> series) {
        List<Double> medians = series.stream()
                .filter(Series::isMeasured)
                .map(each -> Summary.of(each.values()).median())
                .toList();
        return Scale.of(unit, medians);
    }

    private String cell(Series series, Scale scale) {
        if (!series.isMeasured()) {
            return NONE;
        }
        Summary summary = Summary.of(series.values());
        if (series.exact() && new TreeSet<>(series.values()).size() == 1) {
            return Scale.exact(summary.median());
        }
        String middle = series.exact() ? Scale.exact(summary.median()) : scale.text(summary.median());
        return middle + " ± " + spread(summary);
    }

    /** How far the bounds are from the middle, in percent of it. */
    private String spread(Summary summary) {
        if (!summary.isBounded()) {
            legend.add("± ∞: bounds of 95 % take " + Summary.BOUNDED_COUNT + " values or more");
            return "∞";
        }
        if (summary.low() == summary.high()) {
            return "0%";
        }
        double middle = summary.median();
        if (Math.signum(summary.low()) != Math.signum(middle) || Math.signum(summary.high()) != Math.signum(middle)) {
            return "?";
        }
        return Scale.fixed(100 * Math.max(summary.high() / middle - 1, 1 - summary.low() / middle), 0) + "%";
    }
}
