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
import java.util.regex.Pattern;

/** A source that is looked at from all sides: its profile, and where it is a recording what that tells beside it. */
final class Subject implements AutoCloseable {
    private static final Pattern PID = Pattern.compile("[0-9]{1,10}");
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final Profile profile;
    private final Optional<Evidence> evidence;
    private final Optional<GcPicture> gc;
    private final Application application;

    private Subject(Profile profile, Optional<Evidence> evidence, Optional<GcPicture> gc, Application application) {
        this.profile = profile;
        this.evidence = evidence;
        this.gc = gc;
        this.application = application;
    }

    /** Whether a source is a process id, and no file. */
    static boolean isPid(String source) {
        return PID.matcher(source).matches() && !new File(source).exists();
    }

    /**
     * Opens a source.
     *
     * @param gc where its garbage collections are; empty for the source itself
     * @param app prefixes of the application's packages, separated by commas; empty for what is found out
     * @throws IOException in one line, if it has no allocations
     */
    static Subject open(String source, String gc, String app, Source sources, Terminal terminal) throws IOException {
        List<String> prefixes = app.isEmpty() ? List.of() : List.of(app.split(",", -1));
        Optional<GcPicture> picture = gc(gc, source, sources);
        if (isZip(source)) {
            try {
                return recording(Evidence.open(Path.of(source)), source, prefixes, picture);
            } catch (DataException e) {
                terminal.note(e.getMessage()); // a profile is in it nevertheless, or that is said next
            }
        }
        Profile profile = sources.readAll(List.of(source), "source");
        checked(profile, source);
        return new Subject(profile, Optional.empty(), picture, Application.of(prefixes));
    }

    private static Subject recording(
            Evidence evidence, String source, List<String> prefixes, Optional<GcPicture> picture) throws IOException {
        try {
            Application application = prefixes.isEmpty() ? evidence.application() : Application.of(prefixes);
            checked(evidence.profile(), source);
            return new Subject(evidence.profile(), Optional.of(evidence), picture, application);
        } catch (IOException | RuntimeException e) {
            evidence.close();
            throw e;
        }
    }

    private static void checked(Profile profile, String source) throws DataException {
        if (profile.sampleType("alloc_space") < 0) {
            throw new DataException(
                    source + ": has no allocated bytes (alloc_space), which this is about; record with: "
                            + "eden record PID -o FILE.eden");
        }
    }

    private static boolean isZip(String source) throws IOException {
        if (!new File(source).isFile()) {
            return false;
        }
        try (InputStream in = Files.newInputStream(Path.of(source))) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    /** The collections in the source that was given for them, or else in this one if it has any. */
    private static Optional<GcPicture> gc(String given, String source, Source sources) throws IOException {
        if (!given.isEmpty()) {
            return Optional.of(GcPicture.of(sources.readGc(given)));
        }
        if (!new File(source).isFile()) {
            return Optional.empty();
        }
        try {
            return Optional.of(GcPicture.of(sources.readGc(source)));
        } catch (DataException e) {
            return Optional.empty(); // works without, and says so
        }
    }

    /** All that is known of it; computes why the objects of its lines are on the heap. */
    Case known(SourceText text) {
        return evidence.isPresent() ? Case.of(evidence.get(), gc, application, text) : alone(text);
    }

    /** The same without that. */
    Case alone(SourceText text) {
        return Case.of(profile, gc, application, text);
    }

    /** What the JIT made of it, where that is told; until this is closed. */
    Optional<Evidence> evidence() {
        return evidence;
    }

    @Override
    public void close() throws IOException {
        if (evidence.isPresent()) {
            evidence.get().close();
        }
    }
}
