package dev.edenscope.readers;

import dev.edenscope.budget.Results;
import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results as we write them: {@code {"results": [{"name", "unit", "values", "exact", "problem"}], "notes": [...]}}. */
final class OwnResults {
    private OwnResults() {}

    static Results read(Object root, String name) throws DataException {
        if (!(root instanceof Map<?, ?> document) || !(document.get("results") instanceof List<?> list)) {
            throw new DataException(name + ": JSON without a list of results; " + ResultFile.KINDS);
        }
        Measurements measurements = new Measurements();
        for (int i = 0; i < list.size(); i++) {
            String place = name + ": result " + (i + 1);
            if (!(list.get(i) instanceof Map<?, ?> result)
                    || !(result.get("name") instanceof String measured)
                    || !(result.get("unit") instanceof String unit)) {
                throw new DataException(place + ": expected an object with a name and a unit");
            }
            add(measurements, result, measured, unit, place);
        }
        if (measurements.isEmpty()) {
            throw new DataException(name + ": no results in it; " + ResultFile.KINDS);
        }
        List<String> warnings = texts(document.get("warnings"), name + ": warnings");
        warnings.addAll(measurements.warnings());
        return new Results(name, measurements.series(), texts(document.get("notes"), name + ": notes"), warnings);
    }

    private static void add(Measurements to, Map<?, ?> result, String name, String unit, String place)
            throws DataException {
        if (!(result.get("values") instanceof List<?> values)) {
            throw new DataException(place + ": expected values, a list of numbers");
        }
        if (values.isEmpty()) {
            if (!(result.get("problem") instanceof String problem) || problem.isBlank()) {
                throw new DataException(place + ": expected values, or a problem that says why there are none");
            }
            to.missing(name, unit, Measurements.line(problem));
        }
        for (Object value : values) {
            if (!(value instanceof Double number)) {
                throw new DataException(place + ": expected values, a list of numbers");
            }
            to.add(name, unit, number, Boolean.TRUE.equals(result.get("exact")));
        }
    }

    /** A list of texts; empty where there is nothing. */
    private static List<String> texts(Object list, String place) throws DataException {
        List<String> texts = new ArrayList<>();
        for (Object each : list instanceof List<?> some ? some : List.of()) {
            if (!(each instanceof String text)) {
                throw new DataException(place + ": expected a list of texts");
            }
            texts.add(Measurements.line(text));
        }
        return texts;
    }
}
