package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collapsed (folded) stacks, the input of flame graphs: the root first, and how often it was seen.
 *
 * <pre>
 * main;com.acme.Orders.handle;java.util.HashMap.put 17
 * </pre>
 *
 * <p>What was counted the file does not say. Of async-profiler's and perf's annotations, {@code _[i]} makes a frame one
 * inlined into its caller, {@code _[j]}, {@code _[0]} and {@code _[1]} (how a JVM ran it) are taken off so that a method
 * is one function with dots in its name, {@code _[k]} (the kernel) stays. A root {@code [name tid=123]} is the thread, and becomes labels.
 */
final class Collapsed {
    private static final ValueType SAMPLES = new ValueType("samples", "count");
    private static final int LINES_TO_TELL = 1000;

    private static final Pattern THREAD = Pattern.compile("\\[(.*) tid=(\\d{1,18})\\]");
    private static final String INLINED = "_[i]";
    private static final List<String> JAVA = List.of(INLINED, "_[j]", "_[0]", "_[1]");

    private final Lines lines;
    private final ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(List.of(SAMPLES)));
    private int[] locations = new int[64];
    private int[] function = new int[64];
    private long[] none = new long[64];

    private Collapsed(Lines lines) {
        this.lines = lines;
    }

    /** Whether each of the first lines has a count behind it, and one of them more than one frame. */
    static boolean recognises(Content content) {
        Lines lines = new Lines(content);
        for (int i = 0; i < LINES_TO_TELL && lines.nextStatement() && countAt(lines.text()) > 0; i++) {
            if (lines.text().indexOf(';') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the count begins, the last word of the line if that is a number; 0 if it is not. */
    private static int countAt(String line) {
        int at = line.length();
        while (at > 0 && Lines.digit(line.charAt(at - 1)) < 10) {
            at--;
        }
        int sign = at > 0 && line.charAt(at - 1) == '-' ? at - 1 : at;
        return at < line.length() && sign > 0 && Character.isWhitespace(line.charAt(sign - 1)) ? sign : 0;
    }

    /** The profile of the stacks from the current line on. */
    static Profile read(Lines lines) throws DataException {
        Collapsed collapsed = new Collapsed(lines);
        do {
            if (!lines.text().isEmpty()) {
                collapsed.readStack();
            }
        } while (lines.next());
        return collapsed.builder.build();
    }

    private void readStack() throws DataException {
        String line = lines.text();
        int countAt = countAt(line);
        if (countAt == 0) {
            throw lines.broken("expected frames with ';' between them, a space and a count, found " + lines.shown());
        }
        long count = lines.decimal(line.substring(countAt), "a count");
        String[] frames = line.substring(0, countAt).stripTrailing().split(";", -1);
        Matcher thread = THREAD.matcher(frames[0]);
        boolean hasThread = thread.matches();
        int labels = hasThread
                ? builder.labels(List.of(
                        Label.of("thread", thread.group(1)), Label.of("tid", Long.parseLong(thread.group(2)), "")))
                : 0;
        builder.add(stack(frames, hasThread ? 1 : 0), labels, count);
    }

    /** Id of the stack of the frames from {@code root} on. */
    private int stack(String[] frames, int root) {
        if (frames.length > locations.length) {
            locations = new int[frames.length];
            function = new int[frames.length];
            none = new long[frames.length];
        }
        int depth = 0;
        int lineCount = 0;
        for (int i = frames.length - 1; i >= root; i--) {
            String frame = frames[i];
            function[lineCount++] = builder.function(new Function(name(frame), "", "", 0));
            if (!frame.endsWith(INLINED) || i == root) {
                locations[depth++] = builder.location(-1, 0, false, lineCount, function, none, none);
                lineCount = 0;
            }
        }
        return builder.stack(locations, depth);
    }

    /** Without how the JVM ran it, which only Java's methods have; these are then written with dots. */
    private static String name(String frame) {
        for (String suffix : JAVA) {
            if (frame.endsWith(suffix)) {
                return frame.substring(0, frame.length() - suffix.length()).replace('/', '.');
            }
        }
        return frame;
    }
}
