package dev.edenscope.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Budgets held against what was measured. A budget of which nothing was measured is not kept.
 *
 * @param file the file of the budgets, for headings and places
 * @param outcomes at least one a budget, in the file's order
 * @param notes what to tell the reader beside, a line each
 */
public record Check(String file, List<Outcome> outcomes, List<String> notes) {
    public Check {
        outcomes = List.copyOf(outcomes);
        notes = List.copyOf(notes);
    }

    /** Holds budgets against all that sources have measured of them: each measurement must keep its budget. */
    public static Check of(String file, List<Budget> budgets, List<Meter> sources, List<String> notes) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Budget budget : budgets) {
            int before = outcomes.size();
            for (Meter source : sources) {
                for (Measured measured : source.of(budget)) {
                    outcomes.add(Outcome.of(budget, located(measured, budget, sources)));
                }
            }
            if (outcomes.size() == before) {
                outcomes.add(Outcome.of(budget, absent(budget, sources)));
            }
        }
        return new Check(file, outcomes, notes);
    }

    private static Measured absent(Budget budget, List<Meter> sources) {
        List<String> reasons =
                sources.stream().map(source -> source.absence(budget)).toList();
        return Measured.not(
                budget.subject().name(), "", reasons.isEmpty() ? "there is no source" : String.join("; ", reasons));
    }

    /** A benchmark's measurement with its lines, where a recording beside has the benchmark. */
    private static Measured located(Measured measured, Budget budget, List<Meter> sources) {
        if (!measured.isMeasured() || !measured.sites().isEmpty()) {
            return measured;
        }
        String name = measured.name();
        String method = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
        return sources.stream()
                .filter(Recorded.class::isInstance)
                .map(Recorded.class::cast)
                .sorted(Comparator.comparing(recorded -> !isOf(recorded.source(), name)))
                .map(recorded -> measured.with(recorded.sites(method, measured, budget.quantity()), recorded.source()))
                .filter(each -> !each.sites().isEmpty())
                .findFirst()
                .orElse(measured);
    }

    /** Whether a file is called as JMH's {@code -prof eden:output=FOLDER} calls the recording of a benchmark. */
    private static boolean isOf(String file, String benchmark) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.startsWith(benchmark.replace(':', '-').replace(",", "-").replaceAll("[^\\w.=,-]", "_") + ".");
    }

    /** Whether all budgets are kept. */
    public boolean isKept() {
        return outcomes.stream().allMatch(Outcome::isKept);
    }

    /** Those that are not kept. */
    public List<Outcome> breaches() {
        return outcomes.stream().filter(outcome -> !outcome.isKept()).toList();
    }

    /** How many came out so. */
    public long count(Outcome.Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    /** The line that most of a breach comes from, if it is known. */
    static Optional<Site> largest(Outcome outcome) {
        return outcome.measured().sites().stream()
                .filter(site -> site.line() > 0)
                .findFirst();
    }
}
