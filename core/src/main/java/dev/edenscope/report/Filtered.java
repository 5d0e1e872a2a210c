package dev.edenscope.report;

import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * What the filters leave of a profile, as a profile: with all its sample types, and its places down to the address.
 *
 * @param profile what is left; samples that are alike by now are one
 * @param warnings what to tell the reader beside it: filters that matched nothing
 */
public record Filtered(Profile profile, List<String> warnings) {
    public Filtered {
        warnings = List.copyOf(warnings);
    }

    /**
     * What is left of a profile.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Filtered of(Profile profile, Options options) {
        options.requireWhole("a profile");
        Scope scope = Scope.of(profile, options);
        return new Filtered(
                new Copy(scope.profile(), scope.selection(), options).profile(),
                scope.selection().warnings());
    }

    /** A mapping as it is left when inlined calls are not told apart. */
    static Mapping withoutInlines(Mapping mapping) {
        return new Mapping(
                mapping.start(),
                mapping.limit(),
                mapping.offset(),
                mapping.filename(),
                mapping.buildId(),
                mapping.hasFunctions(),
                mapping.hasFilenames(),
                mapping.hasLineNumbers(),
                false);
    }

    private static final class Copy {
        private final Profile profile;
        private final Selection selection;
        private final Options options;
        private final ProfileBuilder builder;
        private final int[] copied; // [location]: its id in the copy, or -1
        private int[] frames = new int[128];

        Copy(Profile profile, Selection selection, Options options) {
            this.profile = profile;
            this.selection = selection;
            this.options = options;
            this.builder = new ProfileBuilder(profile.header());
            this.copied = new int[profile.locationCount()];
            Arrays.fill(copied, -1);
        }

        Profile profile() {
            if (!profile.mappings().isEmpty()) {
                mapping(profile.mappings().get(0)); // the first is the main binary, whatever the samples refer to
            }
            double ratio = options.ratio();
            long[] values = new long[profile.sampleTypes().size()];
            for (int sample = 0; sample < profile.sampleCount(); sample++) {
                if (selection.isSampleCounted(sample)) {
                    for (int type = 0; type < values.length; type++) {
                        long value = profile.value(sample, type);
                        values[type] = ratio == 1 ? value : (long) (value * ratio);
                    }
                    int depth = frames(profile.stack(sample));
                    int labels = builder.labels(selection.labels(sample));
                    builder.add(builder.stack(frames, depth), labels, values);
                }
            }
            return builder.build();
        }

        private int frames(int stack) {
            int depth = 0;
            if (profile.depth(stack) > frames.length) {
                frames = new int[profile.depth(stack)];
            }
            for (int i = selection.leaf(stack); i < selection.root(stack); i++) {
                int location = profile.location(stack, i);
                if (!selection.isHidden(location)) {
                    if (copied[location] < 0) {
                        copied[location] = location(location);
                    }
                    frames[depth++] = copied[location];
                }
            }
            return depth;
        }

        private int location(int location) {
            int[] lines = selection.lines(location);
            boolean columns = options.showColumns() || !options.noInlines();
            int[] function = new int[lines.length];
            long[] number = new long[lines.length];
            long[] column = new long[lines.length];
            for (int i = 0; i < lines.length; i++) {
                function[i] = builder.function(profile.function(location, lines[i]));
                number[i] = profile.lineNumber(location, lines[i]);
                column[i] = columns ? profile.column(location, lines[i]) : 0;
            }
            Mapping mapping = profile.mapping(location);
            return builder.location(
                    mapping == null ? -1 : mapping(mapping),
                    profile.address(location),
                    profile.folded(location),
                    lines.length,
                    function,
                    number,
                    column);
        }

        private int mapping(Mapping mapping) {
            return builder.mapping(options.noInlines() ? withoutInlines(mapping) : mapping);
        }
    }
}
