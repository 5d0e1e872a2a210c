package dev.edenscope.budget;

import dev.edenscope.budget.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What is said of a check, the same in every format. */
final class Words {
    static final int SITES = 5;
    private static final int MANY_TIMES = 10;

    private Words() {}

    /** {@code 5 budgets: 3 kept, 1 over, 1 not measured}. */
    static String summary(Check check) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = check.count(verdict);
            if (count > 0) {
                parts.add(count + " " + verdict);
            }
        }
        int count = check.outcomes().size();
        return count + (count == 1 ? " budget" : " budgets") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /** {@code 5 allocs/op}, {@code 45.2 objects/call ± 1.3}; {@code ?} where it was not measured. */
    static String measured(Outcome outcome) {
        Measured measured = outcome.measured();
        if (!measured.isMeasured()) {
            return "?";
        }
        String value = Figures.text(measured.value(), outcome.budget().quantity());
        return measured.error() > 0
                ? value + " \u00b1 "
                        + share(
                                measured.error(),
                                measured.value(),
                                outcome.budget().quantity())
                : value;
    }

    private static String share(double error, double value, Quantity quantity) {
        return value > 0 ? Figures.percent(error / value) : Figures.text(error, quantity);
    }

    /** {@code 3 allocs/op}, {@code 100 B/op + 2 %}, {@code 100 B/op ± 16 B/op}. */
    static String budget(Budget budget) {
        Budget.Tolerance tolerance = budget.tolerance();
        String value = Figures.text(budget.value(), budget.quantity());
        if (budget.allowance() == 0) {
            return value;
        }
        boolean byShare = budget.value() * tolerance.share() >= tolerance.floor();
        return value
                + (tolerance.twoSided() ? " \u00b1 " : " + ")
                + (byShare ? Figures.percent(tolerance.share()) : Figures.text(tolerance.floor(), budget.quantity()));
    }

    /** By how much: {@code 2 allocs/op (67 %) over}; empty where that is not known. */
    static String excess(Outcome outcome) {
        if (!outcome.measured().isMeasured()) {
            return "";
        }
        Budget budget = outcome.budget();
        double by = outcome.measured().value() - budget.value();
        double share = Math.abs(by) / budget.value();
        String relative = budget.value() == 0
                ? ""
                : " (" + (share < MANY_TIMES ? Figures.percent(share) : Figures.plain(Math.rint(share)) + " times")
                        + ")";
        return Figures.text(Math.abs(by), budget.quantity()) + relative + (by > 0 ? " over" : " under");
    }

    /** What the value is and where from: {@code exact, target/jmh.json}; or why there is none. */
    static String origin(Outcome outcome) {
        Measured measured = outcome.measured();
        if (measured.isMeasured()) {
            return measured.basis() + ", " + measured.source();
        }
        return measured.source().isEmpty() ? measured.problem() : measured.source() + ": " + measured.problem();
    }

    /** What to think of the outcome; empty if there is nothing to say. */
    static String caution(Outcome outcome) {
        if (outcome.isUnsure()) {
            return "the sampling error reaches over the limit: another recording may come out the other way; record for"
                    + " longer, or with a smaller --interval, or allow more";
        }
        if (outcome.verdict() == Verdict.UNDER) {
            return "less than the budget, which is two-sided: write the gain down with eden check --update";
        }
        return "";
    }

    /** What to type next, with comments as a shell has them. */
    static List<String> next(Outcome outcome) {
        List<String> commands = new ArrayList<>();
        Measured measured = outcome.measured();
        if (outcome.verdict() != Verdict.OVER) {
            return commands;
        }
        Budget budget = outcome.budget();
        if (measured.recording().isEmpty()) {
            if (budget.subject().kind() == Budget.Kind.BENCHMARK) {
                commands.add("java -jar benchmarks.jar -prof \"eden:output=target/eden\""
                        + " # then its lines: eden check RESULTS target/eden");
            }
        } else {
            String type = budget.quantity().isBytes() ? "alloc_space" : "alloc_objects";
            String file = quoted(measured.recording());
            commands.add(
                    measured.recording().endsWith(".eden")
                            ? "eden why " + file
                                    + Check.largest(outcome)
                                            .map(site -> " " + quoted(lastTwo(site.method())))
                                            .orElse("")
                            : "eden list -" + type + " "
                                    + quoted(lastTwo(Check.largest(outcome)
                                            .map(Site::method)
                                            .orElse(measured.name())))
                                    + " " + file);
        }
        String compare = budget.subject().kind() == Budget.Kind.METHOD ? "eden verify " : "eden bench ";
        commands.add(compare + quoted(measured.source()) + " AFTER # once it is changed");
        return commands;
    }

    /** A class and its method. */
    private static String lastTwo(String method) {
        return method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1);
    }

    private static String quoted(String word) {
        return word.matches("[\\w./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code 2 allocs/op  64 B/op}: what a site has of both, as far as it is known. */
    static List<String> amounts(Site site, Quantity quantity) {
        List<String> amounts = new ArrayList<>();
        for (Quantity each : Quantity.values()) {
            double value = each.isBytes() ? site.bytes() : site.objects();
            if (each.per() == quantity.per()) {
                amounts.add(Double.isNaN(value) ? "?" : Figures.text(value, each));
            }
        }
        return amounts;
    }

    /** {@code byte[] in Codec.encode}. */
    static String what(Site site) {
        return (site.className().isEmpty() ? "" : site.className() + " in ") + lastTwo(site.method());
    }
}
