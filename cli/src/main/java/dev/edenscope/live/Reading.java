package dev.edenscope.live;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one look at a JVM saw: what was allocated since the look before, what is in use, and the garbage collections.
 *
 * <p>Safe for several threads.
 */
public final class Reading {
    private static final String FACTS = "# edenscope ";
    private static final String ATTACHED = "jdk.internal.vm.VMSupport.";
    private static final Application APPLICATION = Application.guessed();
    private static final Site NOWHERE = new Site("[unknown]", "", 0);

    private final Profile profile;
    private final Optional<GcHistory> collections;
    private final Map<String, String> facts = new HashMap<>();
    private final Map<Integer, List<Site>> lines = new HashMap<>(); // by stack; guarded by this

    /**
     * A reading.
     *
     * @param profile {@code alloc_*} of the time since the look before; {@code inuse_*} as it is now
     * @param collections those of that time, where they are known
     */
    public Reading(Profile profile, Optional<GcHistory> collections) {
        this.profile = profile.filter(sample -> !isOurs(profile, profile.stack(sample)));
        this.collections = collections;
        for (String comment : profile.comments()) {
            if (comment.startsWith(FACTS)) {
                for (String fact : comment.substring(FACTS.length()).split(" ", -1)) {
                    int equals = fact.indexOf('=');
                    facts.put(equals < 0 ? fact : fact.substring(0, equals), fact.substring(equals + 1));
                }
            }
        }
    }

    /** Whether it is the JVM's work for whoever attaches to it, which each look is. */
    private static boolean isOurs(Profile profile, int stack) {
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            if (profile.lineCount(location) > 0
                    && profile.function(location, 0).name().startsWith(ATTACHED)) {
                return true;
            }
        }
        return false;
    }

    public Profile profile() {
        return profile;
    }

    public Optional<GcHistory> collections() {
        return collections;
    }

    double seconds() {
        return profile.header().durationNanos() / 1e9;
    }

    /** When it ended, milliseconds since 1970. */
    long timeMillis() {
        return (profile.header().timeNanos() + profile.header().durationNanos()) / 1_000_000;
    }

    boolean isExact() {
        return "true".equals(facts.get("exact"));
    }

    /** Samples that what was allocated is estimated from, or what is in use; -1 where that is not known. */
    long samples(boolean inUse) {
        try {
            return Long.parseLong(facts.getOrDefault(inUse ? "tracked" : "samples", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether it says what is in use. */
    boolean knowsInUse() {
        return profile.sampleType("inuse_space") >= 0;
    }

    /** Bytes allocated a second: by the JVM's own count where it keeps one, else as estimated. */
    OptionalDouble bytesPerSecond() {
        if (collections.isPresent() && collections.get().allocatedBytes().isPresent()) {
            OptionalDouble seconds = collections.get().seconds();
            if (seconds.isPresent()) {
                return OptionalDouble.of(collections.get().allocatedBytes().getAsLong() / seconds.getAsDouble());
            }
        }
        int bytes = profile.sampleType("alloc_space");
        return bytes < 0 || seconds() <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(profile.total(bytes) / seconds());
    }

    /**
     * The lines of the application on a stack, innermost first: they can be changed. Where there is none those of libraries,
     * and where there is none either, the leaf. Classes that the JVM makes up, as for lambdas, have no lines: who uses them has.
     */
    synchronized List<Site> lines(int stack) {
        return lines.computeIfAbsent(stack, this::linesOf);
    }

    private List<Site> linesOf(int stack) {
        List<Site> own = new ArrayList<>();
        List<Site> libraries = new ArrayList<>();
        Site leaf = null;
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int j = 0; j < profile.lineCount(location); j++) {
                Site site = Site.of(profile.function(location, j), profile.lineNumber(location, j));
                leaf = leaf == null ? site : leaf;
                if (site.line() > 0 && APPLICATION.owns(site.function())) {
                    own.add(site);
                } else if (site.line() > 0 && !Application.isJdk(site.function())) {
                    libraries.add(site);
                }
            }
        }
        if (!own.isEmpty() || !libraries.isEmpty()) {
            return List.copyOf(own.isEmpty() ? libraries : own);
        }
        return List.of(leaf == null ? NOWHERE : leaf);
    }

    /** The frame that a stack begins with. */
    Site begin(int stack) {
        for (int i = profile.depth(stack) - 1; i >= 0; i--) {
            int location = profile.location(stack, i);
            int lines = profile.lineCount(location);
            if (lines > 0) {
                return Site.of(profile.function(location, lines - 1), profile.lineNumber(location, lines - 1));
            }
        }
        return NOWHERE;
    }
}
