package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CPU profile of gperftools, and of the first Go releases and JVMs at Google: machine words of 4 or 8 bytes, in
 * either order of bytes.
 *
 * <pre>
 * 0 3 0 PERIOD_MICROS 0        the third word is 1 for a JVM
 * COUNT DEPTH ADDRESS...       for each sample, leaf first
 * 0 1 0                        behind the last
 * </pre>
 *
 * <p>The process's mappings follow as text, for a JVM what its addresses are.
 */
final class CpuWords {
    private static final int HEADER_WORDS = 5;
    private static final long NANOS_PER_MICRO = 1000;

    /** Of so many samples one may lack the signal handler's frame. */
    private static final int SIMILAR_SAMPLES = 32;

    private static final int HANDLER_FRAMES = 2;

    private final Content content;
    private final int wordBytes;
    private final boolean bigEndian;
    private int at;
    private final List<AddressSample> samples = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private CpuWords(Content content, int wordBytes, boolean bigEndian) {
        this.content = content;
        this.wordBytes = wordBytes;
        this.bigEndian = bigEndian;
    }

    static boolean recognises(Content start) {
        return of(start) != null;
    }

    /** A reader at the first word; null for other content. */
    private static CpuWords of(Content content) {
        for (int bytes = 4; bytes <= 8; bytes += 4) {
            for (boolean bigEndian : new boolean[] {false, true}) {
                CpuWords words = new CpuWords(content, bytes, bigEndian);
                if (words.hasHeader()) {
                    return words;
                }
            }
        }
        return null;
    }

    private boolean hasHeader() {
        if (content.length() < HEADER_WORDS * wordBytes) {
            return false;
        }
        long java = word(2);
        return word(0) == 0 && word(1) == 3 && (java == 0 || java == 1) && word(3) != 0 && word(4) == 0;
    }

    static Profile read(Content content) throws DataException {
        return of(content).profile();
    }

    private Profile profile() throws DataException {
        boolean java = word(2) == 1;
        long period = word(3);
        if (period < 0 || period > Long.MAX_VALUE / NANOS_PER_MICRO) {
            throw content.broken(3 * wordBytes, "a sampling period of " + Long.toUnsignedString(period) + " us");
        }
        period *= NANOS_PER_MICRO;
        at = HEADER_WORDS * wordBytes;
        readSamples(period, java);
        Lines lines = new Lines(content, at);
        AddressSample.Places places;
        if (java) {
            places = new JavaSymbols(samples, lines);
        } else {
            for (int i = 0; i < HANDLER_FRAMES; i++) {
                removeHandler();
            }
            samples.forEach(AddressSample::removeSecondLeaf);
            places = MemoryMap.read(lines).places(samples);
        }
        ValueType cpu = new ValueType("cpu", "nanoseconds");
        Profile.Header header = Profile.Header.of(List.of(new ValueType("samples", "count"), cpu))
                .withPeriod(cpu, period)
                .withFrames(Profiler.CPU, "")
                .withWarnings(warnings);
        return AddressSample.profile(header, samples, places);
    }

    private void readSamples(long period, boolean java) throws DataException {
        while (at < content.length()) {
            int from = at;
            long count = next();
            long depth = next();
            if (depth < 0 || depth > (content.length() - at) / wordBytes) {
                throw content.broken(
                        from,
                        "a stack of " + Long.toUnsignedString(depth) + " addresses is declared, "
                                + (content.length() - at) + " bytes are left");
            }
            long[] addresses = new long[(int) depth];
            for (int i = 0; i < depth; i++) {
                addresses[i] = next();
            }
            if (count == 0 && depth == 1 && addresses[0] == 0) {
                return;
            }
            if (count < 0) {
                throw content.broken(from, "a stack that was seen " + Long.toUnsignedString(count) + " times");
            }
            samples.add(new AddressSample(
                    java ? addresses : AddressSample.calls(addresses, 1),
                    List.of(),
                    count,
                    Math.multiplyExact(count, period)));
        }
        warnings.add(content.name() + ": ends without the mark behind the last sample; it may have been cut off");
    }

    /**
     * Takes the frame of the signal handler out, which stands second in (almost) every stack where the stack was walked
     * from within the handler.
     */
    private void removeHandler() {
        Map<Long, Integer> seconds = new HashMap<>();
        for (AddressSample sample : samples) {
            if (sample.depth() > 1) {
                seconds.merge(sample.address(1), 1, Integer::sum);
            }
        }
        int enough = samples.size() - samples.size() / SIMILAR_SAMPLES;
        for (Map.Entry<Long, Integer> second : seconds.entrySet()) {
            if (second.getValue() >= enough) {
                for (AddressSample sample : samples) {
                    if (sample.depth() > 1 && sample.address(1) == second.getKey()) {
                        sample.remove(1, 1);
                    }
                }
                return;
            }
        }
    }

    private long next() throws DataException {
        if (content.length() - at < wordBytes) {
            throw new DataException(content.name() + ": truncated at " + content.place(at)
                    + " (a sample of a CPU profile); fetch or record it again");
        }
        long word = wordAt(at);
        at += wordBytes;
        return word;
    }

    private long word(int index) {
        return wordAt(index * wordBytes);
    }

    private long wordAt(int offset) {
        long word = 0;
        for (int i = 0; i < wordBytes; i++) {
            int octet = content.bytes()[bigEndian ? offset + i : offset + wordBytes - 1 - i] & 0xff;
            word = word << 8 | octet;
        }
        return word;
    }
}
