package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames that a report sees in a profile, each once, and which of them a stack has. */
final class Frames {
    private final Profile profile;
    private final Selection selection;
    private final Options options;
    private final boolean inlines;
    private final List<Frame> frames = new ArrayList<>();
    private final Map<Frame, Integer> ids = new HashMap<>();
    private final int[][] framesOf; // [location]: innermost first
    private int[] stack = new int[128];

    /** @param inlines whether a call that was inlined is another frame than one that was not */
    Frames(Scope scope, Options options, boolean inlines) {
        this.profile = scope.profile();
        this.selection = scope.selection();
        this.options = options;
        this.inlines = inlines;
        this.framesOf = new int[profile.locationCount()][];
        for (int location = 0; location < framesOf.length; location++) {
            framesOf[location] = frames(location);
        }
    }

    /** All frames; their index is their id. */
    List<Frame> all() {
        return frames;
    }

    /** The visible frames of a sample, leaf first. */
    int[] of(int sample) {
        int of = profile.stack(sample);
        int depth = 0;
        for (int i = selection.leaf(of); i < selection.root(of); i++) {
            int location = profile.location(of, i);
            if (!selection.isHidden(location)) {
                int[] more = framesOf[location];
                if (depth + more.length > stack.length) {
                    stack = Arrays.copyOf(stack, (depth + more.length) * 2);
                }
                System.arraycopy(more, 0, stack, depth, more.length);
                depth += more.length;
            }
        }
        return Arrays.copyOf(stack, depth);
    }

    private int[] frames(int location) {
        if (profile.lineCount(location) == 0) {
            return new int[] {id(nameless(location))};
        }
        int[] lines = selection.lines(location);
        int[] found = new int[lines.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = id(frame(location, lines[i], inlines && i < found.length - 1));
        }
        return found;
    }

    private int id(Frame frame) {
        Integer known = ids.putIfAbsent(frame, frames.size());
        if (known != null) {
            return known;
        }
        frames.add(frame);
        return frames.size() - 1;
    }

    private Frame nameless(int location) {
        Place place = new Place(address(location), "", "", 0, 0, 0, binary(location));
        return new Frame(place.printableName(), "", "", 0, false);
    }

    private Frame frame(int location, int line, boolean inline) {
        Granularity granularity = options.granularity();
        boolean columns = options.showColumns() || (granularity == Granularity.ADDRESSES && !options.noInlines());
        Function function = profile.function(location, line);
        String name = granularity.function ? function.name() : "";
        String file = function.filename().isEmpty() ? "" : Names.clean(function.filename());
        Place place = new Place(
                address(location),
                name,
                granularity.file ? file : "",
                0,
                granularity.line ? profile.lineNumber(location, line) : 0,
                granularity.line && columns ? profile.column(location, line) : 0,
                name.isEmpty() ? binary(location) : "");
        return new Frame(place.printableName(), name, file, place.line(), inline);
    }

    private long address(int location) {
        return options.granularity() == Granularity.ADDRESSES ? profile.address(location) : 0;
    }

    private String binary(int location) {
        Mapping mapping = profile.mapping(location);
        return mapping == null ? "" : mapping.filename();
    }
}
