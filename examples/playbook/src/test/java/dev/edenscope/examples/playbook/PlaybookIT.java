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
import org.openjdk.jmh.runner.RunnerException;

@Tag("jvm")
final class PlaybookIT {
    private static final int LANES = 2; // JVMs side by side: what is counted does not depend on time
    private static final String COUNT = "([0-9.]+)";
    private static final Pattern ROW = Pattern.compile(
            "(\\w+\\.\\w+) .*?" + COUNT + " -> " + COUNT + " +" + COUNT + " -> " + COUNT + " +(?:[0-9.]+x|all)\\b.*");

    private static final int PARTS = 3;

    /** How far counts may be off: how much of a library's method the JIT inlines, and so removes, differs from run to run. */
    private static final double INLINING = 0.15;

    /** Bytes and objects, before and after. */
    private record Counts(double bytesBefore, double bytes, double objectsBefore, double objects) {
        static Counts of(Row row) {
            return new Counts(
                    row.before().bytes(),
                    row.after().bytes(),
                    row.before().objects(),
                    row.after().objects());
        }

        boolean agreesWith(Counts page) {
            return isNear(bytesBefore, page.bytesBefore, 64)
                    && isNear(bytes, page.bytes, 64)
                    && isNear(objectsBefore, page.objectsBefore, 1)
                    && isNear(objects, page.objects, 1);
        }

        /** Nothing is nothing; of something the JIT may remove one object more or less. */
        private static boolean isNear(double counted, double page, double one) {
            return page == 0 ? counted == 0 : Math.abs(counted - page) <= Math.max(INLINING * page, one);
        }
    }

    /** The rows of the page's table for this JDK. */
    private static Map<String, Counts> documented() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("eden.root"), "docs/playbook.md"));
        String from = page.substring(page.indexOf("**JDK " + Runtime.version().feature()));
        Map<String, Counts> rows = new TreeMap<>();
        Matcher row = ROW.matcher(from.substring(0, from.indexOf("\n\n", from.indexOf("\n\n") + 2)));
        while (row.find()) {
            rows.put(
                    row.group(1),
                    new Counts(
                            Double.parseDouble(row.group(2)),
                            Double.parseDouble(row.group(3)),
                            Double.parseDouble(row.group(4)),
                            Double.parseDouble(row.group(5))));
        }
        return rows;
    }

    private static List<Row> rows(boolean timed, Technique technique) throws RunnerException {
        Playbook playbook = new Playbook(timed);
        return playbook.rows(technique, playbook.run(List.of(technique)));
    }

    private static boolean agree(List<Row> rows, Map<String, Counts> page) {
        return rows.stream()
                .allMatch(row -> page.containsKey(row.name()) && Counts.of(row).agreesWith(page.get(row.name())));
    }

    /** What is measured; with more time where it is not what the page says: on a busy machine the JIT may not have been done. */
    private static List<Row> measured(Technique technique, Map<String, Counts> page) throws RunnerException {
        List<Row> rows = rows(false, technique);
        return agree(rows, page) ? rows : rows(true, technique);
    }

    /** A third of it, another on each JDK: all of it takes minutes. */
    @Test
    void thePageSaysWhatIsCounted() throws Exception {
        int part = Runtime.version().feature() % PARTS;
        List<Technique> some = new ArrayList<>();
        for (int i = part; i < Technique.ALL.size(); i += PARTS) {
            some.add(Technique.ALL.get(i));
        }
        assertThat(documented().keySet()).containsAll(checked(some));
    }

    @Test
    @Tag("soak")
    void allOfThePageIsWhatIsCounted() throws Exception {
        assertThat(checked(Technique.ALL))
                .containsExactlyInAnyOrderElementsOf(documented().keySet());
    }

    /** Counts, holds against the page, and returns the rows' names. */
    private static List<String> checked(List<Technique> techniques) throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        Map<String, Counts> page = documented();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<List<Row>>> running = new ArrayList<>();
            for (Technique each : techniques) {
                running.add(lanes.submit(() -> measured(each, page)));
            }
            List<String> seen = new ArrayList<>();
            for (Future<List<Row>> each : running) {
                for (Row row : each.get()) {
                    seen.add(row.name());
                    assertThat(agree(List.of(row), page))
                            .as("%s: the page says %s", row.text(false), page.get(row.name()))
                            .isTrue();
                }
            }
            return seen;
        } finally {
            lanes.shutdownNow();
        }
    }
}
