package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The threads of a C++ server and their stacks.
 *
 * <pre>
 * --- threadz 1 ---
 *
 * --- Thread 7f794ab90940 (name: main/14748) stack: ---
 *   PC:  0x00bc8f1c: helper(arg *)
 *   0x0040be31: main
 * --- Thread 7f7948978700 (name: thread3/14759) stack: ---
 *   [same as previous thread]
 * </pre>
 */
final class ThreadText {
    private static final Pattern HEADER = Pattern.compile("--- threadz \\d+ ---");
    private static final Pattern THREAD = Pattern.compile("--- Thread [0-9a-fA-F]+ \\(name: .*/\\d+\\) stack: ---");
    private static final ValueType TYPE = new ValueType("thread", "count");

    private final Lines lines;
    private final List<AddressSample> samples = new ArrayList<>();

    private ThreadText(Lines lines) {
        this.lines = lines;
    }

    static boolean recognises(String line) {
        return HEADER.matcher(line).matches() || THREAD.matcher(line).matches();
    }

    /** The profile of which the header is the current line. */
    static Profile read(Lines lines) throws DataException {
        return new ThreadText(lines).profile();
    }

    private Profile profile() throws DataException {
        boolean more = true;
        if (HEADER.matcher(lines.text()).matches()) {
            do {
                more = lines.next();
            } while (more && !lines.text().startsWith("-"));
        }
        while (more && !MemoryMap.isHeading(lines.text()) && !lines.text().startsWith("---- no stack trace for")) {
            if (!THREAD.matcher(lines.text()).matches()) {
                throw lines.expected("\"--- Thread ID (name: NAME/ID) stack: ---\"");
            }
            more = readThread();
        }
        Profile.Header header =
                Profile.Header.of(List.of(TYPE)).withPeriod(TYPE, 1).withFrames(Profiler.CPU, "");
        return AddressSample.profile(header, samples, MemoryMap.after(lines).places(samples));
    }

    /** Whether there is a line after the thread's stack. */
    private boolean readThread() throws DataException {
        LongStream.Builder addresses = LongStream.builder();
        boolean asBefore = false;
        boolean more;
        while ((more = lines.next()) && !lines.text().startsWith("---")) {
            if (lines.text().contains("same as previous thread")) {
                asBefore = true;
            }
            while (lines.findAddress()) {
                addresses.add(lines.address());
            }
        }
        long[] stack = addresses.build().toArray();
        if (!asBefore && stack.length > 0) {
            AddressSample sample = new AddressSample(AddressSample.calls(stack, 1), List.of(), 1);
            sample.removeSecondLeaf();
            samples.add(sample);
        } else if (!samples.isEmpty()) {
            AddressSample before = samples.get(samples.size() - 1);
            before.setValue(0, before.value(0) + 1);
        }
        return more;
    }
}
