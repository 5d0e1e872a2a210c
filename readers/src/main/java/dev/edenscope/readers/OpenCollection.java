package dev.edenscope.readers;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A collection that is being read; what it does not know is NaN, -1 or null. */
final class OpenCollection {
    final long number;
    Collection.Kind kind;
    String name = "";
    String cause = "";
    double start = Double.NaN;
    double end = Double.NaN;
    boolean done; // whether a part of it has ended
    double concurrentSeconds; // of its parts beside the application
    final List<Phase> phases = new ArrayList<>(2);
    Change whole = Change.UNKNOWN; // what all of it did to the heap, where that is said
    Change eden = Change.UNKNOWN;
    long promoted = -1;
    long allocated = -1;
    long live = -1;

    OpenCollection(long number) {
        this.number = number;
    }

    /** Says what it is, unless something better is known. */
    void called(Collection.Kind as, String called) {
        if (kind == null) {
            kind = as;
            name = called;
        }
    }

    /** Adds a part of it, which ended at {@code endSeconds} and makes it at least so long. */
    void add(String phase, boolean stopped, double endSeconds, double seconds, Change heap) {
        phases.add(new Phase(phase, stopped, endSeconds - seconds, seconds, heap));
        span(endSeconds - seconds, endSeconds);
    }

    void span(double from, double to) {
        start = Double.isNaN(start) || from < start ? from : start;
        end = Double.isNaN(end) || to > end ? to : end;
        done = true;
    }

    Collection close() {
        boolean young = kind == Collection.Kind.YOUNG || kind == Collection.Kind.MIXED;
        return new Collection(
                number,
                kind,
                name,
                cause,
                start,
                end,
                whole.isKnown() ? whole : heap(),
                phases,
                new Collection.Details(
                        eden,
                        young ? known(promoted) : OptionalLong.empty(),
                        known(allocated),
                        known(live),
                        OptionalDouble.empty()));
    }

    /** From before its first part that says so to behind its last. */
    private Change heap() {
        List<Change> changes =
                phases.stream().map(Phase::heap).filter(Change::isKnown).toList();
        if (changes.isEmpty()) {
            return Change.UNKNOWN;
        }
        Change last = changes.get(changes.size() - 1);
        return new Change(changes.get(0).beforeBytes(), last.afterBytes(), last.capacityBytes());
    }

    static OptionalLong known(long bytes) {
        return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** A change whose values may be unknown. */
    static Change change(long before, long after, long capacity) {
        return new Change(known(before), known(after), known(capacity));
    }
}
