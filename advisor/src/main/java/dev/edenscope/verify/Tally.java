package dev.edenscope.verify;

import dev.edenscope.advice.Blame;
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
        /** What one of a profile's samples says, seen by a divisor. */
        static Amount of(Sampling sampling, int sample, double divisor) {
            double objects = sampling.objects(sample);
            double bytes = sampling.bytes(sample);
            double relative = sampling.relativeError(sample);
            return new Amount(
                    new Estimate(objects, Double.isNaN(objects) ? 0 : objects * relative).per(divisor),
                    new Estimate(bytes, bytes * relative).per(divisor));
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
