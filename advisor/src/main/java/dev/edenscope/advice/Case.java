package dev.edenscope.advice;

import dev.edenscope.gc.GcPicture;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.SourceText;
import dev.edenscope.why.Evidence;
import dev.edenscope.why.Site;
import dev.edenscope.why.Uses;
import dev.edenscope.why.Why;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that is known of a recording.
 *
 * @param profile where objects were allocated: it has {@code alloc_space}, and may have the other three quadrants
 * @param why what the JIT made of them, where the recording tells
 * @param uses what the application's code does with its objects, where the recording has class files
 * @param gc what garbage collection costs, where that is known
 * @param application which code can be changed
 * @param source where source text is looked for
 * @param feature the JDK's feature release, such as 17, where it is known
 * @param regionBytes size of G1's regions, where that is known
 */
public record Case(
        Profile profile,
        Optional<Why> why,
        Optional<Uses> uses,
        Optional<GcPicture> gc,
        Application application,
        SourceText source,
        OptionalInt feature,
        OptionalLong regionBytes) {

    /**
     * A recording.
     *
     * @param evidence open until this returns
     */
    public static Case of(Evidence evidence, Optional<GcPicture> gc, Application application, SourceText source) {
        return new Case(
                evidence.profile(),
                Optional.of(Why.ofSamples(evidence, application, warm(evidence.profile(), application)::get)),
                Optional.of(Uses.of(evidence, application::owns)),
                gc,
                application,
                source,
                evidence.feature(),
                evidence.regionBytes());
    }

    /** The samples of lines that something may be said of: why the others are on the heap need not be computed. */
    private static BitSet warm(Profile profile, Application application) {
        int objects = profile.sampleType("alloc_objects");
        int bytes = profile.sampleType("alloc_space");
        Map<Line, BitSet> samples = new HashMap<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            Blame blame = Blame.of(profile, i, application);
            if (blame != null) {
                samples.computeIfAbsent(Line.of(blame), line -> new BitSet()).set(i);
            }
        }
        BitSet warm = new BitSet();
        for (BitSet line : samples.values()) {
            if (share(profile, bytes, line) >= Advice.COLD || share(profile, objects, line) >= Advice.COLD) {
                warm.or(line);
            }
        }
        return warm;
    }

    private static double share(Profile profile, int type, BitSet samples) {
        return type < 0
                ? 0
                : samples.stream()
                                .mapToDouble(sample -> profile.value(sample, type))
                                .sum()
                        / profile.total(type);
    }

    /** A profile alone, of which less can be said. */
    public static Case of(Profile profile, Optional<GcPicture> gc, Application application, SourceText source) {
        return new Case(
                profile,
                Optional.empty(),
                Optional.empty(),
                gc,
                application,
                source,
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    /** What is not known, and how it could be. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (gc.isEmpty()) {
            notes.add("GC: not in this source, so whether it is the problem is not known; -gc=FILE takes a GC log");
        }
        if (why.isEmpty()) {
            notes.add("why: not in this source; eden record -o FILE.eden keeps what the JIT made of each place");
        }
        if (profile.sampleType("alloc_objects") < 0) {
            notes.add("objects: not counted by this source; shares are those of bytes");
        }
        return notes;
    }

    /** The lines of the application that objects are allocated for, most bytes first. */
    List<Scene> scenes(Scene.Recording recording) {
        Optional<List<Site>> sites = why.map(known -> known.sites(profile, application));
        Map<Blame, Allocation> allocations = new LinkedHashMap<>();
        Map<Line, List<Blame>> lines = new LinkedHashMap<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            Blame blame = Blame.of(profile, i, application);
            if (blame != null) {
                int sample = i;
                Allocation more =
                        new Allocation(blame.className(), blame.path(), traffic(i), sites.map(all -> all.get(sample)));
                Allocation known = allocations.get(blame);
                allocations.put(blame, known == null ? more : sum(known, more));
                if (known == null) {
                    lines.computeIfAbsent(Line.of(blame), key -> new ArrayList<>())
                            .add(blame);
                }
            }
        }
        List<Scene> scenes = new ArrayList<>();
        lines.forEach((line, blames) -> {
            List<Allocation> there = new ArrayList<>();
            for (Blame each : blames) {
                there.add(allocations.get(each));
            }
            there.sort(
                    Comparator.comparingLong((Allocation each) -> each.traffic().bytes())
                            .reversed());
            Optional<Code> code = Code.of(source, line.file, line.line);
            scenes.add(new Scene(line.file, line.line, line.method, there, code, recording));
        });
        return scenes;
    }

    private record Line(String file, int line, String method) {
        static Line of(Blame blame) {
            return new Line(blame.file(), blame.line(), blame.method());
        }
    }

    /** Several stacks have one path: of their sites that of most bytes. */
    private static Allocation sum(Allocation one, Allocation other) {
        boolean larger = other.traffic().bytes() > one.traffic().bytes();
        return new Allocation(
                one.className(), one.path(), one.traffic().plus(other.traffic()), larger ? other.site() : one.site());
    }

    /** The recording as a whole. */
    Scene.Recording recording() {
        Traffic total = null;
        for (int i = 0; i < profile.sampleCount(); i++) {
            total = total == null ? traffic(i) : total.plus(traffic(i));
        }
        long nanos = profile.header().durationNanos();
        boolean sampled = profile.header().period() > 1;
        return new Scene.Recording(
                total == null ? new Traffic(0, 0, 0) : total,
                nanos / 1e9,
                CallCount.of(profile).stream()
                        .filter(calls -> calls.calls() > 0)
                        .findFirst(),
                sampled ? profile.header().period() : 0,
                application,
                uses,
                feature,
                regionBytes);
    }

    private Traffic traffic(int sample) {
        int objects = profile.sampleType("alloc_objects");
        int live = isCollected() ? profile.sampleType("inuse_space") : -1;
        return new Traffic(
                objects < 0 ? -1 : profile.value(sample, objects),
                profile.value(sample, profile.sampleType("alloc_space")),
                live < 0 ? -1 : profile.value(sample, live));
    }

    /** Before the first collection all that was allocated counts as in use, which tells nothing. */
    private boolean isCollected() {
        return profile.comments().stream().noneMatch(comment -> comment.contains(" collected=false "));
    }
}
