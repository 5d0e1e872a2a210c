package dev.edenscope.advice;

import dev.edenscope.gc.GcText;
import dev.edenscope.why.Names;
import java.util.List;

/** Advice as Markdown, for an issue or a review: a heading for each finding, changes as diffs. */
public final class AdviceMarkdown {
    private AdviceMarkdown() {}

    /** The text; parameters are those of {@link AdviceText#of}. */
    public static String of(Advice advice, int top, boolean left) {
        StringBuilder out = new StringBuilder("# Allocation advice\n\n");
        advice.gc().ifPresent(gc -> out.append(GcText.summary(gc)).append("\n\n"));
        advice.notes().forEach(note -> out.append(note).append("\n\n"));
        String all = Words.amount(advice.recording().total(), advice.recording());
        List<Finding> shown = advice.top(top);
        if (shown.isEmpty()) {
            out.append("Nothing to change, of ").append(all).append(".\n");
        } else {
            out.append("Of ").append(all).append(" all findings together take off ");
            out.append(Words.gain(advice.gain(), advice)).append(".\n\n");
            table(out, shown);
            for (int i = 0; i < shown.size(); i++) {
                finding(out, i + 1, shown.get(i), advice);
            }
        }
        if (left && !advice.left().isEmpty()) {
            out.append("\n## Leave as it is\n\n");
            for (Left each : advice.left()) {
                out.append("- `").append(each.finding().scene().place()).append("` ");
                out.append(each.finding().hint().rule().id())
                        .append(": ")
                        .append(escaped(each.reason()))
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static void table(StringBuilder out, List<Finding> findings) {
        out.append("| | rule | line | of bytes | goes away |\n|---|---|---|---|---|\n");
        for (int i = 0; i < findings.size(); i++) {
            Finding each = findings.get(i);
            Traffic total = each.scene().recording().total();
            out.append("| ")
                    .append(i + 1)
                    .append(" | ")
                    .append(each.hint().rule().id());
            out.append(" | `").append(each.scene().place()).append("` | ");
            out.append(Units.percent((double) each.traffic().bytes() / total.bytes()))
                    .append(" | ");
            out.append(Units.percent(each.gain().byteShare())).append(" |\n");
        }
    }

    private static void finding(StringBuilder out, int number, Finding finding, Advice advice) {
        Scene scene = finding.scene();
        out.append("\n## ")
                .append(number)
                .append(". ")
                .append(finding.hint().rule().id());
        out.append(" at `").append(scene.place()).append("`\n\n");
        out.append('`').append(Names.method(scene.method())).append("`: ");
        out.append(Words.extent(finding)).append(".\n");
        for (Hint hint : finding.hints()) {
            out.append('\n');
            if (finding.hints().size() > 1) {
                out.append("**").append(hint.rule().id()).append("** ");
            }
            out.append(escaped(hint.cause()))
                    .append(' ')
                    .append(escaped(hint.fix()))
                    .append('\n');
            hint.changes().forEach(change -> change(out, scene, change));
        }
        out.append('\n');
        item(out, "Gain", Words.gain(finding.gain(), advice) + "; confidence " + Words.confidence(finding.hint()));
        finding.site().ifPresent(site -> item(out, "Why", Words.why(site)));
        finding.hints().forEach(hint -> item(out, "But", hint.rule().caveat()));
        item(out, "Verify", Words.verify(finding));
    }

    private static void item(StringBuilder out, String name, String text) {
        out.append("- ").append(name).append(": ").append(escaped(text)).append('\n');
    }

    private static void change(StringBuilder out, Scene scene, Change change) {
        out.append("\n```diff\n");
        if (change.line() != scene.line()) {
            out.append("@@ line ").append(change.line()).append(" @@\n");
        }
        out.append("- ").append(change.before()).append('\n');
        change.after().forEach(line -> out.append("+ ").append(line).append('\n'));
        out.append("```\n");
    }

    /** So that generics are not taken for tags, nor names for emphasis. */
    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }
}
