package dev.edenscope.advice;

import dev.edenscope.gc.GcText;
import dev.edenscope.why.Names;
import java.util.List;

/** Advice as text for a terminal or a mail, in lines of some 120 characters. */
public final class AdviceText {
    private static final int WIDTH = 118;
    private static final String MARGIN = "   ";
    private static final int LABEL = 8;

    private AdviceText() {}

    /**
     * The text.
     *
     * @param top how many findings at most
     * @param left whether what is to be left as it is comes too
     */
    public static String of(Advice advice, int top, boolean left) {
        StringBuilder out = new StringBuilder();
        heading(out, advice);
        List<Finding> shown = advice.top(top);
        for (int i = 0; i < shown.size(); i++) {
            finding(out, i + 1, shown.get(i), advice);
        }
        if (shown.size() < advice.findings().size()) {
            out.append('\n').append(advice.findings().size() - shown.size()).append(" more: -top=N\n");
        }
        if (left && !advice.left().isEmpty()) {
            out.append("\nLeave as it is:\n");
            for (Left each : advice.left()) {
                Finding finding = each.finding();
                line(
                        out,
                        finding.scene().place() + "  " + finding.hint().rule().id() + ", " + Words.extent(finding)
                                + ": " + each.reason(),
                        0);
            }
        }
        return out.toString();
    }

    private static void heading(StringBuilder out, Advice advice) {
        advice.gc().ifPresent(gc -> out.append(GcText.summary(gc)).append('\n'));
        advice.notes().forEach(note -> out.append(note).append('\n'));
        Traffic total = advice.recording().total();
        String all = Words.amount(total, advice.recording()) + Words.perCall(total, advice.recording());
        int count = advice.findings().size();
        if (count == 0) {
            out.append("Nothing to change: of ").append(all);
            out.append(" no rule knows a line with 1 % of bytes or of objects that would bring something\n");
            return;
        }
        out.append(count)
                .append(count == 1 ? " finding" : " findings")
                .append(", of ")
                .append(all);
        out.append("; all of them together take off ");
        out.append(Words.gain(advice.gain(), advice)).append('\n');
    }

    private static void finding(StringBuilder out, int number, Finding finding, Advice advice) {
        Scene scene = finding.scene();
        out.append('\n')
                .append(number)
                .append(". ")
                .append(finding.hint().rule().id())
                .append("  ");
        out.append(scene.place())
                .append("  ")
                .append(Names.method(scene.method()))
                .append('\n');
        line(out, Words.extent(finding), 0);
        for (Hint hint : finding.hints()) {
            label(out, "cause", (finding.hints().size() == 1 ? "" : hint.rule().id() + ": ") + hint.cause());
            label(out, "fix", hint.fix());
            hint.changes().forEach(change -> change(out, scene, change));
        }
        finding.site().ifPresent(site -> label(out, "why", Words.why(site)));
        label(out, "gain", Words.gain(finding.gain(), advice) + "; confidence " + Words.confidence(finding.hint()));
        finding.hints().forEach(hint -> label(out, "but", hint.rule().caveat()));
        label(out, "verify", Words.verify(finding));
    }

    private static void change(StringBuilder out, Scene scene, Change change) {
        String margin = MARGIN + " ".repeat(LABEL);
        if (change.line() != scene.line()) {
            out.append(margin).append("line ").append(change.line()).append(":\n");
        }
        out.append(margin).append("- ").append(change.before()).append('\n');
        change.after()
                .forEach(line -> out.append(margin).append("+ ").append(line).append('\n'));
    }

    private static void label(StringBuilder out, String label, String text) {
        line(out, label + " ".repeat(LABEL - label.length()) + text, LABEL);
    }

    /** A text that is broken at blanks; what follows the first line is indented. */
    private static void line(StringBuilder out, String text, int indent) {
        int from = 0;
        int room = WIDTH - MARGIN.length();
        out.append(MARGIN);
        while (text.length() - from > room) {
            int blank = text.lastIndexOf(' ', from + room);
            int to = blank > from + LABEL ? blank : from + room;
            out.append(text, from, to).append('\n').append(MARGIN).append(" ".repeat(indent));
            room = WIDTH - MARGIN.length() - indent;
            from = blank > from + LABEL ? to + 1 : to;
        }
        out.append(text, from, text.length()).append('\n');
    }
}
