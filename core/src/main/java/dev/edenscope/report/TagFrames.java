package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frames that labels stand for, as tagroot and tagleaf ask for them: before a filter looks at the profile. */
final class TagFrames {
    private final Profile profile;
    private final Selection selection; // of all samples
    private final ProfileBuilder builder;
    private final String unit;

    private TagFrames(Profile profile, String unit) {
        this.profile = profile;
        this.selection = new Selection(profile, Options.defaults());
        this.builder = new ProfileBuilder(withoutDropFrames(profile.header()));
        this.unit = unit;
    }

    /**
     * The profile with a frame for each label that the options name: its function is called as the label's values with
     * commas between them (nothing for a sample without the label), its file as the label. Of several, the first is
     * next to the root, the last next to the leaf. Without such options it is the profile itself.
     *
     * <p>What drop_frames matches has been taken out of the profile that is returned.
     */
    static Profile of(Profile profile, Options options) {
        List<String> roots = keys(options.get(Option.TAGROOT));
        List<String> leaves = keys(options.get(Option.TAGLEAF));
        if (roots.isEmpty() && leaves.isEmpty()) {
            return profile;
        }
        return new TagFrames(profile, options.unit()).with(leaves, roots);
    }

    /** The labels that an option names. */
    static List<String> keys(String names) {
        List<String> keys = new ArrayList<>();
        for (String key : names.split(",", -1)) {
            if (!key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Profile with(List<String> leaves, List<String> roots) {
        Collections.reverse(leaves);
        Collections.reverse(roots);
        int[] locations = new int[profile.locationCount()];
        Copier copier = new Copier(profile, builder);
        for (int location = 0; location < locations.length; location++) {
            locations[location] = copier.location(location, selection.lines(location));
        }
        Map<Integer, int[]> leafFrames = new HashMap<>(); // by label set
        Map<Integer, int[]> rootFrames = new HashMap<>();
        long[] values = new long[profile.sampleTypes().size()];
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            List<Label> labels = profile.labels(sample);
            int set = profile.labelSet(sample);
            int[] above = rootFrames.computeIfAbsent(set, id -> frames(roots, labels));
            int[] below = leafFrames.computeIfAbsent(set, id -> frames(leaves, labels));
            for (int type = 0; type < values.length; type++) {
                values[type] = profile.value(sample, type);
            }
            int[] stack = stack(profile.stack(sample), locations, below, above);
            builder.add(builder.stack(stack, stack.length), builder.labels(labels), values);
        }
        return builder.build();
    }

    private int[] stack(int stack, int[] locations, int[] below, int[] above) {
        int leaf = selection.leaf(stack);
        int left = selection.root(stack) - leaf;
        int[] frames = new int[below.length + left + above.length];
        System.arraycopy(below, 0, frames, 0, below.length);
        for (int i = 0; i < left; i++) {
            frames[below.length + i] = locations[profile.location(stack, leaf + i)];
        }
        System.arraycopy(above, 0, frames, below.length + left, above.length);
        return frames;
    }

    private int[] frames(List<String> keys, List<Label> labels) {
        int[] frames = new int[keys.size()];
        for (int i = 0; i < frames.length; i++) {
            int function = builder.function(new Function(values(keys.get(i), labels), "", keys.get(i), 0));
            frames[i] = builder.location(function, 0);
        }
        return frames;
    }

    /** The values of one label, the texts first. */
    private String values(String key, List<Label> labels) {
        List<String> values = new ArrayList<>();
        for (Label label : labels) {
            if (label.key().equals(key)) {
                values.add(label.isNumber() ? number(label) : label.text());
            }
        }
        return String.join(",", values);
    }

    private String number(Label label) {
        return label.unit().isEmpty()
                ? Measure.label(label.number(), "", "")
                : Measure.label(label.number(), label.unit(), unit);
    }

    private static Profile.Header withoutDropFrames(Profile.Header header) {
        return new Profile.Header(
                header.sampleTypes(),
                header.defaultSampleType(),
                header.periodType(),
                header.period(),
                header.timeNanos(),
                header.durationNanos(),
                header.comments(),
                header.docUrl(),
                "",
                "",
                header.warnings());
    }
}
