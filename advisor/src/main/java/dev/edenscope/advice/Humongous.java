package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** Arrays so large that G1 gives each of them regions of its own. */
final class Humongous implements Rule {
    /** G1's largest region: half of it is humongous whatever the heap. */
    private static final long LARGEST_REGION = 32L << 20;

    @Override
    public String id() {
        return "humongous";
    }

    @Override
    public String title() {
        return "arrays larger than half a region";
    }

    @Override
    public String caveat() {
        return "-XX:G1HeapRegionSize makes them ordinary objects, at the price of coarser regions: a trade, no saving.";
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        long region = scene.recording().regionBytes().orElse(LARGEST_REGION);
        List<Allocation> arrays = scene.where(
                each -> each.className().endsWith("[]") && each.traffic().bytesPerObject() >= region / 2);
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        Traffic traffic =
                arrays.stream().map(Allocation::traffic).reduce(Traffic::plus).orElseThrow();
        if (traffic.isLongLived()) {
            return Optional.of(Hint.leave(this, arrays, "large, but they stay: they are made once"));
        }
        return Optional.of(new Hint(
                this,
                Saving.of(arrays, 1),
                "Arrays of " + Units.bytes((double) traffic.bytesPerObject()) + " are more than half a region of G1 ("
                        + Units.bytes((double) region)
                        + "): each takes whole regions among the old ones, and their number can start a collection.",
                "Keep one and use it again, or work in pieces of some 64 kB; make it no larger than it has to be.",
                List.of(),
                scene.recording().regionBytes().isPresent() ? Confidence.HIGH : Confidence.MEDIUM));
    }
}
