package dev.edenscope.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page's file as it is checked in, and what is put into it. */
final class PageTest {
    private static final Path UI = Path.of(System.getProperty("eden.root"), "ui");
    private static final int MOST_BYTES = 150 << 10;
    private static final Pattern RUNS =
            Pattern.compile("<(script|style)( type=\"module\")?>(.*?)</\\1>", Pattern.DOTALL);

    private static MessageDigest sha256() throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256");
    }

    private static String served() {
        return new String(Page.served(), StandardCharsets.UTF_8);
    }

    @Test
    void theFileIsNotOlderThanItsSources() throws IOException, NoSuchAlgorithmException {
        MessageDigest hash = sha256();
        try (Stream<Path> page = Files.walk(UI.resolve("page"))) {
            List<String> names = Stream.concat(
                            page.filter(Files::isRegularFile),
                            Stream.of("package.json", "package-lock.json", "vite.config.js")
                                    .map(UI::resolve))
                    .map(file -> UI.relativize(file).toString())
                    .sorted()
                    .toList();
            for (String name : names) {
                hash.update((name + "\0").getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(UI.resolve(name)));
                hash.update((byte) 0);
            }
        }
        assertThat(served())
                .as("after a change in ui/page: npm ci && npm run build in ui, and commit the page with it")
                .contains("<meta name=\"sources\" content=\"" + HexFormat.of().formatHex(hash.digest()) + "\">");
    }

    @Test
    void nothingButItsOwnScriptAndStyleMayRun() throws NoSuchAlgorithmException {
        String page = served();
        assertThat(page).doesNotContain("unsafe-").contains("default-src 'none'");
        Matcher each = RUNS.matcher(page);
        int found = 0;
        while (each.find()) {
            byte[] hash = sha256().digest(each.group(3).getBytes(StandardCharsets.UTF_8));
            assertThat(page)
                    .contains(each.group(1) + "-src 'sha256-"
                            + Base64.getEncoder().encodeToString(hash) + "'");
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void onlyAServedPageMayAskAndOnlyItsServer() {
        assertThat(served()).contains("connect-src 'self'").doesNotContain("connect-src 'none'");
        assertThat(offline("null")).contains("connect-src 'none'").doesNotContain("connect-src 'self'");
    }

    @Test
    void namesCannotEndTheScriptThatTheyAreIn() {
        String hostile = "</script><script>alert(1)</script><!-- \u2028 \u2029";
        String page = offline("{\"title\":\"" + hostile + "\"}\n");
        assertThat(page)
                .doesNotContain("alert(1)</script>")
                .contains(
                        "{\"title\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u003c!-- \\u2028 \\u2029\"}");
    }

    @Test
    void anEmptyPageIsSmallAndHasTheLicencesOfItsLibraries() {
        assertThat(Page.served()).hasSizeLessThan(MOST_BYTES);
        assertThat(served())
                .contains("preact 11.2.0: Copyright", "prismjs 1.30.0: Copyright", "uplot 1.6.32: Copyright")
                .contains("Permission is hereby granted");
    }

    private static String offline(String json) {
        return new String(Page.offline(json), StandardCharsets.UTF_8);
    }
}
