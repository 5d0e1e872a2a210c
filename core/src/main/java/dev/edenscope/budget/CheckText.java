package dev.edenscope.budget;

import dev.edenscope.budget.Outcome.Verdict;
import java.util.List;

/** A check as text for a terminal: a line a budget, the breaches first, each with where it comes from and what to do next. */
public final class CheckText {
    private static final String MARGIN = "    ";

    private CheckText() {}

    public static String of(Check check) {
        StringBuilder out = new StringBuilder();
        out.append(check.file()).append(": ").append(Words.summary(check)).append('\n');
        check.notes().forEach(note -> out.append(note).append('\n'));
        for (Outcome outcome : check.breaches()) {
            out.append('\n');
            breach(out, outcome, check.file());
        }
        if (check.count(Verdict.KEPT) > 0) {
            out.append('\n');
            check.outcomes().stream().filter(Outcome::isKept).forEach(outcome -> kept(out, outcome));
        }
        return out.toString();
    }

    private static void breach(StringBuilder out, Outcome outcome, String file) {
        out.append(outcome.verdict().name().replace('_', ' ')).append("  ");
        out.append(title(outcome)).append('\n').append(details(outcome, file));
    }

    /** What is said of a breach below its title. */
    static String details(Outcome outcome, String file) {
        StringBuilder out = new StringBuilder();
        Budget budget = outcome.budget();
        if (outcome.measured().isMeasured()) {
            line(out, "measured", Words.measured(outcome) + "  (" + Words.origin(outcome) + ")");
        } else {
            line(out, "measured", "nothing: " + Words.origin(outcome));
        }
        String excess = Words.excess(outcome);
        line(
                out,
                "budget",
                Words.budget(budget) + (excess.isEmpty() ? "" : ", " + excess) + "  (" + file + ":"
                        + budget.place().line() + ")");
        sites(out, outcome);
        String caution = Words.caution(outcome);
        if (!caution.isEmpty()) {
            line(out, "but", caution);
        }
        Words.next(outcome).forEach(next -> line(out, "next", next));
        return out.toString();
    }

    private static void sites(StringBuilder out, Outcome outcome) {
        List<Site> sites = outcome.measured().sites();
        for (int i = 0; i < Math.min(Words.SITES, sites.size()); i++) {
            Site site = sites.get(i);
            String amounts =
                    String.join(", ", Words.amounts(site, outcome.budget().quantity()));
            line(out, i == 0 ? "where" : "", amounts + "  " + site.place() + "  " + Words.what(site));
        }
        if (sites.size() > Words.SITES) {
            line(out, "", (sites.size() - Words.SITES) + " more lines");
        }
    }

    private static void line(StringBuilder out, String label, String text) {
        out.append(MARGIN)
                .append(label)
                .append(" ".repeat(10 - label.length()))
                .append(text)
                .append('\n');
    }

    private static void kept(StringBuilder out, Outcome outcome) {
        out.append("kept  ").append(title(outcome)).append("  ").append(Words.measured(outcome));
        out.append(" of ").append(Words.budget(outcome.budget()));
        out.append("  (").append(Words.origin(outcome)).append(")\n");
        String caution = Words.caution(outcome);
        if (!caution.isEmpty()) {
            line(out, "but", caution);
        }
    }

    /** The budget's subject, and what was measured of it where that has another name. */
    private static String title(Outcome outcome) {
        String name = outcome.measured().name();
        Budget.Subject subject = outcome.budget().subject();
        return subject.text() + (name.equals(subject.name()) ? "" : " [" + name + "]");
    }
}
