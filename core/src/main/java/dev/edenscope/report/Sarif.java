package dev.edenscope.report;

import java.io.File;
import java.util.List;

/**
 * What was found, as SARIF 2.1.0, the format in which code review and editors take it: what to show at which line.
 *
 * @param rules what results are instances of
 * @param results what was found, in the order to show it in
 */
public record Sarif(List<Rule> rules, List<Result> results) {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    public Sarif {
        rules = List.copyOf(rules);
        results = List.copyOf(results);
    }

    /**
     * A kind of results.
     *
     * @param description in a few words
     * @param help in some sentences
     */
    public record Rule(String id, String description, String help) {}

    /**
     * A result.
     *
     * @param rule the id of its rule
     * @param level {@code error}, {@code warning} or {@code note}
     * @param rank how important, from 0 to 100; NaN for none
     * @param place where
     */
    public record Result(String rule, String level, double rank, String message, Place place) {}

    /**
     * Where a result is shown.
     *
     * @param uri of the file, relative to the project; empty where unknown
     * @param line from 1 on, 0 where unknown
     * @param method by its full name; empty where there is none
     */
    public record Place(String uri, int line, String method) {}

    /** The document, {@code version} being that of the tool. */
    public String document(String version) {
        Json json = new Json().open('{').field("$schema", SCHEMA).field("version", "2.1.0");
        json.name("runs")
                .open('[')
                .open('{')
                .name("tool")
                .open('{')
                .name("driver")
                .open('{');
        json.field("name", "eden").field("version", version).name("rules").open('[');
        for (Rule rule : rules) {
            json.open('{').field("id", rule.id);
            text(json, "shortDescription", rule.description);
            text(json, "help", rule.help);
            json.close('}');
        }
        json.close(']').close('}').close('}').field("columnKind", "utf16CodeUnits");
        json.name("results").open('[');
        results.forEach(result -> result(json, result));
        return json.close(']').close('}').close(']').close('}').document();
    }

    private void result(Json json, Result result) {
        int rule = rules.stream().map(Rule::id).toList().indexOf(result.rule);
        json.open('{').field("ruleId", result.rule).name("ruleIndex").number(rule);
        json.field("level", result.level);
        if (!Double.isNaN(result.rank)) {
            json.name("rank").decimal(result.rank);
        }
        text(json, "message", result.message);
        json.name("locations").open('[').open('{');
        Place place = result.place;
        if (!place.uri.isEmpty()) {
            json.name("physicalLocation").open('{').name("artifactLocation").open('{');
            json.field("uri", place.uri).close('}');
            if (place.line > 0) {
                json.name("region")
                        .open('{')
                        .name("startLine")
                        .number(place.line)
                        .close('}');
            }
            json.close('}');
        }
        if (!place.method.isEmpty()) {
            json.name("logicalLocations").open('[').open('{');
            json.field("fullyQualifiedName", place.method).field("kind", "function");
            json.close('}').close(']');
        }
        json.close('}').close(']').close('}');
    }

    private static void text(Json json, String name, String text) {
        json.name(name).open('{').field("text", text).close('}');
    }

    /**
     * A source file as tools find it.
     *
     * @param file as profiles name it: {@code com/acme/Orders.java}; may be empty
     * @param sources directories that sources are in: a file found in one is named with it
     */
    public static String uri(String file, List<String> sources) {
        for (String each : sources) {
            if (!file.isEmpty() && new File(each, file).isFile()) {
                String path = each.replace(File.separatorChar, '/');
                return (path + (path.endsWith("/") ? "" : "/") + file).replace(" ", "%20");
            }
        }
        return file.replace(" ", "%20");
    }
}
