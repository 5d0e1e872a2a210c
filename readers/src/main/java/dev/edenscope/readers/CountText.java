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
 * How many things have each stack, as Go's goroutine and threadcreate profiles say with {@code ?debug=1}.
 *
 * <pre>
 * goroutine profile: total 7
 * 3 @ 0x44cb3 0x45045 0x45323
 * # labels: {"request":"/orders"}
 * </pre>
 */
final class CountText {
    private static final Pattern HEADER = Pattern.compile("(\\S+) profile: total \\d+");
    private static final String LABELS = "# labels:";

    private CountText() {}

    static boolean recognises(String line) {
        return HEADER.matcher(line).matches();
    }

    /** The profile of which the header is the current line. */
    static Profile read(Lines lines) throws DataException {
        Matcher heading = HEADER.matcher(lines.text());
        heading.matches();
        ValueType type = new ValueType(heading.group(1), "count");
        GoSymbols symbols = new GoSymbols(lines);
        List<AddressSample> samples = new ArrayList<>();
        while (lines.next() && !lines.text().startsWith("---")) {
            if (lines.isStatement()) {
                long count = lines.number("a count");
                lines.require('@');
                samples.add(new AddressSample(AddressSample.calls(lines.addresses(), 0), List.of(), count));
            } else if (lines.text().startsWith(LABELS) && !samples.isEmpty()) {
                samples.get(samples.size() - 1).label(labels(lines));
            } else {
                symbols.read(samples);
            }
        }
        Profile.Header header =
                Profile.Header.of(List.of(type)).withPeriod(type, 1).withFrames(Profiler.CPU, "");
        return symbols.profile(header, samples);
    }

    /** {@code "key":"value", "key":"value"} in braces. */
    private static List<Label> labels(Lines lines) throws DataException {
        List<Label> labels = new ArrayList<>();
        lines.skip(LABELS);
        lines.require('{');
        do {
            String key = lines.quoted();
            lines.require(':');
            labels.add(Label.of(key, lines.quoted()));
        } while (lines.skip(','));
        lines.require('}');
        return labels;
    }
}
