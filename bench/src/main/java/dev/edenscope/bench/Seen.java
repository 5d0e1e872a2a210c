package dev.edenscope.bench;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a profiler saw of one program: for each of its methods, what was allocated in it or below it.
 *
 * @param ofMethod by method name
 * @param facts what the profile says of itself
 */
record Seen(Map<String, Amount> ofMethod, Map<String, String> facts) {
    private static final Pattern FACT = Pattern.compile("([a-z_]+)=(\\S+)");

    /**
     * @param samples how many samples said so; NaN where the profile does not say
     */
    record Amount(double objects, double bytes, double inuseObjects, double inuseBytes, double samples) {
        static final Amount NOTHING = new Amount(0, 0, 0, 0, 0);

        Amount plus(Amount other) {
            return new Amount(
                    objects + other.objects,
                    bytes + other.bytes,
                    inuseObjects + other.inuseObjects,
                    inuseBytes + other.inuseBytes,
                    samples + other.samples);
        }
    }

    Amount of(String method) {
        return ofMethod.getOrDefault(method, Amount.NOTHING);
    }

    double fact(String name) {
        return Double.parseDouble(facts.getOrDefault(name, "NaN"));
    }

    /** Edenscope's, of the innermost method of {@code program} in each stack. */
    static Seen edenscope(Path file, Class<?> program) throws IOException {
        Profile profile = PprofReader.read(file);
        int objects = profile.sampleType("alloc_objects");
        int bytes = profile.sampleType("alloc_space");
        int inuseObjects = profile.sampleType("inuse_objects");
        int inuseBytes = profile.sampleType("inuse_space");
        if (objects < 0 || inuseBytes < 0) {
            throw new DataException(file + ": the sampler did not run: " + profile.comments());
        }
        String prefix = program.getName() + ".";
        Map<String, Amount> sums = new HashMap<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            String method = method(profile, profile.stack(i), prefix);
            Amount amount = new Amount(
                    profile.value(i, objects),
                    profile.value(i, bytes),
                    profile.value(i, inuseObjects),
                    profile.value(i, inuseBytes),
                    Double.NaN);
            sums.merge(method, amount, Amount::plus);
        }
        return new Seen(sums, facts(profile.comments()));
    }

    private static String method(Profile profile, int stack, String prefix) {
        for (int at = 0; at < profile.depth(stack); at++) {
            int location = profile.location(stack, at);
            for (int line = 0; line < profile.lineCount(location); line++) {
                String name = profile.function(location, line).name();
                if (name.startsWith(prefix)) {
                    return name.substring(prefix.length());
                }
            }
        }
        return "";
    }

    static Map<String, String> facts(List<String> comments) {
        Map<String, String> facts = new HashMap<>();
        for (String comment : comments) {
            if (comment.startsWith("# edenscope ")) {
                for (Matcher fact = FACT.matcher(comment); fact.find(); ) {
                    facts.put(fact.group(1), fact.group(2));
                }
            }
        }
        return facts;
    }

    /** async-profiler's, as it weighs its samples: an object of less than the interval stands for the interval. */
    static Seen asyncProfiler(Path file, Class<?> program) throws IOException {
        if (!Files.exists(file)) {
            throw new DataException(file + ": async-profiler wrote no recording");
        }
        Map<String, Amount> sums = new HashMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                Amount amount = switch (event.getEventType().getName()) {
                    case "jdk.ObjectAllocationInNewTLAB" -> {
                        double weight = event.getLong("tlabSize");
                        yield new Amount(weight / event.getLong("allocationSize"), weight, 0, 0, 1);
                    }
                    case "jdk.ObjectAllocationOutsideTLAB" -> new Amount(1, event.getLong("allocationSize"), 0, 0, 1);
                    case "profiler.LiveObject" -> new Amount(0, 0, 1, event.getLong("allocationSize"), 1);
                    default -> null;
                };
                if (amount != null && event.getStackTrace() != null) {
                    sums.merge(method(event.getStackTrace().getFrames(), program.getName()), amount, Amount::plus);
                }
            }
        }
        return new Seen(sums, Map.of());
    }

    private static String method(List<RecordedFrame> frames, String program) {
        for (RecordedFrame frame : frames) {
            if (frame.getMethod().getType().getName().equals(program)) {
                return frame.getMethod().getName();
            }
        }
        return "";
    }
}
