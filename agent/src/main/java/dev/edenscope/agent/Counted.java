package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.util.function.Supplier;

/** A capture whose profiles also have how often some methods were called. */
record Counted(Capture capture, Calls calls) implements Capture {
    @Override
    public Profile profile() {
        return calls.profile(capture);
    }

    @Override
    public Supplier<Profile> window(boolean inUse) {
        return calls.window(capture, inUse);
    }

    @Override
    public void collect() {
        capture.collect();
    }

    @Override
    public boolean seesThreadEnds() {
        return capture.seesThreadEnds();
    }

    @Override
    public void stop() {
        calls.stop();
        capture.stop();
    }
}
