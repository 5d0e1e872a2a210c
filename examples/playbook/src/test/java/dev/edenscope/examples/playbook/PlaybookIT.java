package dev.edenscope.examples.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class PlaybookIT {
    private static final int LANES = 2; // JVMs side by side: what is counted does not depend on time
    private static final Pattern ROW =
            Pattern.compile("(\\w+\\.\\w+) .* (\\S+ -> \\S+) +(\\S+ -> \\S+) +(?:[0-9.]+x|all)\\b.*");

    /** Bytes and objects of each row of the page's table for this JDK. */
    private static Map<String, String> documented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("eden.root"), "docs/playbook.md"));
        String from = page.substring(page.indexOf("## JDK " + Runtime.version().feature()));
        Map<String, String> rows = new TreeMap<>();
        for (String line : from.substring(0, from.indexOf("```\n\n")).split("\n", -1)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2) + ", " + row.group(3));
            }
        }
        return rows;
    }

    private static List<Row> measured() throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        Playbook playbook = new Playbook(
                false, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<List<Row>>> running = new ArrayList<>();
            for (Technique each : Technique.ALL) {
                running.add(lanes.submit(() -> playbook.rows(each, playbook.run(List.of(each)))));
            }
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> each : running) {
                rows.addAll(each.get());
            }
            return rows;
        } finally {
            lanes.shutdownNow();
        }
    }

    @Test
    void thePageSaysWhatIsCounted() throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (Row each : measured()) {
            Matcher row = ROW.matcher(each.text(false));
            assertThat(row.matches()).as(each.text(false)).isTrue();
            rows.put(row.group(1), row.group(2) + ", " + row.group(3));
        }
        assertThat(rows).isEqualTo(documented());
    }
}
