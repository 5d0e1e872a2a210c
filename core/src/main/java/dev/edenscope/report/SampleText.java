package dev.edenscope.report;

import dev.edenscope.profile.Label;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Views of samples laid out as text: traces, tags and comments byte for byte as {@code go tool pprof} does. Text is
 * appended as it is made, so that a large profile's need not be held. Lines end in a line feed.
 */
public final class SampleText {
    private static final String SEPARATOR = "-----------+-------------------------------------------------------\n";
    private static final int WIDTH = 10;

    private final Appendable out;

    private SampleText(Appendable out) {
        this.out = out;
    }

    /** Each sample, leaf first, below the lines about the profile as a whole. */
    public static void write(Traces traces, Options options, Appendable out) throws IOException {
        new SampleText(out).traces(traces, options);
    }

    /** Each label with its values. */
    public static void write(TagSums tags, Appendable out) throws IOException {
        new SampleText(out).tags(tags);
    }

    /** A line a comment. */
    public static void write(Comments comments, Appendable out) throws IOException {
        for (String text : comments.texts()) {
            out.append(text).append('\n');
        }
    }

    /**
     * Collapsed stacks, the input of flamegraph.pl and its kin: a line a stack, frames from the root with {@code ;}
     * between them, a space, and the stack's value in the sample type's own unit. Stacks whose value is 0 are left out.
     * A {@code ;} in a name becomes {@code :}, as stackcollapse-perf.pl has it, a line feed a space; a stack without
     * frames is one of {@code <unknown>}.
     */
    public static void write(Stacks stacks, Options options, Appendable out) throws IOException {
        new SampleText(out).collapsed(stacks, options);
    }

    private void traces(Traces traces, Options options) throws IOException {
        out.append(String.join("\n", new HeadingText(traces.heading(), traces.outputUnit()).profile(options.zone())))
                .append('\n');
        for (Traces.Trace trace : traces.traces()) {
            out.append(SEPARATOR);
            for (String line : labels(trace.labels())) {
                out.append(line);
            }
            String value = traces.heading().value(trace.value(), traces.outputUnit());
            for (int id : trace.stack()) {
                Frame frame = traces.frames().get(id);
                right(value).append("   ").append(frame.name());
                out.append(frame.inline() ? " (inline)\n" : "\n");
                value = "";
            }
        }
        out.append(SEPARATOR);
    }

    /** A line a label, the texts before the numbers. */
    private static List<String> labels(List<Label> labels) {
        List<String> texts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < labels.size(); ) {
            Label first = labels.get(i);
            StringBuilder values = new StringBuilder();
            int end = i;
            while (end < labels.size() && isOneLine(first, labels.get(end))) {
                Label label = labels.get(end++);
                values.append(label.isNumber() ? Measure.label(label.number(), label.unit()) : label.text());
                values.append(end < labels.size() && isOneLine(first, labels.get(end)) ? " " : "");
            }
            (first.isNumber() ? numbers : texts).add(padding(first.key(), WIDTH) + first.key() + ":  " + values + "\n");
            i = end;
        }
        Collections.sort(texts);
        Collections.sort(numbers);
        texts.addAll(numbers);
        return texts;
    }

    private static boolean isOneLine(Label one, Label other) {
        return one.key().equals(other.key()) && one.isNumber() == other.isNumber();
    }

    private void tags(TagSums tags) throws IOException {
        Heading heading = tags.heading();
        String unit = tags.outputUnit();
        boolean shares = heading.total() > 0;
        out.append(heading.per() == null ? "" : "Values: " + heading.perCall() + "\n");
        for (TagSums.Key key : tags.keys()) {
            String name = key.name() + ":";
            String indent = " ".repeat(Math.max(1, width(name)));
            out.append(' ').append(padding(name, 1)).append(name).append(" Total ");
            out.append(heading.value(key.sum(), unit)).append(" of ").append(heading.value(heading.total(), unit));
            out.append(shares ? " (" + heading.percent(key.sum()) + ")\n" : "\n");
            List<String> sums = new ArrayList<>();
            int widest = 0;
            for (TagSums.Value value : key.values()) {
                sums.add(
                        heading.value(value.sum(), unit) + (shares ? " (" + heading.percent(value.sum()) + "):" : ":"));
                widest = Math.max(widest, width(sums.get(sums.size() - 1)));
            }
            for (int i = 0; i < sums.size(); i++) {
                out.append(indent).append(' ').append(padding(sums.get(i), widest + 1));
                out.append(sums.get(i))
                        .append(' ')
                        .append(key.values().get(i).text())
                        .append('\n');
            }
            out.append('\n');
        }
    }

    private void collapsed(Stacks stacks, Options options) throws IOException {
        List<String> names = new ArrayList<>();
        for (Frame frame : stacks.frames()) {
            names.add(frame.name().replace(';', ':').replace('\n', ' ').replace('\r', ' '));
        }
        for (Stacks.Stack stack : stacks.stacks()) {
            long value = stacks.shownValue(stack, options);
            if (value != 0) {
                for (int i = stack.frames().size() - 1; i >= 0; i--) {
                    out.append(names.get(stack.frames().get(i))).append(i == 0 ? "" : ";");
                }
                out.append(stack.frames().isEmpty() ? "<unknown> " : " ");
                out.append(Long.toString(value)).append('\n');
            }
        }
    }

    private Appendable right(String text) throws IOException {
        return out.append(padding(text, WIDTH)).append(text);
    }

    private static String padding(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text)));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
