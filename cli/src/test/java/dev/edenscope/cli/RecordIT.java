package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.GcFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a JVM that was started without any flag to the line that allocates. */
@Tag("jvm")
final class RecordIT {
    @TempDir
    Path folder;

    private String file() {
        return folder.resolve("shop.pb.gz").toString();
    }

    private static String pid(Child child) {
        return Long.toString(child.pid());
    }

    private static long number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":(-?\\d+)").matcher(json);
        assertThat(matcher.find()).as("%s in %s", name, json).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void aRunningProgramIsRecordedAndItsLinesAreFound() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome record = Installed.eden("record", pid(shop), "-d", "1s", "-o", file());
            assertThat(record.exit()).as(record.toString()).isZero();
            assertThat(record.err()).isEqualTo("recording Shop (pid " + pid(shop) + ") for 1 s");
            int line = Installed.line("order");
            assertThat(record.out())
                    .startsWith("recorded 1.")
                    .contains("B/s", " objects/s", "% of the ", " that the JVM counted")
                    .contains("com.acme.Shop.order(Shop.java:" + line + ")")
                    .endsWith("wrote " + file() + "; next: eden top -alloc_objects " + file());
            assertThat(shop.isAlive()).isTrue();
            assertThat(shop.err()).isEmpty();

            Outcome top = Installed.eden("top", "-alloc_objects", "-nodecount=3", file());
            assertThat(top.exit()).isZero();
            assertThat(top.out()).contains("Type: alloc_objects");
            assertThat(top.out()
                            .lines()
                            .dropWhile(text -> !text.contains("flat%"))
                            .skip(1)
                            .findFirst())
                    .as(top.out())
                    .hasValueSatisfying(first -> assertThat(first).endsWith("  com.acme.Shop.order"));

            Outcome list =
                    Installed.eden("list", "-alloc_space", "-source_path=" + Installed.sources(), "Shop.order", file());
            assertThat(list.exit()).as(list.toString()).isZero();
            assertThat(list.out())
                    .containsPattern(" [\\d.]+[MG]B +[\\d.]+[MG]B +" + line + ": +sink = new byte\\[1000\\];");
        }
    }

    @Test
    void theSummaryAsJsonAgreesWithTheFileAndWithTheJvmsCount() throws IOException, InterruptedException {
        String name = "till-" + Long.toHexString(System.nanoTime());
        try (Child shop = Installed.shopNamed(name)) {
            Outcome record = Installed.eden(
                    "record", name, "-d=1500ms", "--interval", "64k", "--cpu=0", "--gc", "--json", "-o", file());
            assertThat(record.exit()).as(record.toString()).isZero();
            String json = record.out();
            Profile profile = PprofReader.read(Path.of(file()));
            for (String type : List.of("alloc_objects", "alloc_space", "inuse_objects", "inuse_space")) {
                assertThat(number(json, type)).as(type).isEqualTo(profile.total(profile.sampleType(type)));
            }
            assertThat(number(json, "pid")).isEqualTo(shop.pid());
            assertThat(number(json, "intervalBytes")).isEqualTo(65536);
            assertThat(number(json, "durationNanos")).isBetween(1_400_000_000L, 20_000_000_000L);
            assertThat(json).contains("\"file\":\"" + file() + "\"", "\"exact\":\"false\"");
            // 3 standard deviations of the estimate: 1/sqrt(samples), of which there are thousands.
            double ratio = (double) number(json, "alloc_space") / number(json, "jvmAllocatedBytes");
            double allowed = 3 / Math.sqrt((double) number(json, "samples"));
            assertThat(ratio).isBetween(1 - allowed - 0.01, 1 + allowed + 0.01);
            // With a collection at the end, what an order leaves behind is gone.
            assertThat(number(json, "inuse_space")).isLessThan(number(json, "alloc_space") / 10);
        }
    }

    @Test
    void callsAreCountedMeanwhile() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome record = Installed.eden(
                    "record",
                    pid(shop),
                    "-d=1500ms",
                    "-interval=64k",
                    "-cpu=0",
                    "-per=com.acme.Shop.order",
                    "-per=com.acme.Shop.nothing.here",
                    "-o",
                    file());
            assertThat(record.exit()).as(record.toString()).isZero();
            Matcher cost = Pattern.compile(
                            "per call +([\\d.]+) objects, .* +com\\.acme\\.Shop\\.order \\([\\d,]+ calls\\)")
                    .matcher(record.out());
            assertThat(cost.find()).as(record.out()).isTrue();
            // One array a call, by thousands of samples; a kept one for every 5000th.
            assertThat(Double.parseDouble(cost.group(1))).isBetween(0.8, 1.2);
            assertThat(record.out())
                    .contains(
                            "calls of com.acme.Shop.nothing.here: not known: no class com.acme.Shop.nothing was loaded");
            assertThat(Installed.eden("top", "-per=Shop.order", "-alloc_objects", file())
                            .out())
                    .contains("\nValues: per call of com.acme.Shop.order (");
            Outcome wrong = Installed.eden("record", pid(shop), "-d=1s", "-per=com.acme.Shop.ordr", "-o", file());
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains("eden record: per=com.acme.Shop.ordr: com.acme.Shop declares no such method, but ");
            assertThat(shop.err()).isEmpty();
        }
    }

    @Test
    void aRecordingHoldsItsCollections() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Path recording = folder.resolve("shop.eden");
            Outcome record = Installed.eden("record", pid(shop), "-d", "1500ms", "-o", recording.toString());
            assertThat(record.exit()).as(record.toString()).isZero();
            GcHistory history = GcFile.read(recording);
            assertThat(history.seconds().getAsDouble()).isBetween(1.4, 20.0);
            assertThat(history.allocatedBytes().getAsLong()).isGreaterThan(1_000_000);
            assertThat(history.cpu().processSeconds().getAsDouble()).isGreaterThan(0.01);
            assertThat(history.cpu().gcSeconds().getAsDouble())
                    .isBetween(0.0, history.cpu().processSeconds().getAsDouble());
            assertThat(GcPicture.of(history).gcCpuShare()).isPresent();

            Outcome gc = Installed.eden("gc", "-seconds=1", pid(shop));
            assertThat(gc.exit()).as(gc.toString()).isZero();
            assertThat(gc.out()).startsWith("GC is ").contains("% of CPU", "B/s allocated");
            assertThat(shop.err()).isEmpty();
        }
    }

    @Test
    void exactlyMeansToTheByte() throws IOException, InterruptedException {
        Outcome run = Installed.eden(
                "run",
                "--exact",
                "-o",
                file(),
                "--",
                Installed.testedJava(),
                "-cp",
                Installed.testClasses(),
                "com.acme.Shop",
                "12345",
                "7");
        assertThat(run.exit()).as(run.toString()).isEqualTo(7);
        assertThat(run.out()).isEqualTo("open");
        assertThat(run.err()).contains("a word on standard error", "exact: every object counted; ", "wrote " + file());
        // 12 MB, to the nearest hundredth of a percent but one: the JVM's own threads allocate a kilobyte unseen.
        assertThat(run.err()).containsPattern("(99\\.9[89]|100\\.0[01])% of the [\\d.]+MB that the JVM counted");
        Outcome top = Installed.eden("top", "--json", "-alloc_objects", "-focus=Shop.order", file());
        assertThat(top.out()).contains("\"function\":\"com.acme.Shop.order\",\"file\":\"com/acme/Shop.java\"");
        Matcher flat = Pattern.compile("Shop\\.order\".*?\"flat\":(\\d+)").matcher(top.out());
        assertThat(flat.find()).isTrue();
        // The first order has the JVM link the method, for which it makes a few objects of its own.
        assertThat(Long.parseLong(flat.group(1))).isBetween(12345L, 12350L);
    }

    @Test
    void aRunThatIsRecordedHasItsCollections() throws IOException, InterruptedException {
        String recording = folder.resolve("run.eden").toString();
        String[] program = {"-Xmn4m", "-cp", Installed.testClasses(), "com.acme.Shop", "52345", "7"};
        Outcome run = Installed.eden(
                Stream.concat(Stream.of("run", "-o", recording, "--", Installed.testedJava()), Stream.of(program))
                        .toArray(String[]::new));
        assertThat(run.exit()).as(run.toString()).isEqualTo(7);
        Outcome gc = Installed.eden("gc", recording);
        assertThat(gc.exit()).as(gc.toString()).isZero();
        assertThat(gc.out()).contains("MB/s allocated").containsPattern("\\d+ collections in ");
    }

    @Test
    void exactCountsOfARunningProgramSayHowGoodTheyAre() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome record = Installed.eden("record", pid(shop), "-d", "500ms", "--exact", "--json", "-o", file());
            assertThat(record.exit()).as(record.toString()).isZero();
            assertThat(record.out()).contains("\"exact\":\"true\"", "com.acme.Shop.order");
            double share = (double) number(record.out(), "alloc_space") / number(record.out(), "jvmAllocatedBytes");
            assertThat(share).isBetween(0.9, 1.0001);
        }
    }

    @Test
    void withoutANameTheFileIsNamedAfterTheProgram() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome top = Installed.eden("top", "-alloc_space", "-seconds=1", "-nodecount=1", pid(shop));
            assertThat(top.exit()).as(top.toString()).isZero();
            assertThat(top.out()).contains("com.acme.Shop.order");
            Outcome ps = Installed.eden("ps");
            assertThat(ps.out()).containsPattern("(?m)^ +" + pid(shop) + "  [0-9.]+ +com\\.acme\\.Shop any$");
            assertThat(Installed.eden("ps", "--json").out())
                    .contains("{\"pid\":" + pid(shop) + ",\"jdk\":\"")
                    .contains("\"main\":\"com.acme.Shop any\"}");
        }
    }

    @Test
    void attachServesUntilDetach() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome attach = Installed.eden("attach", "-port=0", pid(shop));
            assertThat(attach.exit()).as(attach.toString()).isZero();
            assertThat(attach.out()).startsWith("Shop (pid " + pid(shop) + ") serves http://127.0.0.1:");
            String url = attach.out().substring(attach.out().indexOf("http://"));
            assertThat(URI.create(url).getPort()).isPositive();

            Outcome top = Installed.eden("top", "-seconds=1", "-nodecount=1", url + "allocs");
            assertThat(top.exit()).as(top.toString()).isZero();
            assertThat(top.out()).contains("com.acme.Shop.order");
            // A recording looks through the sampler that runs already, and leaves it running.
            Outcome record = Installed.eden("record", pid(shop), "-d", "300ms", "-o", file());
            assertThat(record.exit()).as(record.toString()).isZero();
            assertThat(Installed.eden("record", pid(shop), "-d", "300ms", "--exact", "-o", file())
                            .err())
                    .contains("eden detach");

            Outcome detach = Installed.eden("detach", pid(shop));
            assertThat(detach.exit()).as(detach.toString()).isZero();
            assertThat(detach.out()).isEqualTo("Shop (pid " + pid(shop) + ") is no longer sampled");
            assertThat(Installed.eden("top", url + "heap").exit()).isEqualTo(1);
            Outcome again = Installed.eden("detach", pid(shop));
            assertThat(again.exit()).isEqualTo(1);
            assertThat(again.err()).contains("no endpoint runs in this process");
            assertThat(shop.isAlive()).isTrue();
        }
    }

    @Test
    void controlCKeepsWhatWasRecordedAndLeavesTheProgramUnsampled() throws IOException, InterruptedException {
        try (Child shop = Installed.shop();
                Child record = Installed.start(List.of(), "record", pid(shop), "-d", "10m", "-o", file())) {
            record.awaitError("recording Shop");
            record.signal("INT");
            assertThat(record.exit()).as(record.toString()).isIn(0, 130);
            assertThat(PprofReader.read(Path.of(file())).sampleCount()).isPositive();
            assertThat(record.out()).as(record.toString()).isNotEmpty();
            isUnsampled(shop);
        }
    }

    @Test
    void whenTheCommandLineIsKilledTheProgramIsSoonUnsampled() throws IOException, InterruptedException {
        try (Child shop = Installed.shop();
                Child record = Installed.start(
                        List.of("-Deden.grace.seconds=1"), "record", pid(shop), "-d", "1s", "-o", file())) {
            record.awaitError("recording Shop");
            record.signal("KILL");
            record.exit();
            assertThat(Path.of(file())).doesNotExist();
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (threads(shop).contains("edenscope-sampler") && System.nanoTime() < deadline) {
                Thread.onSpinWait(); // each look takes a while
            }
            isUnsampled(shop);
        }
    }

    /** Nothing of the sampler is left, and the next recording has it to itself. */
    private void isUnsampled(Child shop) throws IOException, InterruptedException {
        assertThat(threads(shop)).doesNotContain("edenscope-sampler");
        Outcome again = Installed.eden("record", pid(shop), "-d", "300ms", "--json", "-o", file());
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(number(again.out(), "alloc_objects")).isPositive();
    }

    private static List<String> threads(Child shop) throws IOException {
        List<String> names = new java.util.ArrayList<>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + shop.pid() + "/task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    names.add(name.startsWith("edenscope-samp") ? "edenscope-sampler" : name);
                } catch (IOException e) {
                    names.add("(ended)"); // just now: no such file, or no such process
                }
            }
        }
        return names;
    }

    @Test
    @Tag("go")
    void goToolPprofAcceptsTheFileAndAgreesToTheByte() throws IOException, InterruptedException {
        try (Child shop = Installed.shop()) {
            Outcome record = Installed.eden("record", pid(shop), "-d", "1s", "--interval=64k", "--cpu=0", "-o", file());
            assertThat(record.exit()).as(record.toString()).isZero();
        }
        for (String type : List.of("alloc_objects", "alloc_space", "inuse_objects", "inuse_space")) {
            String[] options = {"-sample_index=" + type, "-unit=B", "-nodecount=200", "-nodefraction=0"};
            Outcome top = Installed.eden("top", options[0], options[1], options[2], options[3], file());
            assertThat(top.exit()).as(top.toString()).isZero();
            assertThat(table(top.out()))
                    .isEqualTo(table(go("-top", options[0], options[1], options[2], options[3], file())));
        }
        String sources = "-source_path=" + Installed.sources();
        Outcome list = Installed.eden("list", "-sample_index=alloc_space", "-unit=B", sources, "Shop.order", file());
        String go = go("-sample_index=alloc_space", "-unit=B", sources, "-list=Shop.order", file());
        assertThat(list.out()
                        .lines()
                        .filter(line -> line.contains("sink = new"))
                        .findFirst())
                .as("%s%n%s", list, go)
                .isPresent()
                .isEqualTo(
                        go.lines().filter(line -> line.contains("sink = new")).findFirst());
    }

    private static String table(String report) {
        assertThat(report).contains("Showing nodes");
        return report.substring(report.indexOf("Showing nodes")).strip();
    }

    private static String go(String... arguments) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("go", "tool", "pprof"));
        command.addAll(List.of(arguments));
        try (Child go = Child.of(command)) {
            assertThat(go.exit()).as(go.toString()).isZero();
            return String.join("\n", go.out());
        }
    }
}
