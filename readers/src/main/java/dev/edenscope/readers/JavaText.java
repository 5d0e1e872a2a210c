package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Heap and contention profiles of a JVM as text, as servers at Google wrote them: the samples, then what each address in
 * them is.
 *
 * <pre>
 * --- heapz 1 ---
 * format = java
 * resolution = bytes
 *      7048     1 @ 0x00000003 0x00000004
 *
 *  0x00000003 com.example.Orders.handle (Orders.java:12)
 * </pre>
 */
final class JavaText {
    private static final String HEAP = "--- heapz 1 ---";

    /** The sampling interval of every such heap profile; none names it. */
    private static final long HEAP_INTERVAL_BYTES = 512 << 10;

    private final Lines lines;
    private final Attributes attributes;
    private final List<AddressSample> samples = new ArrayList<>();

    private JavaText(Lines lines, Attributes attributes) {
        this.lines = lines;
        this.attributes = attributes;
    }

    static boolean recognises(String line) {
        return line.equals(HEAP);
    }

    /** The heap profile of which the header is the current line. */
    static Profile heap(Lines lines) throws DataException {
        JavaText text = new JavaText(lines, Attributes.read(lines));
        while (text.atSample()) {
            long bytes = lines.number("a number of bytes");
            long objects = lines.number("a number of objects");
            if (objects == 0) {
                throw lines.broken(bytes + " bytes in 0 objects");
            }
            HeapSampling sampling = HeapSampling.of(objects, bytes, HEAP_INTERVAL_BYTES);
            Label size = Label.of("bytes", bytes / objects, "");
            text.add(List.of(size), sampling.estimate(objects), sampling.estimate(bytes));
        }
        Profile.Header header = Profile.Header.of(List.of(ValueType.INUSE_OBJECTS, text.second("inuse_space")))
                .withFrames(Profiler.ALLOCATION, Profiler.NOT_ALLOCATION);
        return text.profile(header);
    }

    /** The contention profile of which the attributes have been read. */
    static Profile contention(Lines lines, Attributes attributes) throws DataException {
        JavaText text = new JavaText(lines, attributes);
        long period = attributes.period() == 0 ? 1 : attributes.period();
        while (text.atSample()) {
            long delay = lines.number("a delay");
            long events = lines.number("a number of events");
            text.add(List.of(), Math.multiplyExact(events, period), Math.multiplyExact(delay, period));
        }
        ValueType events = new ValueType("contentions", "count");
        Profile.Header header = Profile.Header.of(List.of(events, text.second("delay")))
                .withTime(0, attributes.durationNanos())
                .withFrames(Profiler.CONTENTION, "");
        return text.profile(attributes.period() == 0 ? header : header.withPeriod(events, attributes.period()));
    }

    /** A sample begins with a number, the names behind the samples with an address. */
    private boolean atSample() {
        String text = lines.text();
        return !text.isEmpty() && Lines.digit(text.charAt(0)) < 10 && !text.startsWith("0x");
    }

    private void add(List<Label> labels, long... values) throws DataException {
        lines.require('@');
        samples.add(new AddressSample(lines.addresses(), labels, values));
        lines.nextStatement();
    }

    private ValueType second(String type) throws DataException {
        if (attributes.resolution().isEmpty()) {
            throw lines.broken("expected resolution = UNIT above the samples");
        }
        return new ValueType(type, attributes.resolution());
    }

    private Profile profile(Profile.Header header) throws DataException {
        return AddressSample.profile(header, samples, new JavaSymbols(samples, lines));
    }
}
