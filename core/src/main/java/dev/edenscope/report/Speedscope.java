package dev.edenscope.report;

import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.util.List;

/**
 * Stacks as a file for <a href="https://www.speedscope.app">speedscope</a>: a sampled profile for each sample type, over
 * one table of frames. The one that the report is about is shown first.
 *
 * <p>The format knows no negative weights: a type that has some, as in a difference, becomes two profiles, of what is
 * more and of what is less.
 *
 * @see <a href="https://www.speedscope.app/file-format-schema.json">the format</a>
 */
public final class Speedscope {
    private final Stacks stacks;
    private final Appendable out;
    private final Json json = new Json();
    private final boolean[] isDifference; // [type]: whether it has negative values

    private Speedscope(Stacks stacks, Appendable out) {
        this.stacks = stacks;
        this.out = out;
        this.isDifference = new boolean[stacks.types().size()];
        for (Stacks.Stack stack : stacks.stacks()) {
            for (int type = 0; type < isDifference.length; type++) {
                isDifference[type] |= stack.values().get(type) < 0;
            }
        }
    }

    /**
     * Writes the file.
     *
     * @param name what the profile is called, for example its file
     */
    public static void write(Stacks stacks, String name, Appendable out) throws IOException {
        new Speedscope(stacks, out).write(name);
    }

    private void write(String name) throws IOException {
        json.open('{').field("$schema", "https://www.speedscope.app/file-format-schema.json");
        json.field("exporter", "edenscope").field("name", name);
        json.name("activeProfileIndex").number(activeProfile());
        json.name("shared").open('{').name("frames").open('[');
        for (Frame frame : stacks.frames()) {
            frame(frame);
        }
        json.close(']').close('}').name("profiles").open('[');
        for (int type = 0; type < stacks.types().size(); type++) {
            profile(type, 1, isDifference[type] ? ", more" : "");
            if (isDifference[type]) {
                profile(type, -1, ", less");
            }
        }
        out.append(json.close(']').close('}').document());
    }

    private int activeProfile() {
        int index = stacks.shown();
        for (int type = 0; type < stacks.shown(); type++) {
            index += isDifference[type] ? 1 : 0;
        }
        return index;
    }

    private void frame(Frame frame) throws IOException {
        json.open('{').field("name", frame.function().isEmpty() ? frame.name() : frame.function());
        if (!frame.file().isEmpty()) {
            json.field("file", frame.file());
        }
        if (frame.line() > 0) {
            json.field("line", frame.line());
        }
        json.close('}').flushTo(out);
    }

    /** The stacks whose value of this type has this sign. */
    private void profile(int type, int sign, String suffix) throws IOException {
        ValueType valueType = stacks.types().get(type);
        long end = 0;
        for (Stacks.Stack stack : stacks.stacks()) {
            end = Math.addExact(end, Math.max(0, sign * stack.values().get(type)));
        }
        json.open('{').field("type", "sampled").field("name", valueType.type() + suffix);
        json.field("unit", unit(valueType.unit())).field("startValue", 0L).field("endValue", end);
        json.name("samples").open('[');
        for (Stacks.Stack stack : stacks.stacks()) {
            if (sign * stack.values().get(type) > 0) {
                json.open('[');
                List<Integer> frames = stack.frames();
                for (int i = frames.size() - 1; i >= 0; i--) {
                    json.number(frames.get(i));
                }
                json.close(']').flushTo(out);
            }
        }
        json.close(']').name("weights").open('[');
        for (Stacks.Stack stack : stacks.stacks()) {
            if (sign * stack.values().get(type) > 0) {
                json.number(sign * stack.values().get(type)).flushTo(out);
            }
        }
        json.close(']').close('}').flushTo(out);
    }

    /** One of the units that the format knows. */
    private static String unit(String unit) {
        return switch (unit) {
            case "bytes", "nanoseconds", "microseconds", "milliseconds", "seconds" -> unit;
            default -> "none";
        };
    }
}
