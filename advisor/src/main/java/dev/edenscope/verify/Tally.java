package dev.edenscope.verify;

import dev.edenscope.advice.Blame;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Escapes;
import dev.edenscope.why.Names;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What adds up to a line, or to all, while the samples of both recordings are gone through. */
final class Tally {
    private static final Estimate NONE = new Estimate(0, 0);

    private final Estimate[] objects = {NONE, NONE};
    private final Estimate[] bytes = {NONE, NONE};
    private final Map<String, Escape> escapes = new LinkedHashMap<>(); // by their text
    private final SortedSet<Integer> before = new TreeSet<>(); // lines
    private final SortedSet<Integer> after = new TreeSet<>();
    private String file = "";
    private String method = "";

    /** A sample's objects and bytes. */
    record Amount(Estimate objects, Estimate bytes) {
        /**
         * What a sample of a profile says, with its error: a count of so many hits has an error of its square root.
         *
         * @param divisor what it is to be seen by
         */
        static Amount of(Profile profile, int sample, double divisor) {
            int objectType = profile.sampleType("alloc_objects");
            double bytes = profile.value(sample, profile.sampleType("alloc_space"));
            double objects = objectType < 0 ? Double.NaN : profile.value(sample, objectType);
            double relative = relativeError(profile.header().period(), objects, bytes);
            return new Amount(
                    new Estimate(objects, objectType < 0 ? 0 : objects * relative).per(divisor),
                    new Estimate(bytes, bytes * relative).per(divisor));
        }

        private static double relativeError(long interval, double objects, double bytes) {
            if (interval == 1) {
                return 0;
            }
            // Of objects of s bytes 1-exp(-s/R) are hit; without an interval all of it may be one hit.
            double hits = interval <= 0
                    ? 1
                    : objects > 0 ? objects * -Math.expm1(-bytes / objects / interval) : bytes / interval;
            return 1 / Math.sqrt(Math.max(1, hits));
        }
    }

    void add(boolean older, Amount amount) {
        int side = older ? 0 : 1;
        objects[side] = objects[side].plus(amount.objects);
        bytes[side] = bytes[side].plus(amount.bytes);
    }

    void add(boolean older, Amount amount, Blame blame) {
        add(older, amount);
        if (older || method.isEmpty()) {
            file = blame.file().substring(blame.file().lastIndexOf('/') + 1);
            method = blame.method();
        }
        (older ? before : after).add(blame.line());
    }

    void add(Escapes.Kind kind, String text, Amount amount) {
        double made = Double.isNaN(amount.objects.value()) ? 0 : amount.objects.value();
        escapes.merge(
                text,
                new Escape(kind, text, made, amount.bytes.value()),
                (one, other) -> new Escape(kind, text, one.objects() + other.objects(), one.bytes() + other.bytes()));
    }

    Compared objects(double least) {
        return new Compared(objects[0], objects[1], least);
    }

    Compared bytes(double least) {
        return new Compared(bytes[0], bytes[1], least);
    }

    Line line(double least) {
        List<Escape> sorted = escapes.values().stream()
                .sorted(Comparator.comparingDouble(Escape::bytes).reversed().thenComparing(Escape::text))
                .toList();
        return new Line(place(), method, objects(least), bytes(least), sorted);
    }

    private String place() {
        SortedSet<Integer> lines = before.isEmpty() ? after : before;
        if (file.isEmpty() || lines.last() == 0) {
            return file.isEmpty() ? Names.method(method) : file;
        }
        return file + ":" + lines.first() + (lines.size() == 1 ? "" : "-" + lines.last());
    }
}
