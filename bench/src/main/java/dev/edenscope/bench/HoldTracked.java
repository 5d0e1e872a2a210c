package dev.edenscope.bench;

import dev.edenscope.agent.Inside;
import dev.edenscope.profile.Profile;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps nearly 64 Ki arrays and makes garbage: {@code HoldTracked SECONDS none|quiet|sampled}, where quiet garbage is not
 * sampled. Prints the uptime from which on pauses count.
 */
final class HoldTracked {
    private static final int COUNT = 65_000;
    private static final int BYTES = (16 << 10) - 16;

    private static final long SLOT_NANOS = 10_000_000;
    private static final int SLOT_BYTES = 8 << 20;

    @SuppressWarnings("UnusedVariable") // written so that the JIT cannot remove what is allocated
    private static volatile Object sink;

    private HoldTracked() {}

    public static void main(String[] args) {
        Object[] kept = new Object[COUNT];
        for (int i = 0; i < COUNT; i++) {
            kept[i] = new byte[BYTES];
        }
        long seconds = Long.parseLong(args[0]);
        Runnable garbage = () -> {
            churn(TimeUnit.SECONDS.toNanos(2));
            long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
            churn(TimeUnit.SECONDS.toNanos(seconds));
            System.out.printf(Locale.ROOT, "from=%.3f%n", uptime / 1e3);
        };
        if (args[1].equals("quiet")) {
            Inside.quietly(garbage);
        } else {
            garbage.run();
        }
        if (!args[1].equals("none")) {
            Profile profile = Inside.profile();
            System.out.println("tracked=" + Seen.facts(profile.comments()).get("tracked"));
        }
        System.out.println("kept=" + kept.length);
    }

    /** 800 MB/s, so that all set-ups have as many pauses. */
    private static void churn(long nanos) {
        long begin = System.nanoTime();
        for (long next = begin; next < begin + nanos; next += SLOT_NANOS) {
            long wait;
            while ((wait = next - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
            for (int bytes = 0; bytes < SLOT_BYTES; bytes += 256) {
                sink = new byte[240];
            }
        }
    }
}
