package dev.edenscope.advice;

import dev.edenscope.report.Json;
import java.io.File;
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
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

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
        List<Rule> rules = rules(findings);
        Json json = new Json()
                .open('{')
                .name("$schema")
                .text(SCHEMA)
                .name("version")
                .text("2.1.0");
        json.name("runs")
                .open('[')
                .open('{')
                .name("tool")
                .open('{')
                .name("driver")
                .open('{');
        json.name("name")
                .text("eden")
                .name("version")
                .text(version)
                .name("rules")
                .open('[');
        for (Rule rule : rules) {
            json.open('{').name("id").text(rule.id());
            text(json, "shortDescription", rule.title());
            text(json, "help", rule.title() + ". But: " + rule.caveat());
            json.close('}');
        }
        json.close(']').close('}').close('}').name("columnKind").text("utf16CodeUnits");
        json.name("results").open('[');
        for (Finding each : findings) {
            result(json, each, rules, sources, advice);
        }
        return json.close(']').close('}').close(']').close('}').document();
    }

    private static List<Rule> rules(List<Finding> findings) {
        Set<Rule> rules = new LinkedHashSet<>();
        findings.forEach(finding -> rules.add(finding.hint().rule()));
        return new ArrayList<>(rules);
    }

    private static void result(Json json, Finding finding, List<Rule> rules, List<String> sources, Advice advice) {
        Rule rule = finding.hint().rule();
        double goes = Math.max(
                finding.gain().byteShare(),
                Double.isNaN(finding.gain().objectShare()) ? 0 : finding.gain().objectShare());
        json.open('{').name("ruleId").text(rule.id()).name("ruleIndex").number(rules.indexOf(rule));
        json.name("level")
                .text(goes >= WARNING ? "warning" : "note")
                .name("rank")
                .decimal(Math.min(100, 100 * goes));
        text(json, "message", message(finding, advice));
        json.name("locations").open('[').open('{');
        Scene scene = finding.scene();
        if (!scene.file().isEmpty()) {
            json.name("physicalLocation").open('{').name("artifactLocation").open('{');
            json.name("uri").text(uri(scene.file(), sources)).close('}');
            if (scene.line() > 0) {
                json.name("region")
                        .open('{')
                        .name("startLine")
                        .number(scene.line())
                        .close('}');
            }
            json.close('}');
        }
        json.name("logicalLocations").open('[').open('{');
        json.name("fullyQualifiedName").text(scene.method()).name("kind").text("function");
        json.close('}').close(']').close('}').close(']').close('}');
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

    private static String uri(String file, List<String> sources) {
        for (String each : sources) {
            if (new File(each, file).isFile()) {
                String path = each.replace(File.separatorChar, '/');
                return (path + (path.endsWith("/") ? "" : "/") + file).replace(" ", "%20");
            }
        }
        return file.replace(" ", "%20");
    }

    private static void text(Json json, String name, String text) {
        json.name(name).open('{').name("text").text(text).close('}');
    }
}
