package dev.edenscope.cli;

import dev.edenscope.cli.Setting.Group;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Options;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A report that the command line and the shell can give.
 *
 * @param name what it is asked for by
 * @param aliases other names of it
 * @param summary what it shows, in a few words
 * @param description what it shows, in a sentence
 * @param takesRegex whether it is about the functions whose names match an expression, which is then given first
 * @param groups the options that make a difference to it; others are accepted, as pprof accepts them
 * @param extension ending of the file to write where the report would go to a terminal; empty for what a person reads
 * @param example a command line
 * @param rendering how it comes about
 */
record Report(
        String name,
        List<String> aliases,
        String summary,
        String description,
        boolean takesRegex,
        Set<Group> groups,
        String extension,
        String example,
        Rendering rendering) {

    /** Makes a report. */
    interface Rendering {
        Rendered of(Request request) throws IOException;
    }

    /**
     * What is asked for.
     *
     * @param sources what the profile was read from
     * @param regex which functions, for reports that are about some; else empty
     */
    record Request(Profile profile, List<String> sources, String regex, Settings settings) {
        Options options() {
            return settings.options();
        }

        boolean json() {
            return settings.flag("json");
        }
    }

    /** Whether the report goes by this name. */
    boolean isCalled(String other) {
        return name.equals(other) || aliases.contains(other);
    }
}
