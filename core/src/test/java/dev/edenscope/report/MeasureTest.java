package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MeasureTest {
    @Test
    void bytesAndTimesAreScaledToTheUnitThatFits() {
        assertThat(Measure.label(0, "bytes")).isEqualTo("0");
        assertThat(Measure.label(1, "bytes")).isEqualTo("1B");
        assertThat(Measure.label(1536, "bytes")).isEqualTo("1.50kB");
        assertThat(Measure.label(-2048, "Bytes")).isEqualTo("-2kB");
        assertThat(Measure.label(1L << 50, "byte")).isEqualTo("1PB");
        assertThat(Measure.label(Long.MAX_VALUE, "bytes")).isEqualTo("8192PB");
        assertThat(Measure.label(Long.MIN_VALUE, "bytes")).isEqualTo("-9223372036854775808B");
        assertThat(Measure.label(90_000, "ms")).isEqualTo("90s");
        assertThat(Measure.label(7_200_000_000_000L, "nanoseconds")).isEqualTo("2hrs");
        assertThat(Measure.label(42, "count")).isEqualTo("42");
        assertThat(Measure.label(42, "widgets", "furlongs")).isEqualTo("42furlongs");
        assertThat(Measure.label(5, "bytes", "seconds")).isEqualTo("5B");
    }

    @Test
    void halvesOfTheExactValueGoToTheEvenDigit() {
        assertThat(Measure.label(128, "bytes", "kb")).isEqualTo("0.12kB"); // 0.125
        assertThat(Measure.label(384, "bytes", "kb")).isEqualTo("0.38kB"); // 0.375
        assertThat(Measure.label(1, "bytes", "MB")).isEqualTo("0");
    }

    @Test
    void roundingIsThatOfExactDecimals() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long bytes = random.nextLong() >>> random.nextInt(40);
            String exact = new BigDecimal(bytes)
                    .divide(new BigDecimal(1 << 10))
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .toPlainString();
            if (Math.abs(bytes) < 1L << 53) {
                String expected = exact.endsWith(".00") ? exact.substring(0, exact.length() - 3) : exact;
                assertThat(Measure.label(bytes, "bytes", "kB"))
                        .isEqualTo(expected.equals("0") || expected.equals("-0") ? "0" : expected + "kB");
            }
        }
    }

    @Test
    void percentagesHaveTwoDigitsOrThreePlaces() {
        assertThat(Measure.percentage(1, 0)).isEqualTo("    0%");
        assertThat(Measure.percentage(0, 5)).isEqualTo("    0%");
        assertThat(Measure.percentage(5, 5)).isEqualTo("  100%");
        assertThat(Measure.percentage(9996, 10000)).isEqualTo("  100%");
        assertThat(Measure.percentage(1, 3)).isEqualTo("33.33%");
        assertThat(Measure.percentage(-1, 3)).isEqualTo("33.33%");
        assertThat(Measure.percentage(3, 1)).isEqualTo("300.00%");
        assertThat(Measure.percentage(89, 10000)).isEqualTo(" 0.89%");
        assertThat(Measure.percentage(9, 1000)).isEqualTo("  0.9%");
        assertThat(Measure.percentage(9999, 1000000)).isEqualTo("    1%");
        assertThat(Measure.percentage(1, 1_000_000)).isEqualTo("0.0001%");
        assertThat(Measure.percentage(12, 100_000_000)).isEqualTo("1.2e-05%");
        assertThat(Measure.percentage(1, 100_000_000_000_000L)).isEqualTo("1e-12%");
    }

    @Test
    void timesCarryTheZonesAbbreviationOfTheTime() {
        Instant winter = Instant.parse("2024-01-15T12:00:00Z");
        Instant summer = Instant.parse("2024-07-15T12:00:05Z");
        assertThat(LocalTime.format(winter, ZoneId.of("UTC"))).isEqualTo("2024-01-15 12:00:00 UTC");
        assertThat(LocalTime.format(winter, ZoneId.of("Europe/Berlin"))).isEqualTo("2024-01-15 13:00:00 CET");
        assertThat(LocalTime.format(summer, ZoneId.of("Europe/Berlin"))).isEqualTo("2024-07-15 14:00:05 CEST");
        assertThat(LocalTime.format(summer, ZoneId.of("America/New_York"))).isEqualTo("2024-07-15 08:00:05 EDT");
        assertThat(LocalTime.format(Instant.parse("2060-07-15T12:00:05Z"), ZoneId.of("America/New_York")))
                .isEqualTo("2060-07-15 08:00:05 EDT");
    }

    @Test
    void pathsAreCleanedAndTrimmedByTheirTextAlone() {
        assertThat(Names.clean("a/b.c")).isEqualTo("a/b.c");
        assertThat(Names.clean("./a//b/../c/")).isEqualTo("a/c");
        assertThat(Names.clean("/../a")).isEqualTo("/a");
        assertThat(Names.clean("../a/..")).isEqualTo("..");
        assertThat(Names.clean("a/..")).isEqualTo(".");
        assertThat(Names.base("/usr/bin/java")).isEqualTo("java");
        assertThat(Names.base("/usr/bin/")).isEqualTo("bin");
        assertThat(Names.base("/")).isEqualTo("/");
        assertThat(Names.trimmed("/ci/build/shop/src/A.java", "", "/home/me/shop"))
                .isEqualTo("src/A.java");
        assertThat(Names.trimmed("/ci/build/shop/src/A.java", "/ci/build/shop/src", "/x"))
                .isEqualTo("A.java");
        assertThat(Names.trimmed("/proc/self/cwd/A.java", "", "")).isEqualTo("A.java");
    }
}
