package dev.edenscope.report;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a profile holds after the filters, whatever granularity the report has. Samples and locations are views of
 * the profile: made when they are asked for.
 *
 * @param header what the profile says about itself
 * @param samples the samples that are counted
 * @param locations all locations, those of no sample too
 * @param mappings all mappings; a profile without any is given one that is empty, and all its locations are in it
 * @param warnings what to tell the reader beside the report: filters that matched nothing
 */
public record Raw(
        Profile.Header header,
        List<Sample> samples,
        List<Location> locations,
        List<Mapping> mappings,
        List<String> warnings) {
    private static final Mapping NO_BINARY = new Mapping(0, 0, 0, "", "", false, false, false, false);

    public Raw {
        mappings = List.copyOf(mappings);
        warnings = List.copyOf(warnings);
    }

    /**
     * A sample.
     *
     * @param values one for each sample type, in that type's unit
     * @param stack ids of its locations, leaf first
     * @param labels what it says beside its stack, sorted
     */
    public record Sample(List<Long> values, List<Integer> stack, List<Label> labels) {}

    /**
     * A location.
     *
     * @param id 1 for the first of all locations
     * @param mapping 1 for the first of all mappings; 0 for none
     * @param address unsigned, 0 where the runtime gives none
     * @param folded whether a linker folded identical functions there
     * @param lines its visible lines, innermost call first
     */
    public record Location(int id, int mapping, long address, boolean folded, List<Line> lines) {}

    /**
     * A line of a location.
     *
     * @param function the function
     * @param line source line, 1-based; 0 where it is unknown
     * @param column source column, 1-based; 0 where it is unknown or not asked for
     */
    public record Line(Function function, long line, long column) {}

    /**
     * What a profile holds.
     *
     * @throws UsageException if the options ask for what the profile does not have, or hold a bad expression
     */
    public static Raw of(Profile given, Options options) {
        options.requireWhole("raw");
        Scope scope = Scope.of(given, options);
        Profile profile = scope.profile();
        Selection selection = scope.selection();
        int[] samples = new int[profile.sampleCount()];
        int count = 0;
        for (int sample = 0; sample < samples.length; sample++) {
            if (selection.isSampleCounted(sample)) {
                samples[count++] = sample;
            }
        }
        boolean columns = options.showColumns() || !options.noInlines();
        int ownLocations = given.locationCount(); // behind them are those that labels became
        return new Raw(
                profile.header(),
                new Computed<>(count, i -> sample(profile, selection, samples[i])),
                new Computed<>(
                        profile.locationCount(),
                        i -> location(profile, selection, i, i < ownLocations ? 1 : 0, columns)),
                mappings(profile, options.noInlines()),
                selection.warnings());
    }

    private static Sample sample(Profile profile, Selection selection, int sample) {
        List<Long> values = new ArrayList<>(profile.sampleTypes().size());
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            values.add(profile.value(sample, type));
        }
        int of = profile.stack(sample);
        List<Integer> stack = new ArrayList<>();
        for (int i = selection.leaf(of); i < selection.root(of); i++) {
            int location = profile.location(of, i);
            if (!selection.isHidden(location)) {
                stack.add(location + 1);
            }
        }
        List<Label> labels = new ArrayList<>(selection.labels(sample));
        labels.removeIf(LabelUnits::isVoid);
        return new Sample(values, stack, labels);
    }

    /** @param noBinary id of the mapping if the profile has none */
    private static Location location(
            Profile profile, Selection selection, int location, int noBinary, boolean columns) {
        List<Line> lines = new ArrayList<>();
        for (int line : selection.lines(location)) {
            lines.add(new Line(
                    profile.function(location, line),
                    profile.lineNumber(location, line),
                    columns ? profile.column(location, line) : 0));
        }
        int mapping = profile.mappings().isEmpty() ? noBinary : profile.mappingId(location) + 1;
        return new Location(location + 1, mapping, profile.address(location), profile.folded(location), lines);
    }

    private static List<Mapping> mappings(Profile profile, boolean noInlines) {
        if (profile.mappings().isEmpty()) {
            return List.of(NO_BINARY);
        }
        return noInlines
                ? profile.mappings().stream().map(Filtered::withoutInlines).toList()
                : profile.mappings();
    }
}
