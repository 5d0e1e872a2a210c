package dev.edenscope.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is known of a place so far: what samples say of it, and its copies in compiled code. */
final class Findings {
    private final Place place;
    private final Set<Cause> causes = new LinkedHashSet<>();
    private final Set<Allocations.Allocation> sampled = new HashSet<>();
    private final Set<Verdict> others = EnumSet.noneOf(Verdict.class);
    private int copies;
    private int kept;
    private long objects;
    private long bytes;

    Findings(Place place) {
        this.place = place;
    }

    void addSample(long moreObjects, long moreBytes) {
        objects += moreObjects;
        bytes += moreBytes;
    }

    /** Samples come from an allocation in compiled code; whether it was not known. */
    boolean addSampled(Allocations.Allocation allocation) {
        return sampled.add(allocation);
    }

    void addCauses(List<Cause> more) {
        causes.addAll(more);
    }

    /** A copy in compiled code that makes the object. */
    void addKept(List<Cause> why) {
        copies++;
        kept++;
        if (sampled.isEmpty()) {
            causes.addAll(why);
        }
    }

    /** A copy in compiled code that does without. */
    void addOther(Verdict verdict) {
        copies++;
        others.add(verdict);
    }

    /** What became of samples that no compiled code accounts for. */
    void addUnaccounted(Verdict verdict) {
        others.add(verdict);
    }

    Site site() {
        // A method that is inlined everywhere stays compiled by itself as well, from before its callers were: where
        // other
        // copies do without the object and no sample was taken, nobody comes to the copy that makes it.
        boolean heap = !sampled.isEmpty() || !others.contains(Verdict.DOES_NOT_ESCAPE);
        List<Cause> all = heap ? new ArrayList<>(causes) : new ArrayList<>();
        int onHeap = Math.max(sampled.size(), kept);
        all.sort(Comparator.comparing((Cause cause) -> !cause.kind().isEscape()));
        return new Site(
                place.file(),
                place.line(),
                place.method(),
                place.className(),
                place.maker(),
                verdict(all, heap && onHeap > 0),
                all,
                onHeap,
                Math.max(sampled.size(), copies),
                objects,
                bytes);
    }

    private Verdict verdict(List<Cause> all, boolean heap) {
        if (!all.isEmpty()) {
            return all.get(0).kind().isEscape() ? Verdict.ESCAPES : Verdict.NOT_SCALAR_REPLACED;
        }
        if (heap) {
            return Verdict.NO_CAUSE;
        }
        return others.contains(Verdict.DOES_NOT_ESCAPE)
                ? Verdict.DOES_NOT_ESCAPE
                : others.stream().findFirst().orElse(Verdict.NOT_COMPILED);
    }
}
