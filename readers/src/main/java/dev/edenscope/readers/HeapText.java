package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A heap profile as text: gperftools' and tcmalloc's heap, growth and fragmentation, and Go's
 * {@code /debug/pprof/heap?debug=1}, whose comments name the frames.
 *
 * <pre>
 * heap profile: 13: 1595680 [47130736: 2584596557304] @ heap/1048576
 * 1: 524288 [3: 1572864] @ 0x420cef 0x422151 0x4221da
 * </pre>
 *
 * <p>A line has objects and bytes in use, then those allocated, of the samples as they were taken. With a sampling
 * interval R a sample of size S was seen with the probability 1-exp(-S/R); the profile has what the samples stand for.
 */
final class HeapText {
    private static final Pattern HEADER =
            Pattern.compile("heap profile: *(\\d+): *(\\d+) *\\[ *(\\d+): *(\\d+) *\\] *@ *"
                    + "(heapz_v2|heap_v2|heapprofile|heap|growthz?|fragmentationz?)(?:/(\\d+))?");

    private static final List<ValueType> IN_USE =
            List.of(new ValueType("objects", "count"), new ValueType("space", "bytes"));
    private static final List<ValueType> ALLOCATED_AND_IN_USE =
            List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);

    private final Lines lines;
    private final GoSymbols symbols;
    private final List<AddressSample> samples = new ArrayList<>();
    private long interval = 1;
    private boolean sampled;
    private boolean allocated;

    private HeapText(Lines lines) {
        this.lines = lines;
        this.symbols = new GoSymbols(lines);
    }

    static boolean recognises(String line) {
        return line.startsWith("heap profile:");
    }

    /** The profile of which the header is the current line. */
    static Profile read(Lines lines) throws DataException {
        return new HeapText(lines).profile();
    }

    private Profile profile() throws DataException {
        readHeader();
        while (lines.next() && !MemoryMap.isHeading(lines.text())) {
            if (lines.isStatement()) {
                samples.add(sample());
            } else {
                symbols.read(samples);
            }
        }
        Profile.Header header = Profile.Header.of(allocated ? ALLOCATED_AND_IN_USE : IN_USE)
                .withPeriod(new ValueType("space", "bytes"), interval);
        return symbols.profile(header.withFrames(Profiler.ALLOCATION, Profiler.NOT_ALLOCATION), samples);
    }

    private void readHeader() throws DataException {
        Matcher header = HEADER.matcher(lines.text());
        if (!header.matches()) {
            throw lines.broken("expected a header such as \"heap profile: 1: 64 [2: 128] @ heap/1048576\", found "
                    + lines.shown());
        }
        String kind = header.group(5);
        sampled = kind.equals("heap") || kind.endsWith("_v2");
        if (sampled) {
            String rate = header.group(6);
            interval = rate == null ? 0 : lines.decimal(rate, "a sampling interval");
            // Go writes twice its interval, as the first C++ profilers did.
            interval = kind.equals("heap") ? interval / 2 : interval;
        }
        // Where only the use is known the other pair repeats it, or is 0.
        allocated = kind.startsWith("heap")
                && (differs(header.group(3), header.group(1)) || differs(header.group(4), header.group(2)));
    }

    private static boolean differs(String all, String inUse) {
        return !all.equals(inUse) && !all.equals("0");
    }

    private AddressSample sample() throws DataException {
        long objects = lines.number("a number of objects");
        lines.require(':');
        long bytes = lines.number("a number of bytes");
        lines.require('[');
        long allObjects = lines.number("a number of objects");
        lines.require(':');
        long allBytes = lines.number("a number of bytes");
        lines.require(']');
        lines.require('@');
        long[] addresses = AddressSample.calls(lines.addresses(), 0);
        HeapSampling use = sampling(objects, bytes);
        if (!allocated) {
            return new AddressSample(addresses, size(objects, bytes), use.estimate(objects), use.estimate(bytes));
        }
        HeapSampling all = sampling(allObjects, allBytes);
        return new AddressSample(
                addresses,
                objects != 0 && !symbols.present() ? size(objects, bytes) : size(allObjects, allBytes),
                all.estimate(allObjects),
                all.estimate(allBytes),
                use.estimate(objects),
                use.estimate(bytes));
    }

    /** The mean size of the objects, as profile.proto has it. */
    private List<Label> size(long objects, long bytes) {
        long size = objects == 0 ? 0 : bytes / objects;
        return size == 0 && symbols.present() ? List.of() : List.of(Label.of("bytes", size, ""));
    }

    private HeapSampling sampling(long objects, long bytes) throws DataException {
        if (objects == 0 && bytes != 0) {
            throw lines.broken(bytes + " bytes in 0 objects");
        }
        return HeapSampling.of(objects, bytes, sampled ? interval : 1);
    }
}
