package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium. What a page says on its console, and what it asks for, is kept. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getProperty("eden.browser", "/usr/bin/chromium"));
    private static final Path PICTURES = Installed.root().resolve("cli/target/screenshots");

    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    Browser() {
        assertThat(CHROMIUM)
                .as(
                        "the browser tests need Chromium: apt-get install chromium, or -Deden.browser=PATH; without one leave"
                                + " them out with -Deden.excluded.groups=soak,browser")
                .isExecutable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(ARGUMENTS));
    }

    @Override
    public void close() {
        playwright.close();
    }

    Tab open(Path file, String address) {
        return open(file, address, 1280, ColorScheme.LIGHT);
    }

    Tab open(Path file, String address, int width, ColorScheme colours) {
        return new Tab(browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(colours)))
                .show(file.toUri() + "#" + address);
    }

    /** A page that is served: it may ask for what is below its address. */
    Tab open(String url) {
        return new Tab(browser.newContext()).show(url + "#");
    }

    /** A tab of the browser; closing it asserts that it was quiet and asked nobody for anything. */
    static final class Tab implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> said = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private String address = "";

        private Tab(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
            page.onPageError(error -> said.add("error: " + error));
            page.onDialog(dialog -> {
                said.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            page.onRequest(request -> asked.add(request.url()));
        }

        private Tab show(String url) {
            address = url.substring(0, url.indexOf('#'));
            page.navigate(url);
            page.waitForSelector("main");
            return this;
        }

        Page page() {
            return page;
        }

        String text(String selector) {
            return page.innerText(selector);
        }

        void tab(String name) {
            page.click("#tab-" + name);
            page.waitForSelector("main." + name);
        }

        double number(String selector, String attribute) {
            return Double.parseDouble(page.getAttribute(selector, attribute));
        }

        /** Keeps what it looks like as an artefact. */
        void picture(String name) throws java.io.IOException {
            Files.createDirectories(PICTURES);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }

        @Override
        public void close() {
            context.close();
            assertThat(said).as("console").isEmpty();
            boolean served = address.startsWith("http");
            assertThat(asked)
                    .allMatch(
                            url -> url.startsWith("data:") || (served ? url.startsWith(address) : url.equals(address)));
        }
    }
}
