package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import dev.edenscope.gc.Expected;
import dev.edenscope.gc.GcModel;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import dev.edenscope.readers.GcFile;
import dev.edenscope.readers.ProfileFile;
import dev.edenscope.report.Options;
import dev.edenscope.report.Quadrants;
import dev.edenscope.ui.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, looked at in a real browser. Pictures are kept in {@code target/screenshots}. */
@Tag("browser")
final class PageIT {
    private static final List<String> TABS = List.of("quadrants", "top", "flame", "source", "advice", "gc");
    private static final List<ValueType> ALLOCATED = List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE);
    private static final String SOURCES = "-source_path=" + Installed.root().resolve("examples/orders/src/main/java");
    private static final double FRAME_MILLIS = 16;
    /** The targets are for a machine with nothing else to do; tests run beside others. */
    private static final double BUSY = 8;

    /** Collects how long each frame of the flame graph took. */
    private static final String FRAMES = """
            () => {
                globalThis.frameMillis = []
                const canvas = document.querySelector('#flame')
                new MutationObserver(() => frameMillis.push(Number(canvas.dataset.frameMillis)))
                    .observe(canvas, { attributeFilter: ['data-drawn-at'] })
            }""";

    /** Drops a file on the page. */
    private static final String DROP = """
            () => {
                const dropped = new DataTransfer()
                dropped.items.add(new File(['profile'], 'a b.pb.gz'))
                dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true }))
            }""";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Path before;
    private static Path compared;

    @BeforeAll
    static void openTheBrowserAndRecordTheOrders() throws Exception {
        browser = new Browser();
        before = folder.resolve("before.eden");
        Path after = folder.resolve("after.eden");
        try (Child one = orders("before");
                Child other = orders("after")) {
            record(one, before);
            record(other, after);
        }
        report(folder.resolve("before.html"), SOURCES, before.toString());
        compared = folder.resolve("compared.html");
        report(compared, SOURCES, "-base=" + before, after.toString());
    }

    @AfterAll
    static void closeTheBrowser() {
        browser.close();
    }

    private static Child orders(String version) {
        Path run = Installed.root().resolve("examples/orders/run");
        return Child.of(List.of(run.toString(), version, "--warmup", "1"));
    }

    private static void record(Child service, Path file) throws InterruptedException {
        String said = service.awaitError("orders (");
        String pid = said.substring(said.lastIndexOf(' ') + 1);
        Installed.Outcome outcome = Installed.eden("record", pid, "-d", "3s", "-o", file.toString());
        assertThat(outcome.exit()).as(outcome.err()).isZero();
    }

    private static Path report(Path file, String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of("report", "-o", file.toString()));
        all.addAll(Arrays.asList(arguments));
        Installed.Outcome outcome = Installed.eden(all.toArray(String[]::new));
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        return file;
    }

    private static Path page() {
        return folder.resolve("before.html");
    }

    private static Path page(String name, Profile profile, String... arguments) throws Exception {
        Path file = folder.resolve(name + ".pb.gz");
        PprofWriter.write(profile, file);
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(file.toString());
        return report(folder.resolve(name + ".html"), all.toArray(String[]::new));
    }

    @Test
    void everyViewShowsTheOrders() throws IOException {
        try (Browser.Tab tab = browser.open(page(), "")) {
            assertThat(tab.page().title()).startsWith("before.eden");
            assertThat(tab.text("header")).contains("estimate from samples");
            assertThat(tab.text("#sites")).contains(".java:");
            tab.picture("quadrants");
            tab.tab("top");
            assertThat(tab.text("#top")).contains("java.lang.Integer.valueOf", "many-small");
            assertThat(tab.text("#total")).contains("MB in all");
            tab.picture("top");
            tab.tab("flame");
            assertThat(tab.number("#flame", "data-nodes")).isGreaterThan(100);
            tab.picture("flame");
            tab.tab("source");
            assertThat(tab.text("#code")).contains("class ", "advice ");
            assertThat(tab.page().locator("#code .t-keyword").count()).isPositive();
            tab.picture("source");
            tab.tab("advice");
            assertThat(tab.text("main")).contains("GC is", "takes off", "verify");
            tab.picture("advice");
            tab.tab("gc");
            assertThat(tab.text("main")).contains("G1", "young: Pause Young");
            tab.picture("gc");
            assertThat(tab.text("#contents")).contains("Source text: of the application only");
        }
    }

    @Test
    void aRowLeadsToItsCallersItsSourceAndTheFlameGraph() throws IOException {
        try (Browser.Tab tab = browser.open(page(), "tab=top")) {
            tab.page().fill("#search", "Integer.valueOf");
            tab.page().click("#top tbody button.name");
            assertThat(tab.text("#selection")).containsIgnoringCase("called by").contains("Search");
            tab.picture("callers");
            tab.page().fill("#search", "Search.products");
            tab.page().click("#top tbody button.name");
            assertThat(tab.text("#selection")).contains("Search.products", "OrderHandler.search");
            tab.page().click("#selection >> text=Source");
            tab.page().waitForSelector("main.source");
            assertThat(tab.text("#code")).contains("List<Product> products(String query)");
        }
    }

    @Test
    void theFlameGraphIsSearchedAndZoomedAndTheAddressKeepsIt() throws IOException {
        String address;
        try (Browser.Tab tab = browser.open(page(), "tab=flame")) {
            tab.page().fill("#search", "Search");
            assertThat(tab.text("#matched")).contains("%", "frames");
            tab.picture("flame-search");
            tab.page().focus("#flame");
            for (int i = 0; i < 12; i++) {
                tab.page().keyboard().press("ArrowDown");
            }
            tab.page().keyboard().press("Enter");
            tab.page().waitForSelector("#unzoom");
            tab.page().waitForTimeout(300);
            tab.picture("flame-zoom");
            address = tab.page().url();
            tab.page().goBack();
            assertThat(tab.page().url()).doesNotContain("focus=");
        }
        assertThat(address).contains("focus=", "q=Search");
        try (Browser.Tab again = browser.open(page(), address.substring(address.indexOf('#') + 1))) {
            again.page().waitForSelector("#unzoom");
            again.page().click("#flame-hide");
            again.page().click("#flame-reverse");
            again.page().click("#flame-flame");
            again.picture("flame-reverse");
        }
    }

    @Test
    void aSiteOfTheQuadrantsLeadsToItsLine() throws IOException {
        try (Browser.Tab tab = browser.open(page(), "tab=quadrants")) {
            tab.page().focus("#scatter");
            tab.page().keyboard().press("ArrowRight");
            assertThat(tab.text("#site")).contains("objects", "bytes", "in use", ".java:");
            tab.picture("quadrants-site");
            tab.page().click("#site >> text=Source");
            tab.page().waitForSelector("main.source tr.marked");
        }
    }

    @Test
    void aDifferenceIsNewMinusBaseEverywhere() throws IOException {
        try (Browser.Tab tab = browser.open(compared, "tab=top")) {
            assertThat(tab.text(".warnings")).contains("New minus base");
            assertThat(tab.text("#top")).contains("\u2212");
            tab.picture("compared-top");
            for (String each : TABS) {
                tab.tab(each);
            }
            assertThat(tab.text("#gc-facts")).containsIgnoringCase("base");
            tab.tab("flame");
            assertThat(tab.text("main")).contains("grew", "shrank");
            tab.picture("compared-flame");
            tab.tab("quadrants");
            tab.picture("compared-quadrants");
        }
    }

    @Test
    void itIsDarkWhereTheSystemIsOrWhereItIsAskedFor() throws IOException {
        String back = "getComputedStyle(document.body).color";
        try (Browser.Tab dark = browser.open(page(), "tab=flame", 1280, ColorScheme.DARK);
                Browser.Tab light = browser.open(page(), "tab=flame", 1280, ColorScheme.LIGHT)) {
            Object bright = dark.page().evaluate(back);
            dark.picture("dark-flame");
            dark.tab("gc");
            dark.picture("dark-gc");
            dark.tab("quadrants");
            dark.picture("dark-quadrants");
            assertThat(light.page().evaluate(back)).isNotEqualTo(bright);
            light.page().selectOption("#theme", "dark");
            assertThat(light.page().evaluate(back)).isEqualTo(bright);
        }
    }

    @Test
    void aNarrowWindowNeedsNoScrollingAcross() throws IOException {
        try (Browser.Tab tab = browser.open(page(), "", 390, ColorScheme.LIGHT)) {
            for (String each : TABS) {
                tab.tab(each);
                assertThat((Integer) tab.page().evaluate("document.documentElement.scrollWidth"))
                        .as(each)
                        .isLessThanOrEqualTo(390);
                tab.picture("narrow-" + each);
            }
        }
    }

    @Test
    void whatIfIsWhatTheModelSays() throws IOException {
        GcPicture picture = GcPicture.of(GcFile.read(before));
        try (Browser.Tab tab = browser.open(page(), "tab=gc")) {
            GcModel model = picture.model().orElse(null);
            if (model == null) { // too few collections on a slow machine: the page has to say so
                assertThat(tab.text("main")).contains("no model");
                return;
            }
            assertExpected(tab, "alloc", "40", model.withAllocationCut(0.4));
            assertExpected(tab, "alloc", "90", model.withAllocationCut(0.9));
            long limit = picture.heapLimitBytes().orElseThrow();
            assertExpected(tab, "heap", "400", model.withHeap(4 * limit));
        }
    }

    private static void assertExpected(Browser.Tab tab, String slider, String value, Expected expected) {
        tab.page().fill("#if-" + slider, value);
        double seconds = expected.intervalSeconds();
        assertThat(tab.number("#then-" + slider, "data-seconds")).isCloseTo(seconds, within(seconds / 1000));
        expected.cost()
                .ifPresent(cost ->
                        assertThat(tab.number("#then-" + slider, "data-share")).isCloseTo(cost.share(), within(1e-5)));
    }

    @Test
    void columnsAddUpAndShapesAreThoseOfTheReports() throws IOException {
        Profile profile = ProfileFile.read(before);
        Options all = Options.defaults().with("trim", "false");
        Map<String, String> expected = new HashMap<>();
        for (Quadrants.Row row : Quadrants.of(profile, "", all).rows()) {
            if (row.allocated().bytes() > 0) {
                expected.put(row.name(), row.shape().toString());
            }
        }
        try (Browser.Tab tab = browser.open(page(), "tab=top")) {
            for (int type = 0; type < profile.sampleTypes().size(); type++) {
                Number sum = (Number) tab.page()
                        .evaluate(
                                "type => JSON.parse(document.querySelector('#data').textContent)"
                                        + ".samples.values[type].reduce((a, b) => a + b)",
                                type);
                assertThat(sum.longValue()).isEqualTo(profile.total(type));
            }
            Map<?, ?> shown = (Map<?, ?>) tab.page()
                    .evaluate("Object.fromEntries([...document.querySelectorAll('#top tbody tr')].map(row =>"
                            + " [row.querySelector('.name').textContent,"
                            + " row.querySelector('.chip')?.textContent ?? 'both']))");
            shown.keySet().retainAll(expected.keySet());
            assertThat(shown).hasSizeGreaterThan(50);
            shown.forEach((name, shape) -> assertThat(shape).as((String) name).isEqualTo(expected.get(name)));
        }
    }

    @Test
    void aServedPageRefreshesPausesGoesBackAndTakesFiles() throws IOException {
        String file = Files.readString(page());
        String begin = "<script type=\"application/json\" id=\"data\">";
        String json =
                file.substring(file.indexOf(begin) + begin.length(), file.indexOf("</script>", file.indexOf(begin)));
        String live = "\"live\":{\"refreshSeconds\":1,\"shown\":\"2\",\"uploads\":true,\"snapshots\":["
                + "{\"id\":\"1\",\"epochMillis\":1000,\"title\":\"first\"},"
                + "{\"id\":\"2\",\"epochMillis\":2000,\"title\":\"second\"}]}";
        assertThat(json).contains("\"live\":null");
        String second = json.replace("\"live\":null", live);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token/", exchange -> {
            String target = exchange.getRequestURI().toString().substring("/token/".length());
            asked.add(exchange.getRequestMethod() + " " + target);
            exchange.getRequestBody().readAllBytes();
            String first = second.replace("\"shown\":\"2\"", "\"shown\":\"1\"");
            byte[] body = target.isEmpty()
                    ? Page.served()
                    : (target.endsWith("at=1") ? first : second).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (Browser.Tab tab =
                browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/token/")) {
            assertThat(tab.text(".live")).contains("second", "2 of 2");
            tab.page().waitForCondition(() -> Collections.frequency(asked, "GET data.json") > 2);
            tab.page().click("#pause");
            tab.page().fill("#history", "0");
            tab.page().waitForSelector(".live >> text=first");
            assertThat(asked).contains("GET data.json?at=1");
            tab.page().evaluate(DROP);
            tab.page().waitForCondition(() -> asked.contains("POST upload?name=a%20b.pb.gz"));
            tab.picture("served");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void hostileNamesAreShownAndDoNotRun() throws Exception {
        String attack = "</script><img src=x onerror=alert(1)>";
        String line = "\u2028alert(2)\u2029";
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(ALLOCATED)
                .withComments(List.of("comment " + attack))
                .withTime(1, 1));
        Function function = new Function("com.acme." + attack + ".run", "", "com/acme/<b>" + attack + ".java", 1);
        Function other = new Function("com.acme.Orders." + line, "", "__proto__", 1);
        int leaf = builder.location(builder.function(function), 3);
        int root = builder.location(builder.function(other), 4);
        int labels = builder.labels(List.of(Label.of("class", "<!--<script>alert(3)")));
        builder.add(builder.stack(new int[] {leaf, root}, 2), labels, 10, 1000);
        builder.add(builder.stack(new int[] {root}, 1), 0, 1, 5000);
        Path page = page("hostile", builder.build(), "-source=all");
        try (Browser.Tab tab = browser.open(page, "tab=top")) {
            assertThat(tab.text("header")).contains(attack);
            assertThat(tab.text("#top")).contains("onerror=alert(1)>", "<!--<script>alert(3)");
            for (String each : TABS) {
                tab.tab(each);
                tab.picture("hostile-" + each);
            }
            assertThat(tab.page().locator("img").count()).isZero();
        }
    }

    @Test
    void thirtyThousandSamplesAreReadySoonAndZoomWithoutAStutter() throws Exception {
        Path page = page("large", large());
        try (Browser.Tab tab = browser.open(page, "tab=flame")) {
            double nodes = tab.number("#flame", "data-nodes");
            double ready = ((Number) tab.page().evaluate("Number(document.documentElement.dataset.readyMillis)"))
                    .doubleValue();
            assertThat(nodes).isGreaterThan(100_000);
            tab.page().evaluate(FRAMES);
            tab.page().focus("#flame");
            for (int i = 0; i < 8; i++) {
                tab.page().keyboard().press("ArrowDown");
                tab.page().keyboard().press("Enter");
                tab.page().waitForTimeout(250);
            }
            tab.page().keyboard().press("Escape");
            tab.page().waitForTimeout(250);
            double[] frames = ((List<?>) tab.page().evaluate("globalThis.frameMillis"))
                    .stream()
                            .mapToDouble(each -> ((Number) each).doubleValue())
                            .sorted()
                            .toArray();
            double median = frames[frames.length / 2];
            System.out.printf(
                    "30,000 samples, %.0f frames, %.1f MB: ready in %.0f ms; %d frames while zooming, p50 %.1f ms, max %.1f ms%n",
                    nodes, Files.size(page) / 1e6, ready, frames.length, median, frames[frames.length - 1]);
            assertThat(ready).isLessThan(1000 * BUSY);
            assertThat(median).isLessThan(FRAME_MILLIS * BUSY);
            tab.picture("large-flame");
        }
    }

    /** Samples over more than 100,000 nodes of stacks. */
    private static Profile large() {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(ALLOCATED));
        Random random = new Random(42);
        int[] locations = new int[5000];
        for (int i = 0; i < locations.length; i++) {
            String owner = (i % 3 == 0 ? "com.acme.shop.Part" : "java.util.Library") + i / 10;
            Function function = new Function(owner + ".method" + i % 10, "", owner.replace('.', '/') + ".java", 1);
            locations[i] = builder.location(builder.function(function), 10 + i % 90);
        }
        for (int i = 0; i < 30_000; i++) {
            int way = random.nextInt(1 << 12); // forks at each second frame
            int[] stack = new int[28];
            for (int k = 0; k < stack.length; k++) {
                int fromRoot = stack.length - 1 - k;
                int forks = fromRoot < 25 ? way >> (12 - fromRoot / 2) : random.nextInt(1 << 20);
                stack[k] = locations[(fromRoot * 977 + forks * 31) % locations.length];
            }
            long objects = 1L + random.nextInt(1000);
            builder.add(builder.stack(stack, stack.length), 0, objects, objects * (16 + random.nextInt(500)));
        }
        return builder.build();
    }

    @Test
    void aProfileWithoutObjectsSaysWhatItDoesNotKnow() throws Exception {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(new ValueType("cpu", "nanoseconds"))));
        int main = builder.location(builder.function(new Function("main.main", "", "main.go", 1)), 3);
        builder.add(builder.stack(new int[] {main}, 1), 0, 2_000_000_000L);
        try (Browser.Tab tab = browser.open(page("cpu", builder.build()), "tab=quadrants")) {
            assertThat(tab.text("main")).contains("this source does not have both", "cpu");
            tab.tab("top");
            assertThat(tab.text("#top")).contains("2.00s", "main.main");
            tab.tab("advice");
            assertThat(tab.text("main")).contains("There is no advice");
            tab.tab("gc");
            assertThat(tab.text("main")).contains("does not say what was collected");
        }
    }

    @Test
    void theSourceThatIsLeftOutIsLeftOut() throws Exception {
        Path none = report(folder.resolve("none.html"), SOURCES, "-source=none", before.toString());
        assertThat(Files.readString(none)).doesNotContain("package dev.edenscope.examples");
        try (Browser.Tab tab = browser.open(none, "tab=source")) {
            assertThat(tab.text("main")).contains("left out of this page");
            assertThat(tab.text("#contents")).contains("Source text: left out");
        }
    }

    @Test
    @Tag("shared")
    void theLargestRealProfilesOpen() throws Exception {
        String named = System.getProperty("eden.shared.data", System.getenv("EDEN_SHARED_DATA"));
        Path data = named == null ? Installed.root().resolve("../shared/data").normalize() : Path.of(named);
        if (!Files.isDirectory(data)) {
            System.out.println("SKIPPED: no real files in " + data + " (set EDEN_SHARED_DATA)");
        }
        assumeTrue(Files.isDirectory(data), "no real files in " + data);
        for (String largest : List.of("pprof/google-pprof/large.cpu", "jfr/other/java-memoryleaks.jfr")) {
            Path page =
                    report(folder.resolve("shared.html"), data.resolve(largest).toString());
            try (Browser.Tab tab = browser.open(page, "")) {
                for (String each : TABS) {
                    tab.tab(each);
                    tab.picture("shared-" + largest.substring(largest.lastIndexOf('.') + 1) + "-" + each);
                }
            }
        }
    }
}
