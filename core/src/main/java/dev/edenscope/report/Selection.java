package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks and frames of a profile that a report counts: what is left of them after the profile's own drop_frames and
 * the filters focus, ignore, hide and show.
 *
 * <p>All of these ask about locations, so each location is looked at once, and then each stack once.
 */
final class Selection {
    private final Profile profile;
    private final int[][] lines; // [location]: its visible lines, innermost first
    private final boolean[] hidden; // [location]
    private final boolean[] counted; // [stack]
    private final int[] leaf; // [stack]: position of the first frame that is left
    private final List<String> warnings = new ArrayList<>();

    Selection(Profile profile, Options options) {
        this.profile = profile;
        int locations = profile.locationCount();
        this.lines = new int[locations][];
        this.hidden = new boolean[locations];
        this.counted = new boolean[profile.stackCount()];
        this.leaf = new int[profile.stackCount()];
        for (int location = 0; location < locations; location++) {
            lines[location] = all(profile.lineCount(location));
        }
        Arrays.fill(counted, true);
        prune();
        filter(options.filters());
        if (options.noInlines()) {
            for (int location = 0; location < locations; location++) {
                int count = lines[location].length;
                if (count > 1) {
                    lines[location] = new int[] {lines[location][count - 1]};
                }
            }
        }
    }

    /** The visible lines of a location, innermost first. */
    int[] lines(int location) {
        return lines[location];
    }

    boolean isHidden(int location) {
        return hidden[location];
    }

    boolean isCounted(int stack) {
        return counted[stack];
    }

    /** Position of the leaf in a stack: frames before it are dropped. */
    int leaf(int stack) {
        return leaf[stack];
    }

    /** Position behind the root in a stack: frames from there on are dropped. */
    int root(int stack) {
        return profile.depth(stack);
    }

    /** Whether a sample is counted at all: its stack, and its labels. */
    boolean isSampleCounted(int sample) {
        return counted[profile.stack(sample)];
    }

    /** The labels of a sample that are shown, sorted. */
    List<Label> labels(int sample) {
        return profile.labels(sample);
    }

    /** Filters that matched nothing. */
    List<String> warnings() {
        return warnings;
    }

    private static int[] all(int count) {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = i;
        }
        return all;
    }

    // Filters

    private void filter(Options.Filters filters) {
        Regex focus = Regex.optional("focus", filters.focus());
        Regex ignore = Regex.optional("ignore", filters.ignore());
        Regex hide = Regex.optional("hide", filters.hide());
        Regex show = Regex.optional("show", filters.show());
        if (focus == null && ignore == null && hide == null && show == null) {
            return;
        }
        Matches focused = new Matches(focus);
        Matches ignored = new Matches(ignore);
        Matches hides = new Matches(hide);
        Matches shows = new Matches(show);
        int locations = profile.locationCount();
        boolean[] inFocus = new boolean[locations];
        boolean[] inIgnore = new boolean[locations];
        boolean shown = false;
        for (int location = 0; location < locations; location++) {
            inIgnore[location] = ignore != null && ignored.location(location);
            inFocus[location] = !inIgnore[location] && (focus == null || focused.location(location));
            if (hide != null && hides.location(location)) {
                lines[location] = hides.binary(location) ? new int[0] : hides.linesOf(location, false);
                hidden[location] = lines[location].length == 0;
            }
            if (show != null) {
                lines[location] = shows.binary(location) ? lines[location] : shows.linesOf(location, true);
                hidden[location] |= lines[location].length == 0;
                shown |= lines[location].length != 0;
            }
        }
        for (int stack = 0; stack < counted.length; stack++) {
            counted[stack] = isCounted(stack, inFocus, inIgnore);
        }
        warn(focus == null || any(inFocus), "Focus");
        warn(ignore == null || any(inIgnore), "Ignore");
        warn(hide == null || hides.any, "Hide");
        warn(show == null || shown, "Show");
    }

    private boolean isCounted(int stack, boolean[] inFocus, boolean[] inIgnore) {
        boolean focused = false;
        boolean visible = false;
        boolean anyHidden = false;
        for (int i = leaf[stack]; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            if (inIgnore[location]) {
                return false;
            }
            focused |= inFocus[location];
            visible |= !hidden[location];
            anyHidden |= hidden[location];
        }
        return focused && (visible || !anyHidden);
    }

    private void warn(boolean matched, String option) {
        if (!matched) {
            warnings.add(option + " expression matched no samples");
        }
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }

    /** What an expression matches; each function and each binary is tried once. */
    private final class Matches {
        private final Regex regex;
        private final byte[] functions; // 0 not tried, 1 no, 2 yes
        private final Map<String, Boolean> binaries = new HashMap<>();
        private boolean any;

        Matches(Regex regex) {
            this.regex = regex;
            this.functions = new byte[profile.functions().size()];
        }

        boolean location(int location) {
            boolean found = false;
            for (int line : lines[location]) {
                found |= function(profile.functionId(location, line));
            }
            found |= binary(location);
            any |= found;
            return found;
        }

        /** Whether the binary's name matches. A profile without binaries has one, without a name. */
        boolean binary(int location) {
            Mapping mapping = profile.mapping(location);
            if (mapping == null && !profile.mappings().isEmpty()) {
                return false;
            }
            return binaries.computeIfAbsent(mapping == null ? "" : mapping.filename(), regex::matches);
        }

        int[] linesOf(int location, boolean matching) {
            int[] left = new int[lines[location].length];
            int count = 0;
            for (int line : lines[location]) {
                if (function(profile.functionId(location, line)) == matching) {
                    left[count++] = line;
                }
            }
            return Arrays.copyOf(left, count);
        }

        private boolean function(int id) {
            if (functions[id] == 0) {
                Function function = profile.functions().get(id);
                boolean matches = regex.matches(function.name()) || regex.matches(function.filename());
                functions[id] = (byte) (matches ? 2 : 1);
            }
            return functions[id] == 2;
        }
    }

    // drop_frames

    /** Takes out the frames that match drop_frames and everything that they call, below the first other frame. */
    private void prune() {
        String drop = profile.header().dropFrames();
        if (drop.isEmpty()) {
            return;
        }
        String keep = profile.header().keepFrames();
        Regex dropped = Regex.of("drop_frames", "^(" + drop + ")$");
        Regex kept = keep.isEmpty() ? null : Regex.of("keep_frames", "^(" + keep + ")$");
        byte[] cut = new byte[profile.locationCount()]; // 0 whole, 1 some of its lines, 2 the whole location
        for (int location = 0; location < cut.length; location++) {
            int count = profile.lineCount(location);
            int last = count - 1;
            while (last >= 0 && !isDropped(profile.function(location, last).name(), dropped, kept)) {
                last--;
            }
            if (last >= 0 && last == count - 1) {
                cut[location] = 2;
            } else if (last >= 0) {
                cut[location] = 1;
                lines[location] = Arrays.copyOfRange(lines[location], last + 1, count);
            }
        }
        for (int stack = 0; stack < leaf.length; stack++) {
            leaf[stack] = prunedLeaf(stack, cut);
        }
    }

    private int prunedLeaf(int stack, byte[] cut) {
        boolean foundUser = false;
        for (int i = profile.depth(stack) - 1; i >= 0; i--) {
            int how = cut[profile.location(stack, i)];
            if (how == 0) {
                foundUser = true;
            } else if (foundUser) {
                return how == 2 ? i + 1 : i;
            }
        }
        return 0;
    }

    private static boolean isDropped(String name, Regex dropped, Regex kept) {
        if (name.isEmpty()) {
            return false;
        }
        String simple = withoutArguments(name.startsWith(".") ? name.substring(1) : name);
        return dropped.matches(simple) && (kept == null || !kept.matches(simple));
    }

    /** A name up to the parenthesis that opens its argument list, which two C++ names are not. */
    private static String withoutArguments(String name) {
        int from = 0;
        while (true) {
            int open = name.indexOf('(', from);
            if (open < 0) {
                return name;
            }
            if (name.startsWith("(anonymous namespace)", open)) {
                from = open + "(anonymous namespace)".length();
            } else if (open >= "operator".length() && name.startsWith("operator()", open - "operator".length())) {
                from = open + "()".length();
            } else {
                return name.substring(0, open);
            }
        }
    }
}
