package dev.edenscope.advice;

import dev.edenscope.advice.Growth.Extent;
import java.util.List;
import java.util.Optional;

/** A text that outgrows the 16 characters that its builder starts with. */
final class BuilderGrowth implements Rule {
    private static final String[] ENTRIES = {
        "java.lang.StringBuilder.append",
        "java.lang.StringBuilder.insert",
        "java.lang.StringBuffer.append",
        "java.lang.StringBuffer.insert",
        "java.io.StringWriter.write",
        "java.io.StringWriter.append"
    };
    private static final String[] GROWS = {
        "java.lang.AbstractStringBuilder.ensureCapacityInternal",
        "java.lang.AbstractStringBuilder.ensureCapacityNewCoder",
        "java.lang.AbstractStringBuilder.ensureCapacitySameCoder"
    };
    private static final double LEAST_WASTED = 0.2;

    @Override
    public String id() {
        return "builder-growth";
    }

    @Override
    public String title() {
        return "a StringBuilder that grows by copying";
    }

    @Override
    public String caveat() {
        return "The gain takes all texts to be about as long; of texts of very different length the long ones count.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> arrays =
                scene.where(each -> each.isOf("byte[]", "char[]") && each.entersBy(ENTRIES) && each.passes(GROWS));
        Traffic traffic = Traffic.of(arrays);
        Extent extent = Growth.TEXT.extent(traffic.bytesPerObject(), 1);
        if (arrays.isEmpty() || traffic.objects() <= 0) {
            return Optional.empty();
        }
        // The first of these arrays is itself a copy: at least that goes.
        double wasted = Math.max(extent.wasted(), LEAST_WASTED);
        return Optional.of(new Hint(
                this,
                Saving.of(arrays, wasted),
                "The builder starts with room for 16 characters and is copied each time it is full, up to some "
                        + extent.used() + " characters.",
                "Give it that room where it is made: new StringBuilder(" + roundUp(extent.used())
                        + "); or keep one builder, setLength(0) between texts.",
                List.of(),
                Confidence.MEDIUM));
    }

    /** To a multiple of 16, which is what the allocator gives anyway. */
    private static long roundUp(long slots) {
        return (slots + 15) / 16 * 16;
    }
}
