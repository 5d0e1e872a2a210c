package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A heap profile in Go's legacy text layout, which {@code debug=1} asks for.
 *
 * <p>The layout calls for addresses; a JVM has none to show, so a place's number stands for it. Go's own text holds
 * raw samples, which readers scale up by the rate in the first line; these values are scaled already, and the rate
 * {@code heap/2} (one sample a byte) makes readers leave them alone.
 */
final class HeapText {
    private final Profile profile;
    private final int[] column; // of in-use objects and bytes, allocated objects and bytes

    private HeapText(Profile profile) {
        this.profile = profile;
        this.column =
                List.of(ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE, ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)
                        .stream()
                        .mapToInt(type -> profile.sampleTypes().indexOf(type))
                        .toArray();
    }

    /** Whether the profile has all values that the layout needs. */
    static boolean fits(Profile profile) {
        return IntStream.of(new HeapText(profile).column).allMatch(type -> type >= 0);
    }

    static String of(Profile profile) {
        return new HeapText(profile).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder(1 << 16);
        text.append("heap profile: ");
        values(text, IntStream.of(column).mapToLong(profile::total).toArray());
        text.append(" @ heap/2\n");
        text.append("# values are estimates of all objects, not raw samples: do not scale them by the rate\n");
        text.append("# addresses are numbers of places in this text\n");
        for (String comment : profile.comments()) {
            text.append("# ").append(oneLine(comment)).append('\n');
        }
        IntStream.range(0, profile.sampleCount())
                .boxed()
                .sorted((a, b) -> order(a, b))
                .forEach(sample -> sample(text, sample));
        return text.toString();
    }

    /** The largest in use first, then the most allocated. */
    private int order(int a, int b) {
        int byInUse = Long.compare(profile.value(b, column[1]), profile.value(a, column[1]));
        return byInUse != 0 ? byInUse : Long.compare(profile.value(b, column[3]), profile.value(a, column[3]));
    }

    private void sample(StringBuilder text, int sample) {
        int stack = profile.stack(sample);
        values(
                text,
                IntStream.of(column)
                        .mapToLong(type -> profile.value(sample, type))
                        .toArray());
        text.append(" @");
        for (int i = 0; i < profile.depth(stack); i++) {
            text.append(' ').append(address(profile.location(stack, i)));
        }
        text.append('\n');
        for (Label label : profile.labels(sample)) {
            String value = label.isNumber() ? Long.toString(label.number()) : label.text();
            text.append("# ")
                    .append(label.key())
                    .append(": ")
                    .append(oneLine(value))
                    .append('\n');
        }
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int line = 0; line < profile.lineCount(location); line++) {
                Function function = profile.function(location, line);
                text.append("#\t").append(address(location));
                text.append('\t').append(oneLine(function.name())).append("+0x0");
                text.append('\t').append(function.filename().isEmpty() ? "?" : oneLine(function.filename()));
                text.append(':').append(profile.lineNumber(location, line)).append('\n');
            }
        }
        text.append('\n');
    }

    private static void values(StringBuilder text, long[] values) {
        text.append(values[0]).append(": ").append(values[1]).append(" [");
        text.append(values[2]).append(": ").append(values[3]).append(']');
    }

    /** A place's number as an address; 16 apart, as readers take 1 off those of callers. */
    static String address(int place) {
        return "0x" + Long.toHexString((place + 1L) * 16);
    }

    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
