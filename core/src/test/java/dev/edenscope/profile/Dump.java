package dev.edenscope.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A profile as text, equal for profiles that say the same: what tests compare. */
public final class Dump {
    private Dump() {}

    /** All that a profile says; samples are sorted, so their order does not count. */
    public static String of(Profile profile) {
        Profile.Header h = profile.header();
        return String.join(
                "\n",
                "types " + h.sampleTypes() + " default " + quoted(h.defaultSampleType()),
                "period " + h.periodType() + " " + h.period(),
                "time " + h.timeNanos() + " + " + h.durationNanos(),
                "comments " + h.comments().stream().map(Dump::quoted).toList(),
                "doc " + quoted(h.docUrl()),
                "drop " + quoted(h.dropFrames()) + " keep " + quoted(h.keepFrames()),
                "warnings " + h.warnings(),
                "mappings " + profile.mappings(),
                "functions " + profile.functions(),
                "locations " + profile.locationCount(),
                samples(profile));
    }

    /** Only the samples. */
    public static String samples(Profile profile) {
        List<String> lines = new ArrayList<>();
        String[] locations = new String[profile.locationCount()];
        Arrays.setAll(locations, i -> location(profile, i));
        for (int i = 0; i < profile.sampleCount(); i++) {
            StringBuilder line = new StringBuilder();
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                line.append(profile.value(i, t)).append(' ');
            }
            for (Label label : profile.labels(i)) {
                line.append(label).append(' ');
            }
            int stack = profile.stack(i);
            for (int f = 0; f < profile.depth(stack); f++) {
                line.append("\n    ").append(locations[profile.location(stack, f)]);
            }
            lines.add(line.toString());
        }
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static String location(Profile profile, int location) {
        StringBuilder text = new StringBuilder();
        text.append(Long.toHexString(profile.address(location)))
                .append(profile.folded(location) ? " folded " : " ")
                .append(profile.mapping(location));
        for (int i = 0; i < profile.lineCount(location); i++) {
            text.append(" | ")
                    .append(profile.function(location, i))
                    .append(':')
                    .append(profile.lineNumber(location, i))
                    .append(':')
                    .append(profile.column(location, i));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
