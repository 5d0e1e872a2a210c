package dev.edenscope.agent;

import dev.edenscope.profile.Profile;
import java.util.function.Supplier;

/** A capture whose profiles also have how often some methods were called. */
final class Counted implements Capture {
    private final Capture capture;
    private final Calls calls;
    private final long[] begin;

    Counted(Capture capture, Calls calls) {
        this.capture = capture;
        this.calls = calls;
        this.begin = calls.sums();
    }

    @Override
    public Profile profile() {
        long[] now = calls.sums();
        return calls.with(capture.profile(), begin, now);
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
