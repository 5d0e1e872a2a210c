package dev.edenscope.report;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The samples of a profile by what they have in common: the package or the line of their frames, or a label. The own
 * values of all groups add up to that of the samples that are counted.
 */
final class Grouping {
    /** By place, as finely as the options ask. */
    static final String PLACES = "";

    private static final String PACKAGE = "package";
    private static final String LINE = "line";

    /** A group and its values. */
    static final class Group {
        final String name;
        private long flat;
        private long cum;
        private long flatDivisor;
        private long cumDivisor;
        private int seen;

        private Group(String name) {
            this.name = name;
        }

        private void addFlat(long value, long divisor) {
            flat = Math.addExact(flat, value);
            flatDivisor = Math.addExact(flatDivisor, divisor);
        }

        private void addCum(long value, long divisor) {
            cum = Math.addExact(cum, value);
            cumDivisor = Math.addExact(cumDivisor, divisor);
        }

        /** What its samples are worth: in means, if they are asked for. */
        long flat() {
            return Graph.mean(flat, flatDivisor);
        }

        /** What the samples are worth that have a frame in it; of labels as {@link #flat}. */
        long cum() {
            return Graph.mean(cum, cumDivisor);
        }
    }

    private final Scope scope;
    private final Options options;
    private final Map<String, Group> groups = new HashMap<>();

    private Grouping(Scope scope, Options options) {
        this.scope = scope;
        this.options = options;
    }

    /**
     * The groups that have a value.
     *
     * @param by {@code package}, {@code line}, the key of a label, or {@link #PLACES}
     * @throws UsageException if no sample has such a label
     */
    static List<Group> of(Scope scope, String by, Options options) {
        Grouping grouping = new Grouping(scope, options);
        switch (by) {
            case PLACES -> grouping.byPlace(options);
            case LINE -> grouping.byPlace(options.with(Option.GRANULARITY, "lines"));
            case PACKAGE -> grouping.byPackage();
            default -> grouping.byLabel(by);
        }
        List<Group> groups = new ArrayList<>(grouping.groups.values());
        groups.removeIf(group -> group.flat == 0 && group.cum == 0);
        return groups;
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }

    private void byPlace(Options finely) {
        for (Graph.Node node : Graph.of(scope, finely, Set.of()).nodes()) {
            Group group = group(node.name);
            group.addFlat(node.flatValue(), 0);
            group.addCum(node.cumValue(), 0);
        }
    }

    private void byPackage() {
        Profile profile = scope.profile();
        Group[] groupOf = new Group[profile.functions().size()];
        Arrays.setAll(groupOf, id -> {
            String name = Packages.of(profile.functions().get(id));
            return group(name.isEmpty() ? "(no package)" : name);
        });
        forEachSample((sample, value, divisor) -> {
            Group leaf = null;
            int stack = profile.stack(sample);
            for (int i = scope.selection().leaf(stack); i < scope.selection().root(stack); i++) {
                int location = profile.location(stack, i);
                if (scope.selection().isHidden(location)) {
                    continue;
                }
                for (int line : scope.selection().lines(location)) {
                    Group group = groupOf[profile.functionId(location, line)];
                    leaf = leaf == null ? group : leaf;
                    if (group.seen != sample + 1) {
                        group.seen = sample + 1;
                        group.addCum(value, divisor);
                    }
                }
            }
            if (leaf == null) {
                leaf = group("(no symbols)");
                leaf.addCum(value, divisor);
            }
            leaf.addFlat(value, divisor);
        });
    }

    private void byLabel(String key) {
        Set<String> keys = new TreeSet<>();
        Map<Integer, Group> groupOf = new HashMap<>(); // by label set
        forEachSample((sample, value, divisor) -> {
            Group group = groupOf.computeIfAbsent(
                    scope.profile().labelSet(sample),
                    set -> group(name(key, scope.selection().labels(sample), keys)));
            group.addFlat(value, divisor);
            group.addCum(value, divisor);
        });
        if (!keys.contains(key) && !groupOf.isEmpty()) {
            throw new UsageException("no sample has a label \"" + key + "\"; "
                    + (keys.isEmpty() ? "this profile has no labels" : "its labels are: " + String.join(", ", keys)));
        }
    }

    /** What a label set says about a key; its keys are added to those that are known. */
    private String name(String key, List<Label> labels, Set<String> keys) {
        List<String> values = new ArrayList<>();
        for (Label label : labels) {
            keys.add(label.key());
            if (label.key().equals(key)) {
                values.add(
                        label.isNumber()
                                ? Measure.label(
                                        label.number(),
                                        scope.selection().units().of(key))
                                : label.text());
            }
        }
        return values.isEmpty() ? "(no " + key + ")" : String.join(", ", values);
    }

    private interface Visitor {
        void sample(int sample, long value, long divisor);
    }

    private void forEachSample(Visitor visitor) {
        Profile profile = scope.profile();
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (scope.selection().isSampleCounted(sample)) {
                visitor.sample(
                        sample, profile.value(sample, scope.type()), options.mean() ? profile.value(sample, 0) : 0);
            }
        }
    }
}
