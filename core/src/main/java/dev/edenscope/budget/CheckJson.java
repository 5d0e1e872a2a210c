package dev.edenscope.budget;

import dev.edenscope.report.Json;

/**
 * A check as JSON. What is not known is null.
 *
 * <pre>{@code
 * file, kept
 * budgets[]     kind, name, title, quantity, unit, budget, tolerance, floor, twoSided, least, most, line,
 *               verdict (kept, over, under, not measured), measuredName, measured, error, exact, basis, source, problem,
 *               recording, sites[] {file, line, method, className, objects, bytes}
 * notes[]
 * }</pre>
 */
public final class CheckJson {
    private CheckJson() {}

    public static String of(Check check) {
        Json json = new Json().open('{').field("file", check.file());
        json.name("kept").flag(check.isKept()).name("budgets").open('[');
        check.outcomes().forEach(outcome -> outcome(json, outcome));
        return json.close(']').name("notes").texts(check.notes()).close('}').document();
    }

    private static void outcome(Json json, Outcome outcome) {
        Budget budget = outcome.budget();
        json.open('{').field("kind", budget.subject().kind().key());
        json.field("name", budget.subject().name());
        json.name("title").textOrNull(budget.subject().title());
        json.field("quantity", budget.quantity().key())
                .field("unit", budget.quantity().unit());
        json.name("budget").decimal(budget.value());
        json.name("tolerance").decimal(budget.tolerance().share());
        json.name("floor").decimal(budget.tolerance().floor());
        json.name("twoSided").flag(budget.tolerance().twoSided());
        json.name("least").decimal(budget.least()).name("most").decimal(budget.most());
        json.name("line").number(budget.place().line());
        json.field("verdict", outcome.verdict().toString());
        Measured measured = outcome.measured();
        json.field("measuredName", measured.name());
        decimal(json.name("measured"), measured.value());
        decimal(json.name("error"), measured.error());
        json.name("exact").flag(measured.error() == 0);
        json.name("basis").textOrNull(measured.basis());
        json.name("source").textOrNull(measured.source());
        json.name("problem").textOrNull(measured.problem());
        json.name("recording").textOrNull(measured.recording());
        json.name("sites").open('[');
        for (Site site : measured.sites()) {
            json.open('{').name("file").textOrNull(site.file()).name("line").numberOrNull(site.line());
            json.field("method", site.method()).name("className").textOrNull(site.className());
            decimal(json.name("objects"), site.objects());
            decimal(json.name("bytes"), site.bytes());
            json.close('}');
        }
        json.close(']').close('}');
    }

    private static void decimal(Json json, double number) {
        if (Double.isFinite(number)) {
            json.decimal(number);
        } else {
            json.nothing();
        }
    }
}
