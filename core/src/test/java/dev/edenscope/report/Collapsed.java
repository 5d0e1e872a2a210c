package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Profiles written as text: a line a stack, frames from the root with {@code ;} between them, then the values. A frame is
 * {@code function}, {@code function@file:line} or {@code function@file:line^start}; {@code +} joins a frame with the one
 * that was inlined into it.
 */
final class Collapsed {
    private Collapsed() {}

    /** Allocated objects and bytes. */
    static Profile allocations(String stacks) {
        return of(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)), stacks);
    }

    static Profile of(Profile.Header header, String stacks) {
        ProfileBuilder builder = new ProfileBuilder(header);
        for (String line : stacks.lines().toList()) {
            List<String> words = new ArrayList<>(List.of(line.split(" +", -1)));
            long[] values = new long[header.sampleTypes().size()];
            for (int i = values.length - 1; i >= 0; i--) {
                values[i] = Long.parseLong(words.remove(words.size() - 1));
            }
            List<String> frames =
                    new ArrayList<>(List.of(String.join(" ", words).split(";", -1)));
            Collections.reverse(frames);
            int[] stack = new int[frames.size()];
            for (int i = 0; i < stack.length; i++) {
                stack[i] = location(builder, frames.get(i));
            }
            builder.add(builder.stack(stack, stack.length), 0, values);
        }
        return builder.build();
    }

    private static int location(ProfileBuilder builder, String frame) {
        List<String> lines = new ArrayList<>(List.of(frame.split("\\+", -1)));
        Collections.reverse(lines);
        int[] functions = new int[lines.size()];
        long[] numbers = new long[lines.size()];
        for (int i = 0; i < functions.length; i++) {
            String line = lines.get(i);
            int at = line.indexOf('@');
            int colon = line.indexOf(':', at);
            int caret = line.indexOf('^', at);
            String name = at < 0 ? line : line.substring(0, at);
            String file = at < 0 ? "" : line.substring(at + 1, colon);
            long start = caret < 0 ? 0 : Long.parseLong(line.substring(caret + 1));
            functions[i] = builder.function(new Function(name, name, file, start));
            numbers[i] = at < 0 ? 0 : Long.parseLong(line.substring(colon + 1, caret < 0 ? line.length() : caret));
        }
        return builder.location(-1, 0, false, functions.length, functions, numbers, new long[numbers.length]);
    }
}
