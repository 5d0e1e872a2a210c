package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdviceTest {
    private static final String BOXES = "1000 16 java.lang.Integer java.lang.Integer.valueOf com.acme.Shop.sell:12\n";
    private static final String OTHER = "4000 21 com.acme.Item com.acme.Shop.list:40\n";

    @TempDir
    Path folder;

    @Test
    void theLineToBlameIsTheInnermostOfTheApplication() {
        Advice advice = Recorded.advice("""
                1000 16 java.lang.Integer java.lang.Integer.valueOf com.acme.Shop.sell:12 com.acme.Shop.run:3
                10 16 java.lang.Integer java.lang.Integer.valueOf org.apache.commons.Lib.go:9 com.acme.Shop.run:4
                """);
        assertThat(Recorded.findings(advice)).containsExactly("boxing Shop.java:12");
    }

    @Test
    void gainsAreSharesOfTheWhole() {
        Advice advice = Recorded.advice(BOXES + OTHER);
        Gain gain = advice.findings().get(0).gain();
        assertThat(gain.byteShare()).isCloseTo(0.16, within(1e-9));
        assertThat(gain.objectShare()).isCloseTo(0.2, within(1e-9));
        assertThat(gain.intervalFactor()).isCloseTo(1 / 0.84, within(1e-9));
        assertThat(advice.findings().get(0).shape()).isEqualTo(Shape.BOTH);
    }

    @Test
    void whatIsColdIsLeft() {
        Advice advice = Recorded.advice("9 16 java.lang.Long java.lang.Long.valueOf com.acme.Shop.sell:12\n" + OTHER);
        assertThat(advice.findings()).isEmpty();
        assertThat(Recorded.left(advice))
                .containsExactly("boxing Shop.java:12: cold: below 1 % of bytes and of objects");
        assertThat(AdviceText.of(advice, 20, false))
                .contains("Nothing to change")
                .doesNotContain("Shop.java:12");
        assertThat(AdviceText.of(advice, 20, true)).contains("Shop.java:12  boxing");
    }

    @Test
    void whatIsKeptIsNoScratchBuffer() {
        String made = " 4112 byte[] com.acme.Shop.read:7\n";
        assertThat(Recorded.findings(Recorded.advice("100" + made))).containsExactly("scratch-buffer Shop.java:7");
        assertThat(Recorded.left(Recorded.advice("100/90" + made)))
                .containsExactly("scratch-buffer Shop.java:7: these arrays are kept: there is nothing to use again");
    }

    @Test
    void whatSeveralRulesSayOfALineIsOneFindingAndCountedOnce() {
        Advice advice = Recorded.advice("""
                1000 100 java.util.Formatter java.util.Formatter.format java.lang.String.format com.acme.Shop.name:5
                1000 24 java.lang.Long java.lang.Long.valueOf com.acme.Shop.name:5
                1000 144 byte[] java.util.Arrays.copyOf java.lang.String.encode java.lang.String.getBytes com.acme.Shop.name:5
                """);
        assertThat(Recorded.findings(advice))
                .containsExactly("string-bytes-copy Shop.java:5", "string-format Shop.java:5");
        assertThat(advice.findings()).hasSize(1);
        assertThat(advice.gain().byteShare()).isCloseTo(1, within(1e-9));
    }

    @Test
    void anExceptionIsBlamedOnWhoThrowsIt() {
        Advice advice = Recorded.advice("100 64 long[] java.lang.Throwable.fillInStackTrace"
                + " java.lang.Throwable.<init> com.acme.Sold.<init>:3 com.acme.Shop.sell:8\n");
        assertThat(Recorded.findings(advice)).containsExactly("exception-flow Shop.java:8");
    }

    @Test
    void whereCallsWereCountedItIsSaidPerCall() {
        Profile profile = Recorded.profile(BOXES + OTHER);
        Profile counted =
                profile.withHeader(profile.header().withComments(List.of("calls: 400 of com.acme.Api.handle")));
        Advice advice = Recorded.advice(counted, folder, Rules.ALL);
        assertThat(AdviceText.of(advice, 20, false))
                .contains("1 finding, of 5k objects/s, 98kB/s; 12.50 objects, 250B a call of Api.handle; all of them")
                .contains(
                        "1k objects/s, 16kB/s (20 % of objects, 16 % of bytes), both; 2.50 objects, 40B a call of Api.handle");
        assertThat(AdviceJson.of(advice, 20, false))
                .contains("\"per\":{\"method\":\"com.acme.Api.handle\",\"calls\":400}")
                .contains("\"objectsPerCall\":2.5,\"bytesPerCall\":40,");
    }

    @Test
    void whatIsSaidInEveryFormat() throws IOException {
        Path source = Files.createDirectories(folder.resolve("com/acme")).resolve("Shop.java");
        Files.writeString(source, """
                package com.acme;

                final class Shop {
                    static String name(int shelf, String sku) {
                        return String.format("%d-%s", shelf, sku); // the key
                    }
                }
                """);
        Advice advice = Recorded.advice(
                "1000 100 java.util.Formatter java.util.Formatter.format java.lang.String.format com.acme.Shop.name:5\n"
                        + OTHER,
                folder);
        assertThat(AdviceText.of(advice, 20, false)).isEqualTo("""
                GC: not in this source, so whether it is the problem is not known; -gc=FILE takes a GC log
                why: not in this source; eden record -o FILE.eden keeps what the JIT made of each place
                1 finding, of 5k objects/s, 180kB/s; all of them together take off 20 % of objects, 54 % of bytes; GC interval x 2.19

                1. string-format  Shop.java:5  Shop.name
                   1k objects/s, 98kB/s (20 % of objects, 54 % of bytes), few-big
                   cause   The pattern is parsed for each text, and makes a Formatter, its parts, the arguments' array and boxes.
                   fix     Concatenate: a String and its bytes are left.
                           - return String.format("%d-%s", shelf, sku);
                           + return shelf + "-" + sku;
                   gain    20 % of objects, 54 % of bytes; GC interval x 2.19; confidence high
                   but     %d, %f and dates follow the locale, a concatenation does not; widths and padding have to be written out.
                   verify  record again under the same load; eden list -alloc_space 'Shop.name' AFTER.eden should show next to nothing
                           left there
                """);
        assertThat(AdviceMarkdown.of(advice, 20, false))
                .contains("## 1. string-format at `Shop.java:5`")
                .contains("```diff\n- return String.format(\"%d-%s\", shelf, sku);\n+ return shelf");
        assertThat(AdviceJson.of(advice, 20, true))
                .contains("{\"gc\":null,\"total\":{\"objects\":5000,\"bytes\":184000,\"seconds\":1,\"per\":null}")
                .contains("\"findings\":[{\"rule\":\"string-format\",\"file\":\"com/acme/Shop.java\",\"line\":5,"
                        + "\"method\":\"com.acme.Shop.name\",\"className\":\"java.util.Formatter\"")
                .contains(
                        "\"objectsPerSecond\":1000,\"bytesPerSecond\":100000,\"objectsPerCall\":null,\"bytesPerCall\":null,\"share\":{\"objects\":0.2,\"bytes\":0.54")
                .contains("\"verdict\":null")
                .contains("\"left\":[]");
        assertThat(AdviceSarif.of(advice, 20, List.of(folder.toString()), "1"))
                .contains("\"version\":\"2.1.0\"")
                .contains("\"ruleId\":\"string-format\",\"ruleIndex\":0,\"level\":\"warning\"")
                .contains("\"uri\":\"" + source + "\"")
                .contains("\"startLine\":5");
    }
}
