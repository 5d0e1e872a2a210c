package dev.edenscope.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which objects of some methods are on the heap in one of two recordings, and whether that has changed between them: the static half
 * of a proof that a change worked.
 *
 * <p>A place is recognised by its method, the class of the object, who makes it, and what the line does, not by the line's
 * number; where a line itself was changed, by its order among the changed ones.
 *
 * @param nanosBefore how long the older recording took, 0 where unknown
 * @param nanosAfter the same of the newer one
 * @param changes the places that are on the heap in at least one of them: by kind, most bytes first
 */
public record Escapes(long nanosBefore, long nanosAfter, List<Change> changes) {
    public Escapes {
        changes = List.copyOf(changes);
    }

    /** What became of a place. */
    public enum Kind {
        /** On the heap before; now C2 removes it, or the program no longer makes it. */
        GONE,
        /** On the heap now, and not before. */
        NEW,
        /** On the heap in both. */
        STILL,
        /** On the heap in one of them; of the other nothing can be said, mostly because C2 had not compiled it. */
        UNKNOWN
    }

    /**
     * A place in both recordings.
     *
     * @param before null where the older one has no such place
     * @param after null where the newer one has none
     */
    public record Change(Kind kind, Site before, Site after) {
        private long bytes() {
            return Math.max(before == null ? 0 : before.bytes(), after == null ? 0 : after.bytes());
        }
    }

    /** Compares the methods that either recording has samples of. */
    public static Escapes between(Evidence before, Evidence after) {
        Set<String> sampled = new HashSet<>(sampled(before));
        sampled.addAll(sampled(after));
        return between(before, after, method -> sampled.contains(Names.unnumbered(method)));
    }

    /** Compares the methods asked for, by name. Costs what {@link Why} of both does. */
    public static Escapes between(Evidence before, Evidence after, Predicate<String> methods) {
        Why old = Why.of(before, methods);
        Why now = Why.of(after, methods);
        List<Change> changes = new Comparison(before, old.sites(), after, now.sites()).changes();
        changes.sort(Comparator.comparing(Change::kind)
                .thenComparing(Comparator.comparingLong(Change::bytes).reversed()));
        return new Escapes(old.durationNanos(), now.durationNanos(), changes);
    }

    private static Set<String> sampled(Evidence evidence) {
        Stacks stacks = new Stacks(evidence.profile(), new Owners(evidence.application(), method -> false));
        Set<String> methods = new HashSet<>();
        for (int i = 0; i < evidence.profile().sampleCount(); i++) {
            methods.add(Names.unnumbered(stacks.place(i).method()));
        }
        return methods;
    }

    /** How many changes are of a kind. */
    public long count(Kind kind) {
        return changes.stream().filter(change -> change.kind == kind).count();
    }

    /** The sites of two recordings, side by side. */
    private static final class Comparison {
        private final Sources before;
        private final Sources after;
        private final Map<String, Alignment> alignments = new HashMap<>();
        private final Map<Key, Site[]> pairs = new LinkedHashMap<>();

        /** What tells one place from another in both recordings. */
        private record Key(String method, String className, String maker, int slot, int order) {}

        Comparison(Evidence before, List<Site> old, Evidence after, List<Site> now) {
            Set<String> methods = new HashSet<>(Sources.unnumbered(old));
            methods.addAll(Sources.unnumbered(now));
            this.before = new Sources(before, methods);
            this.after = new Sources(after, methods);
            add(old, 0);
            add(now, 1);
        }

        private void add(List<Site> sites, int side) {
            for (Site site :
                    sites.stream().sorted(Comparator.comparingInt(Site::line)).toList()) {
                int order = 0;
                while (pairs.computeIfAbsent(key(site, side, order), k -> new Site[2])[side] != null) {
                    order++;
                }
                pairs.get(key(site, side, order))[side] = site;
            }
        }

        private Key key(Site site, int side, int order) {
            String method = Names.unnumbered(site.method());
            Alignment alignment =
                    alignments.computeIfAbsent(method, name -> new Alignment(before.lines(name), after.lines(name)));
            int slot = side == 0 ? alignment.ofBefore(site.line()) : alignment.ofAfter(site.line());
            String className = Names.unnumbered(site.className());
            return new Key(method, className, Names.unnumbered(site.maker()), slot, order);
        }

        List<Change> changes() {
            List<Change> changes = new ArrayList<>();
            pairs.forEach((key, pair) -> {
                boolean was = pair[0] != null && pair[0].isOnHeap();
                boolean is = pair[1] != null && pair[1].isOnHeap();
                if (was || is) {
                    Kind kind = was && is
                            ? Kind.STILL
                            : was
                                    ? (isOff(key, pair[1], after, 1) ? Kind.GONE : Kind.UNKNOWN)
                                    : (isOff(key, pair[0], before, 0) ? Kind.NEW : Kind.UNKNOWN);
                    changes.add(new Change(kind, pair[0], pair[1]));
                }
            });
            return changes;
        }

        /** Whether a recording proves that a place makes nothing on the heap. */
        private boolean isOff(Key key, Site site, Sources sources, int side) {
            if (site != null) {
                return site.verdict() == Verdict.DOES_NOT_ESCAPE;
            }
            Alignment alignment = alignments.get(key.method);
            boolean noLine = side == 0 ? alignment.isEmptyBefore(key.slot) : alignment.isEmptyAfter(key.slot);
            // What a method makes itself is listed in any case; what a library makes for it only where it was compiled.
            return sources.has(key.method) && (noLine || key.maker.isEmpty() || sources.isCompiled(key.method));
        }
    }
}
