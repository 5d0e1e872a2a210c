package dev.edenscope.cli;

import dev.edenscope.advice.Case;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.SourceText;
import dev.edenscope.why.Evidence;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All that is known of what a command line names: a recording, or a profile, of which less is known. */
final class Known {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Source source;
    private final Terminal terminal;
    private final List<String> prefixes;
    private final String gc;

    /**
     * What is asked about sources.
     *
     * @param application packages of the application, separated by commas; empty to find them out
     * @param gc where garbage collections are, if not in the source; else empty
     */
    Known(Source source, Terminal terminal, String application, String gc) {
        this.source = source;
        this.terminal = terminal;
        this.prefixes = application.isEmpty() ? List.of() : List.of(application.split(",", -1));
        this.gc = gc;
    }

    /**
     * Whether a profile has allocated bytes, which a {@link Case} is about.
     *
     * @throws DataException in one line, if it has none
     */
    private static void check(Profile profile, String name) throws DataException {
        if (!isAllocation(profile)) {
            throw new DataException(name + ": has no allocated bytes (alloc_space), which this is about; record with: "
                    + "eden record PID -o FILE.eden");
        }
    }

    static boolean isAllocation(Profile profile) {
        return profile.sampleType("alloc_space") >= 0;
    }

    /** Which code is the application's, as far as the source of this name tells. */
    Application application(String name) throws IOException {
        if (prefixes.isEmpty() && isZip(name)) {
            try (Evidence evidence = Evidence.open(Path.of(name))) {
                return evidence.application();
            } catch (DataException e) {
                return Application.guessed(); // a recording without evidence
            }
        }
        return Application.of(prefixes);
    }

    /**
     * All that is known of a source.
     *
     * @throws DataException in one line, if there is no profile in it, or none of allocations
     */
    Case of(String name, SourceText text) throws IOException {
        try (Subject subject = open(name)) {
            return subject.known(text);
        }
    }

    /** The same, for who wants to look further. */
    Subject open(String name) throws IOException {
        Optional<GcPicture> collections = gc(name);
        if (isZip(name)) {
            try {
                return recording(Evidence.open(Path.of(name)), name, collections);
            } catch (DataException e) {
                terminal.note(e.getMessage()); // a profile is in it nevertheless, or that is said next
            }
        }
        Profile profile = source.readAll(List.of(name), "source");
        check(profile, name);
        return new Subject(profile, Optional.empty(), collections, Application.of(prefixes));
    }

    private Subject recording(Evidence evidence, String name, Optional<GcPicture> collections) throws IOException {
        try {
            Application application = prefixes.isEmpty() ? evidence.application() : Application.of(prefixes);
            check(evidence.profile(), name);
            return new Subject(evidence.profile(), Optional.of(evidence), collections, application);
        } catch (IOException | RuntimeException e) {
            evidence.close();
            throw e;
        }
    }

    /** The same of a profile that has been read. */
    Case of(Profile profile, Optional<GcPicture> collections, SourceText text) {
        return Case.of(profile, collections, Application.of(prefixes), text);
    }

    /** Whether a name is that of a recording: of a zip. */
    static boolean isZip(String name) throws IOException {
        if (!new File(name).isFile()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /** The collections in the source that was given for them, or else in this one if it has any. */
    Optional<GcPicture> gc(String name) throws IOException {
        if (!gc.isEmpty()) {
            return Optional.of(GcPicture.of(source.readGc(gc)));
        }
        if (!new File(name).isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(GcPicture.of(source.readGc(name)));
        } catch (DataException e) {
            return Optional.empty(); // works without, and says so
        }
    }
}
