package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page that {@code eden web} serves, in a browser, on a JVM that runs. */
@Tag("browser")
final class WebPageIT {
    private static final String DROP = """
            ([name, content]) => {
                const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0))
                const dropped = new DataTransfer()
                dropped.items.add(new File([bytes], name))
                document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true }))
            }""";

    private static void drop(Page page, String name, byte[] content) {
        page.evaluate(DROP, List.of(name, Base64.getEncoder().encodeToString(content)));
    }

    private static void await(Page page, String text) {
        page.waitForFunction("text => document.querySelector('.live')?.innerText.includes(text)", text);
    }

    @Test
    void itIsKeptUpToDateHeldStillTakenBackAndTakesWhatIsDropped() throws Exception {
        byte[] sample = Files.readAllBytes(Installed.root().resolve("cli/src/main/archive/sample.pb.gz"));
        try (Browser browser = new Browser();
                Child shop = Installed.shop();
                Child web = Installed.start(List.of(), "web", "-every=1s", Long.toString(shop.pid()))) {
            String url = "http://127.0.0.1:" + web.await("http://127.0.0.1:");
            try (Browser.Tab tab = browser.open(url)) {
                Page page = tab.page();
                await(page, "every 1s");
                await(page, "(3 of 3)");
                page.click("#pause");
                await(page, "paused");
                String held = tab.text(".live");
                page.evaluate("""
                        () => {
                            const slider = document.querySelector('#history')
                            slider.value = '0'
                            slider.dispatchEvent(new Event('input', { bubbles: true }))
                            slider.dispatchEvent(new Event('change', { bubbles: true }))
                        }""");
                await(page, "(1 of ");
                assertThat(held).doesNotContain("(1 of ");
                tab.picture("web-history");

                drop(page, "yours.pb.gz", sample);
                await(page, "yours.pb.gz");
                page.click("#pause");
                await(page, "Shop (pid " + shop.pid() + ")");
            }
        }
    }
}
