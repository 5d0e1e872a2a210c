package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.ProfileBuilder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the addresses in a legacy profile of a JVM are: numbers, each with a line behind the samples.
 *
 * <pre>
 * 0x00000003 com.example.Orders.handle (Orders.java:12)
 * 0x00000004 __read (/lib/libc.so.6)
 * 0x00000005 GC
 * </pre>
 */
final class JavaSymbols implements AddressSample.Places {
    private static final Mapping ANYWHERE = new Mapping(0, -1, 0, "", "", false, false, false, false);

    private final Map<Long, Frame> frames = new HashMap<>();
    private final Map<String, Function> functions = new HashMap<>();
    private final int[] function = new int[1];
    private final long[] lineNumber = new long[1];
    private final long[] noColumn = new long[1];

    private record Frame(Function function, long line) {}

    /** Reads the names of the samples' addresses, from the current line on. */
    JavaSymbols(List<AddressSample> samples, Lines lines) throws DataException {
        Set<Long> used = new HashSet<>();
        for (AddressSample sample : samples) {
            for (int i = 0; i < sample.depth(); i++) {
                used.add(sample.address(i));
            }
        }
        do {
            if (lines.atAddress()) {
                long address = lines.address();
                if (used.contains(address)) {
                    frames.put(address, frame(lines.rest()));
                }
            }
        } while (lines.next());
    }

    /** {@code function (file:line)}, {@code function (path of a library)}, or what the JVM does. */
    private Frame frame(String text) {
        int colon = text.lastIndexOf(':');
        int open = colon < 0 ? -1 : openBefore(text, colon);
        if (open >= 0 && text.endsWith(")") && isNumber(text, colon + 1, text.length() - 1)) {
            String file = text.substring(open + 1, colon);
            return new Frame(function(text.substring(0, open - 1), file), line(text, colon + 1, text.length() - 1));
        }
        open = text.endsWith(")") ? openBefore(text, text.length() - 1) : -1;
        if (open >= 0) {
            String path = text.substring(open + 1, text.length() - 1);
            return new Frame(function(text.substring(0, open - 1), path.substring(path.lastIndexOf('/') + 1)), 0);
        }
        return new Frame(function(text.contains("generated stub/JIT") ? "STUB" : text, ""), 0);
    }

    /** The last opening bracket with a space before it, up to {@code end}; -1 if there is none. */
    private static int openBefore(String text, int end) {
        int open = text.lastIndexOf('(', end - 1);
        while (open > 0 && !Character.isWhitespace(text.charAt(open - 1))) {
            open = text.lastIndexOf('(', open - 1);
        }
        return open > 0 ? open : -1;
    }

    private static boolean isNumber(String text, int from, int to) {
        int first = from < to && text.charAt(from) == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (Lines.digit(text.charAt(i)) >= 10) {
                return false;
            }
        }
        return first < to;
    }

    /** 0 where the number says that the line is not known. */
    private static long line(String text, int from, int to) {
        try {
            return Math.max(0, Long.parseLong(text, from, to, 10));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A name is one function, in the file that it was first seen with. */
    private Function function(String name, String file) {
        return functions.computeIfAbsent(name, n -> new Function(n, n, file, 0));
    }

    @Override
    public int locate(AddressSample sample, ProfileBuilder builder, int[] locations) {
        for (int i = 0; i < sample.depth(); i++) {
            locations[i] = location(sample.address(i), builder);
        }
        return sample.depth();
    }

    /** Without addresses: they mean nothing outside the file. */
    private int location(long address, ProfileBuilder builder) {
        Frame frame = frames.get(address);
        if (frame == null) {
            int mapping = address == 0 ? -1 : builder.mapping(ANYWHERE);
            return builder.location(mapping, 0, false, 0, function, lineNumber, noColumn);
        }
        function[0] = builder.function(frame.function);
        lineNumber[0] = frame.line;
        return builder.location(-1, 0, false, 1, function, lineNumber, noColumn);
    }
}
