package dev.edenscope.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
    public static Escapes between(Evidence before, Evidence after, Renamed renamed) {
        Set<String> sampled = new HashSet<>();
        sampled(before).forEach(method -> sampled.add(renamed.now(method)));
        sampled.addAll(sampled(after));
        return between(before, after, method -> sampled.contains(Names.unnumbered(method)), renamed);
    }

    /**
     * Compares the methods asked for, by name. Costs what {@link Why} of both does.
     *
     * @param methods which, by the names of the newer recording
     * @param renamed what has another name in the older one
     */
    public static Escapes between(Evidence before, Evidence after, Predicate<String> methods, Renamed renamed) {
        Why old = Why.of(before, method -> methods.test(renamed.now(method)));
        Why now = Why.of(after, methods);
        List<Change> changes = new Comparison(before, old.sites(), after, now.sites(), renamed).changes();
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
        private final Correspondence lines;
        private final Map<Key, Site[]> pairs = new LinkedHashMap<>();

        /** What tells one place from another in both recordings. */
        private record Key(String method, String className, String maker, int place, int order) {}

        Comparison(Evidence before, List<Site> old, Evidence after, List<Site> now, Renamed renamed) {
            this.lines = new Correspondence(before, methods(old), after, methods(now), renamed);
            add(old, true);
            add(now, false);
        }

        private static Set<String> methods(List<Site> sites) {
            return sites.stream().map(Site::method).collect(Collectors.toSet());
        }

        private void add(List<Site> sites, boolean older) {
            int side = older ? 0 : 1;
            for (Site site :
                    sites.stream().sorted(Comparator.comparingInt(Site::line)).toList()) {
                int order = 0;
                while (pairs.computeIfAbsent(key(site, older, order), k -> new Site[2])[side] != null) {
                    order++;
                }
                pairs.get(key(site, older, order))[side] = site;
            }
        }

        private Key key(Site site, boolean older, int order) {
            UnaryOperator<String> name = older ? lines::ofBefore : Names::unnumbered;
            int place = older
                    ? lines.placeBefore(site.method(), site.line())
                    : lines.placeAfter(site.method(), site.line());
            return new Key(
                    name.apply(site.method()), name.apply(site.className()), name.apply(site.maker()), place, order);
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
                                    ? (isOff(key, pair[1], false) ? Kind.GONE : Kind.UNKNOWN)
                                    : (isOff(key, pair[0], true) ? Kind.NEW : Kind.UNKNOWN);
                    changes.add(new Change(kind, pair[0], pair[1]));
                }
            });
            return changes;
        }

        /** Whether a recording proves that a place makes nothing on the heap. */
        private boolean isOff(Key key, Site site, boolean older) {
            if (site != null) {
                return site.verdict() == Verdict.DOES_NOT_ESCAPE;
            }
            Sources sources = lines.sources(older);
            if (!sources.has(key.method)) {
                return sources.hasClassOf(key.method); // and so it has no such method
            }
            // What a method makes itself is listed in any case; what a library makes for it only where it was compiled.
            return lines.isEmpty(key.method, key.place, older) || key.maker.isEmpty() || sources.isCompiled(key.method);
        }
    }
}
