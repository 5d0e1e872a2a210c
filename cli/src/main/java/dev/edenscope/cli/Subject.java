package dev.edenscope.cli;

import dev.edenscope.advice.Case;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.SourceText;
import dev.edenscope.why.Evidence;
import java.io.IOException;
import java.util.Optional;

/**
 * A source that is looked at from all sides: its profile, and where it is a recording what that tells beside it.
 *
 * @param evidence what the JIT made of it, where that is told; until this is closed
 */
record Subject(Profile profile, Optional<Evidence> evidence, Optional<GcPicture> gc, Application application)
        implements AutoCloseable {

    /** All that is known of it; computes why the objects of its lines are on the heap. */
    Case known(SourceText text) {
        return evidence.isPresent() ? Case.of(evidence.get(), gc, application, text) : alone(text);
    }

    /** The same without that. */
    Case alone(SourceText text) {
        return Case.of(profile, gc, application, text);
    }

    @Override
    public void close() throws IOException {
        if (evidence.isPresent()) {
            evidence.get().close();
        }
    }
}
