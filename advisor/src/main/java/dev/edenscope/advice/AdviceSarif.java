package dev.edenscope.advice;

import dev.edenscope.report.Sarif;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Advice as SARIF 2.1.0, the format in which code review and editors take what tools have found. A finding is a result:
 * its level a warning where a twentieth of all bytes or objects would go, else a note; its rank the share that goes, in percent.
 */
public final class AdviceSarif {
    private static final double WARNING = 0.05;

    private AdviceSarif() {}

    /**
     * The document.
     *
     * @param top how many findings at most
     * @param sources directories that sources are in: a file found in one is named with it, so that tools find it
     * @param version of the tool
     */
    public static String of(Advice advice, int top, List<String> sources, String version) {
        List<Finding> findings = advice.top(top);
        Set<Sarif.Rule> rules = new LinkedHashSet<>();
        List<Sarif.Result> results = new ArrayList<>();
        for (Finding each : findings) {
            Rule rule = each.hint().rule();
            rules.add(new Sarif.Rule(rule.id(), rule.title(), rule.title() + ". But: " + rule.caveat()));
            results.add(result(each, sources, advice));
        }
        return new Sarif(new ArrayList<>(rules), results).document(version);
    }

    private static Sarif.Result result(Finding finding, List<String> sources, Advice advice) {
        double goes = Math.max(
                finding.gain().byteShare(),
                Double.isNaN(finding.gain().objectShare()) ? 0 : finding.gain().objectShare());
        Scene scene = finding.scene();
        return new Sarif.Result(
                finding.hint().rule().id(),
                goes >= WARNING ? "warning" : "note",
                Math.min(100, 100 * goes),
                message(finding, advice),
                new Sarif.Place(Sarif.uri(scene.file(), sources), scene.line(), scene.method()));
    }

    private static String message(Finding finding, Advice advice) {
        StringBuilder text = new StringBuilder(Words.extent(finding)).append(".\n");
        for (Hint hint : finding.hints()) {
            text.append(hint.cause()).append(' ').append(hint.fix()).append('\n');
            for (Change change : hint.changes()) {
                text.append("line ")
                        .append(change.line())
                        .append(":\n- ")
                        .append(change.before())
                        .append('\n');
                change.after().forEach(line -> text.append("+ ").append(line).append('\n'));
            }
        }
        return text.append("Goes away: ")
                .append(Words.gain(finding.gain(), advice))
                .toString();
    }
}
