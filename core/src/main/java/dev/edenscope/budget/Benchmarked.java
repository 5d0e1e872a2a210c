package dev.edenscope.budget;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results, for the budgets of benchmarks and tests. Of several repetitions the median counts. */
public record Benchmarked(Results results) implements Meter {
    private static final Pattern PROCESSORS = Pattern.compile("(.+)-\\d+"); // Go's suffix
    private static final String GO = "Benchmark"; // in front of the function's name, but not of the results'

    @Override
    public List<Measured> of(Budget budget) {
        if (budget.subject().kind() == Budget.Kind.METHOD) {
            return List.of();
        }
        List<String> names = names(budget.subject().name());
        List<Measured> measured = new ArrayList<>();
        for (String name : names) {
            results.find(name, budget.quantity().unit())
                    .ifPresentOrElse(
                            series -> measured.add(measured(series)),
                            () -> measured.add(Measured.not(name, results.source(), lacks(name, budget.quantity()))));
        }
        return measured;
    }

    /** What a name means: what is called so, or what Go calls so when it ran with several processors. */
    private List<String> names(String name) {
        if (results.names().contains(name)) {
            return List.of(name);
        }
        String bare = name.startsWith(GO) ? name.substring(GO.length()) : name;
        return results.names().stream().filter(each -> bare.equals(bare(each))).toList();
    }

    private static String bare(String name) {
        Matcher matcher = PROCESSORS.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    private String lacks(String name, Quantity quantity) {
        List<String> units = results.series().stream()
                .filter(series -> series.name().equals(name))
                .map(Series::unit)
                .toList();
        return "has no " + quantity.unit() + ", only " + String.join(", ", units)
                + "; measure with JMH's -prof eden, or go test -benchmem";
    }

    private Measured measured(Series series) {
        if (!series.isMeasured()) {
            return Measured.not(series.name(), results.source(), series.problem());
        }
        if (!series.values().stream().allMatch(Double::isFinite)) {
            return Measured.not(series.name(), results.source(), "is not a number");
        }
        Summary summary = Summary.of(series.values());
        double error = series.exact()
                ? 0
                : summary.isBounded() ? (summary.high() - summary.low()) / 2 : Double.NaN; // too few to know
        return new Measured(series.name(), summary.median(), error, basis(series), results.source(), List.of(), "", "");
    }

    private static String basis(Series series) {
        String how = series.exact() ? "exact" : "measured";
        int count = series.values().size();
        if (count == 1) {
            return series.exact() ? how : how + " once";
        }
        String least = Figures.plain(Collections.min(series.values()));
        String most = Figures.plain(Collections.max(series.values()));
        return how + ", " + count + " times, "
                + (least.equals(most) ? "always the same" : "median; " + least + " to " + most);
    }

    @Override
    public String absence(Budget budget) {
        if (budget.subject().kind() == Budget.Kind.METHOD) {
            return results.source() + " holds results, and methods are measured in recordings";
        }
        String nearest = Spelling.nearest(budget.subject().name(), results.names());
        return results.source() + " has no " + budget.subject().kind().key() + " of this name"
                + (nearest.isEmpty() ? "" : "; the nearest is " + nearest);
    }
}
