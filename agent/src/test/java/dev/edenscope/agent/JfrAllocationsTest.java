package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jvm")
final class JfrAllocationsTest {
    private static final String TAKE = "dev.edenscope.agent.Orders.take";
    private JfrAllocations capture;

    @BeforeEach
    void start() {
        capture = JfrAllocations.start(Settings.parse(""), "for a test");
    }

    @AfterEach
    void stop() {
        capture.stop();
        Orders.forget();
    }

    /** For two seconds, as what a burst allocates after the last sample that the second allows is not seen. */
    private static void steadily(long bytes) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Orders.take(bytes / 100);
            Thread.sleep(20);
        }
    }

    @Test
    void itsProfileHasExactlyOneType() throws InterruptedException {
        steadily(200_000_000);
        Profile profile = capture.profile();
        profile.check();
        assertThat(profile.sampleTypes()).containsExactly(ValueType.ALLOC_SPACE);
        assertThat(Sums.of(profile, "alloc_space", TAKE, Orders.line("take")))
                .isCloseTo(203_200_000L, within(30_000_000L));
        assertThat(profile.comments())
                .anyMatch(comment -> comment.contains("objects and in-use are not known"))
                .contains("the sampler could not be used: for a test");
        assertThat(profile.functions())
                .anySatisfy(function -> assertThat(function.filename()).isEqualTo("dev/edenscope/agent/Orders.java"));
    }

    @Test
    void aWindowHoldsWhatWasAllocatedInIt() throws InterruptedException {
        steadily(300_000_000);
        Supplier<Profile> window = capture.window(false);
        steadily(100_000_000);
        Profile profile = window.get();
        assertThat(Sums.of(profile, "alloc_space", TAKE, 0)).isCloseTo(101_600_000L, within(30_000_000L));
        assertThat(profile.header().durationNanos()).isPositive();
    }

    @Test
    void itsPagesLeaveOutWhatItCannotKnow() {
        Orders.take(50_000_000);
        Gc gc = Gc.start(true, true);
        try {
            Pages pages = new Pages(capture, gc, Settings.parse(""));
            assertThat(pages.handle("heap", "").status()).isEqualTo(200);
            assertThat(pages.handle("allocs", "seconds=1").status()).isEqualTo(200);
            Response text = pages.handle("heap", "debug=1");
            assertThat(text.status()).isEqualTo(501);
            assertThat(new String(text.body(), StandardCharsets.UTF_8)).contains("debug=1 needs objects and in-use");
        } finally {
            gc.stop();
        }
    }

    @Test
    void onceStoppedItSaysSo() {
        capture.stop();
        capture.stop();
        assertThatThrownBy(capture::profile)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the capture has been stopped");
    }
}
