package dev.edenscope.budget;

import dev.edenscope.budget.Outcome.Verdict;
import dev.edenscope.report.Sarif;
import java.util.List;

/** A check as SARIF: each breach at the line that most of it comes from, or else at its budget's line. */
public final class CheckSarif {
    private static final List<Sarif.Rule> RULES = List.of(
            new Sarif.Rule(
                    id(Verdict.OVER),
                    "Allocates more than its budget",
                    "An operation allocates more than its budget allows. Take the allocation away (eden why, eden advise),"
                            + " or raise the budget with a reason: eden check --update --reason \"...\"."),
            new Sarif.Rule(
                    id(Verdict.UNDER),
                    "Allocates less than its two-sided budget",
                    "Write the gain down, so that it is not lost again: eden check --update --reason \"...\"."),
            new Sarif.Rule(
                    id(Verdict.NOT_MEASURED),
                    "A budget of which nothing was measured",
                    "A budget that is not measured is not kept: the benchmark or method may be called otherwise now, or"
                            + " was not run."));

    private CheckSarif() {}

    /**
     * The document.
     *
     * @param sources directories that sources are in: a file found in one is named with it
     * @param version of the tool
     */
    public static String of(Check check, List<String> sources, String version) {
        List<Sarif.Result> results = check.breaches().stream()
                .map(outcome -> new Sarif.Result(
                        id(outcome.verdict()), "error", Double.NaN, message(outcome), place(outcome, check, sources)))
                .toList();
        return new Sarif(RULES, results).document(version);
    }

    private static String id(Verdict verdict) {
        return "budget-" + verdict.toString().replace(' ', '-');
    }

    private static Sarif.Place place(Outcome outcome, Check check, List<String> sources) {
        return Check.largest(outcome)
                .filter(site -> !site.file().isEmpty())
                .map(site -> new Sarif.Place(Sarif.uri(site.file(), sources), site.line(), site.method()))
                .orElse(new Sarif.Place(
                        check.file().replace(" ", "%20"),
                        outcome.budget().place().line(),
                        ""));
    }

    /** {@code com.acme.Codec.encode: 5 allocs/op, budget 3 allocs/op, 2 allocs/op (67 %) over}. */
    static String message(Outcome outcome) {
        Budget budget = outcome.budget();
        String measured = outcome.measured().isMeasured()
                ? Words.measured(outcome) + ", budget " + Words.budget(budget) + ", " + Words.excess(outcome)
                : "not measured, budget " + Words.budget(budget);
        return budget.subject().text() + ": " + measured + " (" + Words.origin(outcome) + ")";
    }
}
