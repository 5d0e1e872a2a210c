package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples, stacks, frames and labels of a profile that a report counts: what is left of them after the profile's own
 * drop_frames and the filters, in the order in which {@code go tool pprof} applies them.
 *
 * <p>Filters ask about locations or labels, so each location and each label set is looked at once, and then each stack
 * once. Nothing of the profile is copied.
 */
final class Selection {
    private final Profile profile;
    private final int[][] lines; // [location]: its visible lines, innermost first
    private final boolean[] hidden; // [location]
    private final boolean[] counted; // [stack]
    private final int[] leaf; // [stack]: position of the first frame that is left
    private final int[] root; // [stack]: position behind the last one
    private final LabelUnits units;
    private final BitSet withoutLabels = new BitSet(); // label sets whose samples are not counted
    private Map<Integer, List<Label>> shownLabels; // by label set; null where all are shown
    private final List<String> warnings = new ArrayList<>();

    /**
     * What is left of a profile.
     *
     * @throws UsageException if a filter is not an expression
     */
    Selection(Profile profile, Options options) {
        this.profile = profile;
        int locations = profile.locationCount();
        int stacks = profile.stackCount();
        this.lines = new int[locations][];
        this.hidden = new boolean[locations];
        this.counted = new boolean[stacks];
        this.leaf = new int[stacks];
        this.root = new int[stacks];
        this.units = new LabelUnits(profile);
        for (int location = 0; location < locations; location++) {
            lines[location] = all(profile.lineCount(location));
        }
        for (int stack = 0; stack < stacks; stack++) {
            counted[stack] = true;
            root[stack] = profile.depth(stack);
        }
        Pruning pruning = new Pruning(profile, lines, leaf, root);
        pruning.dropFrames();
        warnings.addAll(units.warnings());
        warnOfTagFrames(Option.TAGROOT, "TagRoot", options);
        warnOfTagFrames(Option.TAGLEAF, "TagLeaf", options);

        Regex focus = Regex.optional(Option.FOCUS, options);
        Regex ignore = Regex.optional(Option.IGNORE, options);
        Regex hide = Regex.optional(Option.HIDE, options);
        Regex show = Regex.optional(Option.SHOW, options);
        Regex showFrom = Regex.optional(Option.SHOW_FROM, options);
        TagFilter tagFocus = TagFilter.optional(Option.TAGFOCUS, options, units);
        TagFilter tagIgnore = TagFilter.optional(Option.TAGIGNORE, options, units);
        Regex pruneFrom = Regex.optional(Option.PRUNE_FROM, options);
        Regex tagShow = Regex.optional(Option.TAGSHOW, options);
        Regex tagHide = Regex.optional(Option.TAGHIDE, options);
        noteOf(tagFocus);
        noteOf(tagIgnore);
        filter(focus, ignore, hide, show);
        if (showFrom != null) {
            showFrom(showFrom);
        }
        if (tagFocus != null || tagIgnore != null) {
            filterByLabels(tagFocus, tagIgnore);
        }
        if (tagShow != null || tagHide != null) {
            filterLabels(tagShow, tagHide);
        }
        if (pruneFrom != null) {
            pruning.from(pruneFrom);
        }
        if (options.noInlines()) {
            leaveOutInlines();
        }
    }

    /** The visible lines of a location, innermost first. */
    int[] lines(int location) {
        return lines[location];
    }

    boolean isHidden(int location) {
        return hidden[location];
    }

    /** Whether a stack is counted, whatever the labels of its samples. */
    boolean isCounted(int stack) {
        return counted[stack];
    }

    /** Position of the leaf in a stack: frames before it are dropped. */
    int leaf(int stack) {
        return leaf[stack];
    }

    /** Position behind the root in a stack: frames from there on are dropped. */
    int root(int stack) {
        return root[stack];
    }

    /** Whether a sample is counted at all: its stack, and its labels. */
    boolean isSampleCounted(int sample) {
        return counted[profile.stack(sample)] && !withoutLabels.get(profile.labelSet(sample));
    }

    /** The labels of a sample that are shown, sorted. */
    List<Label> labels(int sample) {
        return shownLabels == null ? profile.labels(sample) : shownLabels.get(profile.labelSet(sample));
    }

    /** The units of numeric labels. */
    LabelUnits units() {
        return units;
    }

    /** Filters that matched nothing, and what else the reader of a report should know about them. */
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

    // By name

    private void filter(Regex focus, Regex ignore, Regex hide, Regex show) {
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
        boolean[] inHide = new boolean[locations];
        boolean[] inShow = new boolean[locations];
        for (int location = 0; location < locations; location++) {
            inIgnore[location] = ignore != null && ignored.location(location);
            inFocus[location] = !inIgnore[location] && (focus == null || focused.location(location));
            inHide[location] = hide != null && hides.location(location);
            if (inHide[location]) {
                lines[location] = hides.binary(location) ? new int[0] : hides.linesOf(location, false);
                hidden[location] = lines[location].length == 0;
            }
            if (show != null) {
                lines[location] = shows.binary(location) ? lines[location] : shows.linesOf(location, true);
                hidden[location] |= lines[location].length == 0;
                inShow[location] = lines[location].length != 0;
            }
        }
        for (int stack = 0; stack < counted.length; stack++) {
            counted[stack] = isCounted(stack, inFocus, inIgnore);
        }
        warn(focus == null || any(inFocus), "Focus");
        warn(ignore == null || any(inIgnore), "Ignore");
        warn(hide == null || any(inHide), "Hide");
        warn(show == null || any(inShow), "Show");
    }

    private boolean isCounted(int stack, boolean[] inFocus, boolean[] inIgnore) {
        boolean focused = false;
        boolean visible = false;
        boolean anyHidden = false;
        for (int i = leaf[stack]; i < root[stack]; i++) {
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

    /** Ends each stack with the outermost frame that matches; stacks without one are not counted. */
    private void showFrom(Regex regex) {
        Matches matches = new Matches(regex);
        boolean[] matching = new boolean[profile.locationCount()];
        for (int location = 0; location < matching.length; location++) {
            int end = matches.endOfLines(location);
            matching[location] = end > 0 || matches.binary(location);
            if (end > 0 && !matches.binary(location)) {
                lines[location] = Arrays.copyOf(lines[location], end);
            }
        }
        for (int stack = 0; stack < counted.length; stack++) {
            int end = root[stack];
            while (end > leaf[stack] && !isShown(profile.location(stack, end - 1), matching)) {
                end--;
            }
            root[stack] = end;
            counted[stack] &= end > leaf[stack];
        }
        warn(any(matching), "ShowFrom");
    }

    private boolean isShown(int location, boolean[] matching) {
        return matching[location] && !hidden[location];
    }

    private void leaveOutInlines() {
        for (int location = 0; location < lines.length; location++) {
            int count = lines[location].length;
            if (count > 1) {
                lines[location] = new int[] {lines[location][count - 1]};
            }
        }
    }

    // By label

    private void filterByLabels(TagFilter focus, TagFilter ignore) {
        boolean anyFocused = false;
        boolean anyIgnored = false;
        BitSet seen = new BitSet();
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            int set = profile.labelSet(sample);
            if (!counted[profile.stack(sample)] || seen.get(set)) {
                continue;
            }
            seen.set(set);
            boolean focused = focus == null || focus.matches(profile.labels(sample));
            boolean ignored = ignore != null && ignore.matches(profile.labels(sample));
            withoutLabels.set(set, !focused || ignored);
            anyFocused |= focused;
            anyIgnored |= ignored;
        }
        warn(focus == null || anyFocused, "TagFocus");
        warn(ignore == null || anyIgnored, "TagIgnore");
    }

    private void filterLabels(Regex show, Regex hide) {
        boolean anyShown = false;
        boolean anyHidden = false;
        shownLabels = new HashMap<>();
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            boolean isCounted = isSampleCounted(sample);
            List<Label> left = new ArrayList<>();
            for (Label label : profile.labels(sample)) {
                boolean shown = show == null || show.matches(label.key());
                boolean unseen = hide != null && hide.matches(label.key());
                anyShown |= shown && isCounted;
                anyHidden |= unseen && isCounted;
                if (shown && !unseen) {
                    left.add(label);
                }
            }
            shownLabels.put(profile.labelSet(sample), left);
        }
        warn(show == null || anyShown, "TagShow");
        warn(hide == null || anyHidden, "TagHide");
    }

    private void warnOfTagFrames(Option option, String name, Options options) {
        List<String> keys = TagFrames.keys(options.get(option));
        boolean matched = keys.isEmpty();
        for (int sample = 0; sample < profile.sampleCount() && !matched; sample++) {
            matched = profile.labels(sample).stream().anyMatch(label -> keys.contains(label.key()));
        }
        warn(matched, name);
    }

    private void noteOf(TagFilter filter) {
        if (filter != null && !filter.warning().isEmpty()) {
            warnings.add(filter.warning());
        }
    }

    private void warn(boolean matched, String option) {
        if (!matched) {
            warnings.add(option + " expression matched no samples");
        }
    }

    /** Whether there is one of these locations. A difference may be left with locations but no samples. */
    private boolean any(boolean[] of) {
        for (int location = 0; location < of.length && profile.sampleCount() > 0; location++) {
            if (of[location]) {
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

        Matches(Regex regex) {
            this.regex = regex;
            this.functions = new byte[profile.functions().size()];
        }

        boolean location(int location) {
            return endOfLines(location) > 0 || binary(location);
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

        /** How many of a location's lines there are up to the outermost that matches; 0 if none does. */
        int endOfLines(int location) {
            int end = lines[location].length;
            while (end > 0 && !function(profile.functionId(location, lines[location][end - 1]))) {
                end--;
            }
            return end;
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
}
