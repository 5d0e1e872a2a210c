package dev.edenscope.advice;

import dev.edenscope.why.Cause;
import dev.edenscope.why.Names;
import dev.edenscope.why.Site;
import java.util.List;
import java.util.Locale;

/** Advice as text for a terminal or a mail: plain, in lines of some 120 characters. */
public final class AdviceText {
    private static final int WIDTH = 118;
    private static final String MARGIN = "   ";
    private static final String LABEL = "            ";

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
        List<Finding> shown =
                advice.findings().subList(0, Math.min(top, advice.findings().size()));
        for (int i = 0; i < shown.size(); i++) {
            finding(out, i + 1, shown.get(i));
        }
        if (shown.size() < advice.findings().size()) {
            out.append("\n").append(advice.findings().size() - shown.size()).append(" more; -top=N shows them\n");
        }
        if (left && !advice.left().isEmpty()) {
            out.append("\nLeave it:\n");
            for (Left each : advice.left()) {
                Finding finding = each.finding();
                out.append(MARGIN).append(finding.hint().rule().id()).append("  ");
                out.append(finding.scene().place())
                        .append("  ")
                        .append(each.reason())
                        .append('\n');
            }
        }
        return out.toString();
    }

    private static void heading(StringBuilder out, Advice advice) {
        Scene.Recording recording = advice.recording();
        out.append("allocated   ").append(amount(recording.total(), recording)).append('\n');
        if (advice.findings().isEmpty()) {
            out.append("No finding: nothing that a rule knows makes up 1 % of bytes or of objects.\n");
            return;
        }
        out.append(advice.findings().size()).append(advice.findings().size() == 1 ? " finding" : " findings");
        out.append("; all of them together take off ")
                .append(less(advice.gain()))
                .append('\n');
    }

    private static void finding(StringBuilder out, int number, Finding finding) {
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
        line(out, "", amount(finding.traffic(), scene.recording()) + share(finding) + ", " + finding.shape());
        for (Hint hint : finding.hints()) {
            String name = finding.hints().size() == 1 ? "" : hint.rule().id() + ": ";
            line(out, "cause", name + hint.cause());
            line(out, "fix", hint.fix());
            for (Change change : hint.changes()) {
                change(out, scene, change);
            }
            line(out, "unless", hint.rule().caveat());
        }
        finding.site().ifPresent(site -> line(out, "why", why(site)));
        line(
                out,
                "gain",
                less(finding.gain()) + "; confidence "
                        + finding.hint().confidence().name().toLowerCase(Locale.ROOT));
    }

    private static String amount(Traffic traffic, Scene.Recording recording) {
        boolean timed = recording.seconds() > 0;
        double seconds = timed ? recording.seconds() : 1;
        String bytes = Units.bytes(traffic.bytes() / seconds) + (timed ? "/s" : "");
        if (traffic.objects() < 0) {
            return bytes;
        }
        return Units.count(traffic.objects() / seconds) + (timed ? " objects/s, " : " objects, ") + bytes;
    }

    private static String share(Finding finding) {
        Traffic total = finding.scene().recording().total();
        String bytes = Units.percent((double) finding.traffic().bytes() / total.bytes()) + " of bytes";
        return total.objects() <= 0
                ? " (" + bytes + ")"
                : " (" + Units.percent((double) finding.traffic().objects() / total.objects()) + " of objects, " + bytes
                        + ")";
    }

    private static String less(Gain gain) {
        String objects = Double.isNaN(gain.objectShare()) ? "" : Units.percent(gain.objectShare()) + " of objects, ";
        return objects + Units.percent(gain.byteShare()) + " of bytes; GC interval x "
                + String.format(Locale.ROOT, "%.2f", gain.intervalFactor());
    }

    private static String why(Site site) {
        String causes =
                site.causes().isEmpty() ? "" : ": " + site.causes().get(0).text();
        String more = site.causes().size() > 1 ? " (+" + (site.causes().size() - 1) + " more)" : "";
        String mark = site.causes().isEmpty() ? "" : mark(site.causes().get(0));
        return Names.type(site.className()) + " " + site.verdict() + causes + more + mark;
    }

    private static String mark(Cause cause) {
        return cause.proved() ? " [proved]" : " [inferred]";
    }

    private static void change(StringBuilder out, Scene scene, Change change) {
        if (change.line() != scene.line()) {
            out.append(MARGIN)
                    .append(LABEL)
                    .append("line ")
                    .append(change.line())
                    .append(":\n");
        }
        out.append(MARGIN).append(LABEL).append("- ").append(change.before()).append('\n');
        for (String line : change.after()) {
            out.append(MARGIN).append(LABEL).append("+ ").append(line).append('\n');
        }
    }

    /** A labelled text, broken at blanks. */
    private static void line(StringBuilder out, String label, String text) {
        out.append(MARGIN).append(label).append(" ".repeat(label.isEmpty() ? 0 : LABEL.length() - label.length()));
        int room = WIDTH - MARGIN.length() - (label.isEmpty() ? 0 : LABEL.length());
        int from = 0;
        while (text.length() - from > room) {
            int blank = text.lastIndexOf(' ', from + room);
            int to = blank > from ? blank : from + room;
            out.append(text, from, to).append('\n').append(MARGIN).append(label.isEmpty() ? "" : LABEL);
            from = blank > from ? to + 1 : to;
        }
        out.append(text, from, text.length()).append('\n');
    }
}
