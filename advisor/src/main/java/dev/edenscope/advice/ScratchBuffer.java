package dev.edenscope.advice;

import dev.edenscope.why.Cause;
import dev.edenscope.why.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A buffer that is made for each use, filled, and dropped. */
final class ScratchBuffer implements Rule {
    private static final Set<String> BUFFERS =
            Set.of("byte[]", "char[]", "int[]", "long[]", "double[]", "float[]", "short[]");
    private static final String[] ENTRIES = {
        "java.nio.ByteBuffer.allocate",
        "java.nio.CharBuffer.allocate",
        "java.io.BufferedInputStream.<init>",
        "java.io.BufferedOutputStream.<init>",
        "java.io.BufferedReader.<init>",
        "java.io.BufferedWriter.<init>",
        "java.io.InputStreamReader.<init>",
        "java.io.OutputStreamWriter.<init>",
        "java.io.PrintWriter.<init>"
    };
    /** Smaller ones are cheaper to make than to keep. */
    private static final long LEAST_BYTES = 1024;
    /** Larger ones are another matter: most collectors give them regions of their own. */
    private static final long MOST_BYTES = 512 << 10;

    private static final double LEAST_A_SECOND = 10;

    @Override
    public String id() {
        return "scratch-buffer";
    }

    @Override
    public String title() {
        return "a buffer made for each use";
    }

    @Override
    public String caveat() {
        return "A kept buffer still holds what was there before: use only what was written. A ThreadLocal is wrong on virtual threads.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> buffers = scene.where(ScratchBuffer::isBuffer);
        Traffic traffic = Traffic.of(buffers);
        double seconds = scene.recording().seconds();
        if (buffers.isEmpty() || isKept(scene) || (seconds > 0 && traffic.objects() / seconds < LEAST_A_SECOND)) {
            return Optional.empty();
        }
        if (!traffic.isShortLived()) {
            return traffic.isLongLived()
                    ? Optional.of(Hint.leave(this, buffers, "these arrays are kept: there is nothing to use again"))
                    : Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(buffers, 1),
                "Some " + Units.bytes(traffic.bytesPerObject())
                        + " are made, cleared and dropped each time the line runs.",
                "Let the caller pass the buffer in, or keep one for each worker, dropped when it has grown beyond a limit; "
                        + "a pool only if there is no such place.",
                List.of(),
                Confidence.MEDIUM));
    }

    /** Whether the method gives its array away or keeps it: others may work with it still. */
    private static boolean isKept(Scene scene) {
        return scene.uses(type -> type.endsWith("[]"))
                .map(uses -> uses.stream().anyMatch(Use::isEscape))
                .orElse(false);
    }

    private static boolean isBuffer(Allocation allocation) {
        long size = allocation.traffic().bytesPerObject();
        return BUFFERS.contains(allocation.className())
                && (allocation.isDirect() || allocation.entersBy(ENTRIES))
                && size >= LEAST_BYTES
                && size < MOST_BYTES
                && !isGivenAway(allocation);
    }

    /** Whether the array is what the method is for. */
    private static boolean isGivenAway(Allocation allocation) {
        return allocation
                .site()
                .filter(site -> !site.causes().isEmpty())
                .map(site -> site.causes().get(0).kind())
                .filter(kind -> kind == Cause.Kind.RETURNED || kind == Cause.Kind.STATIC)
                .isPresent();
    }
}
