package dev.edenscope.cli;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.time.Duration;

/** JVMs that run on this machine. */
interface LiveSource {
    /**
     * A profile of the JVM with this process id.
     *
     * @param duration how long to look at it; zero for what the capture's own default is
     */
    Profile capture(long pid, Duration duration) throws IOException;

    /** The garbage collections of the JVM with this process id, watched for so long; zero as above. */
    GcHistory watchGc(long pid, Duration duration) throws IOException;
}
