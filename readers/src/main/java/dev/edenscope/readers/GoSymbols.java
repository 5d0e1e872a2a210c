package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The comments by which Go's {@code ?debug=1} names the frames of the sample above them:
 *
 * <pre>
 * #	0x4dbc40	main.handle+0x20	/src/main.go:12
 * </pre>
 *
 * <p>Go leaves out its runtime's own frames at the leaf, and {@code runtime.goexit}; so does the profile. An address is
 * that of one call, and each call that was inlined has one; what was inlined into what follows from where the machine
 * code begins, which is the address less the offset behind the name. Up to Go 1.11 calls inlined at one address share it.
 */
final class GoSymbols implements AddressSample.Places {
    private static final byte[] FIRST = {'\n', '#', '\t', '0', 'x'};

    private final Lines lines;
    private final boolean present;
    private final Map<Long, List<Frame>> framesAt = new HashMap<>(); // innermost first

    /** The function whose machine code begins at an address; others that claim to were inlined into it. */
    private final Map<Long, String> ownerAt = new HashMap<>();

    private AddressSample current;
    private int position; // of the address that the next comment is about
    private boolean open; // whether the frames of the last address are new
    private Frame last;
    private int strays; // comments about addresses that their sample does not have

    private int[] function = new int[4];
    private long[] lineNumber = new long[4];
    private long[] noColumn = new long[4];

    /** A named frame, or with {@code function} null one that Go has no name for. */
    private record Frame(Function function, long line, long entry) {}

    GoSymbols(Lines lines) {
        this.lines = lines;
        this.present = contains(lines.content(), FIRST);
    }

    /** Whether the file names any frames. */
    boolean present() {
        return present;
    }

    private static boolean contains(Content content, byte[] text) {
        byte[] bytes = content.bytes();
        for (int i = 0; i <= content.length() - text.length; i++) {
            int matched = 0;
            while (matched < text.length && bytes[i + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return true;
            }
        }
        return false;
    }

    /** Reads the current line, if it names a frame of the last of the samples. */
    void read(List<AddressSample> samples) throws DataException {
        if (!present || samples.isEmpty() || !lines.text().startsWith("#\t0x")) {
            return;
        }
        lines.skip('#');
        long address = lines.address();
        Frame frame = frame(address, lines.rest());
        AddressSample sample = samples.get(samples.size() - 1);
        if (sample != current) {
            current = sample;
            position = 0;
            last = null;
        }
        int at = position;
        while (at < sample.depth() && !isOf(address, sample.address(at))) {
            at++;
        }
        if (at < sample.depth()) {
            if (position == 0) {
                sample.remove(0, at); // the runtime's own
                at = 0;
            }
            position = at + 1;
            open = !framesAt.containsKey(sample.address(at));
        } else if (position == 0 || !isOf(address, sample.address(position - 1))) {
            strays++;
            return;
        }
        if (open) {
            framesAt.computeIfAbsent(sample.address(position - 1), any -> new ArrayList<>(1))
                    .add(frame);
        }
        if (last != null && last.entry != frame.entry && last.function != null) {
            ownerAt.put(last.entry, last.function.name());
        }
        last = frame;
    }

    /** Samples have return addresses less one, Go 1.7 and later names those, older ones the return addresses. */
    private static boolean isOf(long named, long sampled) {
        return named == sampled || named == sampled + 1;
    }

    private Frame frame(long address, String text) throws DataException {
        if (text.isEmpty()) {
            return new Frame(null, 0, 0);
        }
        int nameEnd = text.indexOf('\t');
        int plus = nameEnd < 0 ? -1 : text.lastIndexOf("+0x", nameEnd);
        int colon = text.lastIndexOf(':');
        if (plus <= 0 || colon < nameEnd) {
            throw lines.broken("expected name+0xoffset, a tab and file:line, found " + lines.shown());
        }
        try {
            long offset = Long.parseUnsignedLong(text, plus + 3, nameEnd, 16);
            String name = text.substring(0, plus);
            Function named =
                    new Function(name, name, text.substring(nameEnd, colon).strip(), 0);
            return new Frame(named, Long.parseLong(text, colon + 1, text.length(), 10), address - offset);
        } catch (NumberFormatException e) {
            throw lines.broken("expected name+0xoffset, a tab and file:line, found " + lines.shown());
        }
    }

    /**
     * The profile of samples whose text has been read, up to the memory map if there is one.
     *
     * @param header for a file that names no frame; where frames are named none are to be dropped
     */
    Profile profile(Profile.Header header, List<AddressSample> samples) throws DataException {
        if (!present) {
            return AddressSample.profile(header, samples, MemoryMap.after(lines).places(samples));
        }
        List<String> warnings = strays == 0
                ? List.of()
                : List.of(lines.content().name() + ": " + strays
                        + " comment(s) name a frame that the sample above does not have; they are passed over");
        return AddressSample.profile(header.withFrames("", "").withWarnings(warnings), samples, this);
    }

    @Override
    public int locate(AddressSample sample, ProfileBuilder builder, int[] locations) {
        int depth = 0;
        for (int i = 0; i < sample.depth(); i++) {
            long address = sample.address(i);
            List<Frame> frames = framesAt.getOrDefault(address, List.of());
            if (frames.isEmpty() && depth > 0 && i == sample.depth() - 1) {
                break; // runtime.goexit
            }
            int count = name(frames, 0, builder);
            while (i + 1 < sample.depth()) {
                List<Frame> outer = framesAt.getOrDefault(sample.address(i + 1), List.of());
                if (!isInlined(frames, outer)) {
                    break;
                }
                count = name(outer, count, builder);
                frames = outer;
                i++;
            }
            locations[depth++] = builder.location(-1, address, false, count, function, lineNumber, noColumn);
        }
        return depth;
    }

    private boolean isInlined(List<Frame> inner, List<Frame> outer) {
        if (inner.isEmpty() || outer.isEmpty()) {
            return false;
        }
        Frame from = inner.get(inner.size() - 1);
        Frame into = outer.get(0);
        return from.function != null
                && into.function != null
                && from.entry == into.entry
                && !from.function.name().equals(into.function.name())
                && !from.function.name().equals(ownerAt.get(from.entry));
    }

    /** Adds lines to those of the location that is being made; gives how many it has by now. */
    private int name(List<Frame> frames, int before, ProfileBuilder builder) {
        int count = before;
        for (Frame frame : frames) {
            if (frame.function == null) {
                continue;
            }
            if (count == function.length) {
                function = Arrays.copyOf(function, count * 2);
                lineNumber = Arrays.copyOf(lineNumber, count * 2);
                noColumn = new long[count * 2];
            }
            function[count] = builder.function(frame.function);
            lineNumber[count++] = frame.line;
        }
        return count;
    }
}
