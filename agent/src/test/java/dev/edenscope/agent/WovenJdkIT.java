package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The JDK with a counter in every method: its class files have all shapes that there are. */
@Tag("jvm")
final class WovenJdkIT {
    @Test
    void everyMethodOfTheJdkIsVerifiedWithACounterInItAndWorks() throws InterruptedException {
        try (Child child = Child.of(List.of(
                Jdk.java(),
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+BytecodeVerificationLocal", // of the JDK's classes too
                Jdk.agent("interval=1024m"),
                "-cp",
                Jdk.testClasses(),
                "dev.edenscope.agent.WovenEverywhere",
                "java.base",
                "jdk.compiler"))) {
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err()).isEmpty();
            int loaded = Integer.parseInt(child.await("loaded "));
            int linked = Integer.parseInt(child.await("linked "));
            int woven = Integer.parseInt(child.await("woven "));
            Jdk.report(
                    "WovenJdkIT",
                    woven + " classes woven, " + loaded + " of them when they were loaded, " + linked + " linked");
            assertThat(child.out()).contains("compiled");
            assertThat(loaded).isGreaterThan(300);
            assertThat(linked).isGreaterThan(5000);
            assertThat(woven).isGreaterThan(linked * 3 / 4); // others have no code, or are the counter's own
            assertThat(Long.parseLong(child.await("calls "))).isGreaterThan(1_000_000);
        }
    }
}
