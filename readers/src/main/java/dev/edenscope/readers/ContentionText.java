package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where threads waited for one another: C++ servers' contention, Go's mutex and block profiles with {@code ?debug=1}.
 *
 * <pre>
 * --- mutex:
 * cycles/second=3201000000
 * sampling period=100
 * 19490304 27 @ 0xbccc97 0xc61202 0x42ed5f
 * </pre>
 *
 * <p>A line has cycles, then events, of the samples as they were taken; the profile has what they stand for.
 */
final class ContentionText {
    private static final String CPP = "--- contentionz ";
    private static final String GO_MUTEX = "--- mutex:";
    private static final String GO_BLOCK = "--- contention:";

    private static final int EVENTS = 0;
    private static final int DELAY = 1;

    private final Lines lines;
    private final GoSymbols symbols;
    private final List<AddressSample> samples = new ArrayList<>();

    private ContentionText(Lines lines) {
        this.lines = lines;
        this.symbols = new GoSymbols(lines);
    }

    static boolean recognises(String line) {
        return line.startsWith(CPP) || line.startsWith(GO_MUTEX) || line.startsWith(GO_BLOCK);
    }

    /** The profile of which the header is the current line. */
    static Profile read(Lines lines) throws DataException {
        boolean mutex = lines.text().startsWith(GO_MUTEX);
        Attributes attributes = Attributes.read(lines);
        return attributes.java()
                ? JavaText.contention(lines, attributes)
                : new ContentionText(lines).profile(attributes, mutex);
    }

    private Profile profile(Attributes attributes, boolean mutex) throws DataException {
        for (boolean more = !lines.text().isEmpty(); more && !lines.text().startsWith("---"); more = lines.next()) {
            if (lines.isStatement()) {
                long delay = lines.number("a delay");
                long events = lines.number("a number of events");
                lines.require('@');
                samples.add(new AddressSample(AddressSample.calls(lines.addresses(), 0), List.of(), events, delay));
            } else {
                symbols.read(samples);
            }
        }
        long period = attributes.period() == 0 ? 1 : attributes.period();
        boolean scaled = period > 1 && mutex && isScaled(period);
        for (AddressSample sample : samples) {
            unsample(sample, scaled ? 1 : period, attributes.cyclesPerSecond());
        }
        List<String> warnings = mutex && period > 1 && !scaled
                ? List.of(lines.content().name() + ": read as Go up to 1.16 wrote it, one event for " + period
                        + " that there were; newer ones have them all in it already")
                : List.of();
        ValueType events = new ValueType("contentions", "count");
        Profile.Header header = Profile.Header.of(List.of(events, new ValueType("delay", "nanoseconds")))
                .withPeriod(events, period)
                .withTime(0, attributes.durationNanos())
                .withWarnings(warnings)
                .withFrames(Profiler.CONTENTION, "");
        return symbols.profile(header, samples);
    }

    /**
     * Whether the values have the period in them already. Go's runtime multiplies by it since 1.17 and names the period
     * all the same, so that nothing but the values tells: they are all multiples.
     */
    private boolean isScaled(long period) {
        return samples.stream().allMatch(s -> s.value(EVENTS) % period == 0 && s.value(DELAY) % period == 0);
    }

    private void unsample(AddressSample sample, long period, long cyclesPerSecond) throws DataException {
        if (period <= 0) {
            return;
        }
        sample.setValue(EVENTS, Math.multiplyExact(sample.value(EVENTS), period));
        if (cyclesPerSecond > 0) {
            double nanos = (double) sample.value(DELAY) * period / (cyclesPerSecond / 1e9);
            if (!(Math.abs(nanos) < 0x1p63)) {
                throw new ArithmeticException("delay");
            }
            sample.setValue(DELAY, (long) nanos);
        }
    }
}
