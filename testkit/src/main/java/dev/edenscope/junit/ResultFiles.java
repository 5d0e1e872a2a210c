package dev.edenscope.junit;

import dev.edenscope.budget.Results;
import dev.edenscope.budget.ResultsJson;
import dev.edenscope.budget.Series;
import dev.edenscope.testkit.Allocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the budgets of this process measured, as files that {@code eden bench} and {@code eden check} read: one for each test
 * class, which only one process runs at a time.
 */
final class ResultFiles {
    private static final Map<String, Map<String, List<Series>>> MEASURED = new LinkedHashMap<>();

    private ResultFiles() {}

    /** What a test measured. */
    static void add(Path folder, Class<?> type, String name, Allocations each) {
        add(
                folder,
                type,
                name,
                List.of(
                        Series.of(name, Series.ALLOCS, List.of(each.objectsPerCall()), true),
                        Series.of(name, Series.BYTES, List.of(each.bytesPerCall()), true)));
    }

    /** That a test measured nothing, and why. */
    static void add(Path folder, Class<?> type, String name, String problem) {
        add(
                folder,
                type,
                name,
                List.of(Series.unknown(name, Series.ALLOCS, problem), Series.unknown(name, Series.BYTES, problem)));
    }

    private static synchronized void add(Path folder, Class<?> type, String name, List<Series> series) {
        Map<String, List<Series>> tests = MEASURED.computeIfAbsent(type.getName(), each -> new LinkedHashMap<>());
        tests.put(name, series);
        List<Series> all = new ArrayList<>();
        tests.values().forEach(all::addAll);
        Path file = folder.resolve(type.getName() + ".json");
        Path part = folder.resolve(type.getName() + ".json.part");
        try {
            Files.createDirectories(folder);
            Files.writeString(part, ResultsJson.of(new Results(file.toString(), all, List.of(), List.of())));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Where nothing can be written a test is not to fail for it; `eden check` will say "not measured".
        }
    }
}
