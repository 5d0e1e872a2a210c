package dev.edenscope.report;

import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;

/** Takes the locations of a profile over into one that is being built. Their mappings keep their order. */
final class Copier {
    private final Profile from;
    private final ProfileBuilder to;

    Copier(Profile from, ProfileBuilder to) {
        this.from = from;
        this.to = to;
        from.mappings().forEach(to::mapping);
    }

    /** The new ids of all locations, with all their lines. */
    int[] locations() {
        int[] ids = new int[from.locationCount()];
        for (int location = 0; location < ids.length; location++) {
            int[] lines = new int[from.lineCount(location)];
            for (int i = 0; i < lines.length; i++) {
                lines[i] = i;
            }
            ids[location] = location(location, lines);
        }
        return ids;
    }

    /** The new id of a location with some of its lines. */
    int location(int location, int[] lines) {
        int[] function = new int[lines.length];
        long[] number = new long[lines.length];
        long[] column = new long[lines.length];
        for (int i = 0; i < lines.length; i++) {
            function[i] = to.function(from.function(location, lines[i]));
            number[i] = from.lineNumber(location, lines[i]);
            column[i] = from.column(location, lines[i]);
        }
        Mapping mapping = from.mapping(location);
        return to.location(
                mapping == null ? -1 : to.mapping(mapping),
                from.address(location),
                from.folded(location),
                lines.length,
                function,
                number,
                column);
    }
}
