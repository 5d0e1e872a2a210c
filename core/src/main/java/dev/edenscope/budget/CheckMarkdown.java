package dev.edenscope.budget;

import java.util.List;

/** A check as Markdown, for the summary of a job or a comment on a change: a table, then the breaches with their lines. */
public final class CheckMarkdown {
    private CheckMarkdown() {}

    public static String of(Check check) {
        StringBuilder out = new StringBuilder("## Allocation budgets: ");
        out.append(check.isKept() ? "kept" : "not kept").append("\n\n");
        out.append(escaped(check.file()))
                .append(": ")
                .append(Words.summary(check))
                .append(".\n");
        check.notes().forEach(note -> out.append('\n').append(escaped(note)).append('\n'));
        out.append("\n| | what | measured | budget | from |\n|---|---|---|---|---|\n");
        check.breaches().forEach(outcome -> row(out, outcome));
        check.outcomes().stream().filter(Outcome::isKept).forEach(outcome -> row(out, outcome));
        for (Outcome outcome : check.breaches()) {
            breach(out, outcome);
        }
        return out.toString();
    }

    private static void row(StringBuilder out, Outcome outcome) {
        String verdict = outcome.verdict().toString();
        out.append("| ").append(outcome.isKept() ? verdict : "**" + verdict + "**");
        cell(out, code(outcome.budget().subject().text()));
        cell(out, Words.measured(outcome));
        cell(out, Words.budget(outcome.budget()));
        cell(out, escaped(Words.origin(outcome)));
        out.append(" |\n");
    }

    private static void cell(StringBuilder out, String text) {
        out.append(" | ").append(text.replace("|", "\\|"));
    }

    private static void breach(StringBuilder out, Outcome outcome) {
        List<Site> sites = outcome.measured().sites();
        String caution = Words.caution(outcome);
        List<String> next = Words.next(outcome);
        if (sites.isEmpty() && caution.isEmpty() && next.isEmpty()) {
            return;
        }
        out.append("\n### ").append(code(outcome.budget().subject().text())).append(": ");
        out.append(Words.excess(outcome)).append("\n\n");
        for (Site site : sites.subList(0, Math.min(Words.SITES, sites.size()))) {
            out.append("- ")
                    .append(String.join(
                            ", ", Words.amounts(site, outcome.budget().quantity())));
            out.append(": ")
                    .append(code(site.place()))
                    .append(' ')
                    .append(escaped(Words.what(site)))
                    .append('\n');
        }
        if (!caution.isEmpty()) {
            out.append("- ").append(escaped(caution)).append('\n');
        }
        next.forEach(command -> out.append("- next: ").append(code(command)).append('\n'));
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'") + "`";
    }

    /** So that generics are not taken for tags, nor names for emphasis. */
    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("[", "\\[");
    }
}
