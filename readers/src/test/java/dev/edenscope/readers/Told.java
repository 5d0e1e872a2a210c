package dev.edenscope.readers;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** What the JDK's own reader tells of a recording: events by kind, and bytes by kind, class, place and thread. */
final class Told {
    final Map<String, Long> events = new TreeMap<>();
    final Map<String, Map<String, Long>> bytes = new HashMap<>();
    final Map<String, Double> asyncBytes = new TreeMap<>();
    final Map<String, Double> asyncObjects = new TreeMap<>();

    /** Reads a file; {@code interval} is async-profiler's. */
    static Told of(Path file, long interval) throws IOException {
        Told told = new Told();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                told.add(recording.readEvent(), interval);
            }
        }
        return told;
    }

    private void add(RecordedEvent event, long interval) {
        String kind = event.getEventType().getName().replace("com.oracle.jdk.", "jdk."); // as JDK 9 and 10 have it
        events.merge(kind, 1L, Long::sum);
        switch (kind) {
            case "jdk.ObjectAllocationInNewTLAB" -> {
                add("TLAB", event, event.getLong("tlabSize"));
                unsample(event, event.getLong("allocationSize"), interval);
            }
            case "jdk.ObjectAllocationOutsideTLAB" -> add("TLAB", event, event.getLong("allocationSize"));
            case "jdk.ObjectAllocationSample" -> add("SAMPLE", event, event.getLong("weight"));
            default -> {}
        }
    }

    private void unsample(RecordedEvent event, long size, long interval) {
        double probability = 1 - Math.exp(-(double) size / interval);
        asyncBytes.merge(key(event), size / probability, Double::sum);
        asyncObjects.merge(key(event), 1 / probability, Double::sum);
    }

    private void add(String source, RecordedEvent event, long weight) {
        bytes.computeIfAbsent(source, s -> new TreeMap<>()).merge(key(event), weight, Long::sum);
    }

    /** Class, thread, and the stack by function and line, named as profiles name them. */
    private static String key(RecordedEvent event) {
        List<String> frames = new ArrayList<>();
        RecordedStackTrace stack = event.getStackTrace();
        for (RecordedFrame frame : stack == null ? List.<RecordedFrame>of() : stack.getFrames()) {
            RecordedMethod method = frame.getMethod();
            String type = method.getType().getName().replace('.', '/');
            int line = frame.getLineNumber();
            frames.add(JfrNames.function(type, method.getName(), method.getDescriptor())
                            .systemName() + ":" + (line < 0 || line == 65535 ? 0 : line));
        }
        String type = event.getClass("objectClass").getName().replace('.', '/');
        return JfrNames.type(type) + " by " + name(event) + " in " + (frames.isEmpty() ? List.of(":0") : frames);
    }

    /** The samples of a profile by the same key. */
    static Map<String, Long> of(Profile profile, ValueType type) {
        Map<String, Long> values = new TreeMap<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            Map<String, String> labels = new HashMap<>();
            for (Label label : profile.labels(i)) {
                labels.put(label.key(), label.text());
            }
            List<String> frames = new ArrayList<>();
            int stack = profile.stack(i);
            for (int f = 0; f < profile.depth(stack); f++) {
                int location = profile.location(stack, f);
                frames.add(profile.function(location, 0).systemName() + ":" + profile.lineNumber(location, 0));
            }
            String key =
                    labels.getOrDefault("class", "") + " by " + labels.getOrDefault("thread", "") + " in " + frames;
            long value = profile.value(i, profile.sampleType(type.type()));
            if (value != 0) {
                values.merge(key, value, Long::sum);
            }
        }
        return values;
    }

    /** The same without the threads: one that is renamed within a chunk has two names there, and any will do. */
    static Map<String, Long> withoutThreads(Map<String, Long> values) {
        Map<String, Long> sums = new TreeMap<>();
        values.forEach((key, value) -> sums.merge(key.replaceFirst(" by .*? in \\[", " in ["), value, Long::sum));
        return sums;
    }

    /** The first few keys whose values differ, with both values. */
    static List<String> difference(Map<String, Long> values, Map<String, Long> expected) {
        TreeSet<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(values.get(key), expected.get(key)))
                .limit(5)
                .map(key -> values.get(key) + ", expected " + expected.get(key) + ": " + key)
                .toList();
    }

    private static String name(RecordedEvent event) {
        if (event.getThread() == null) {
            return "";
        }
        String java = event.getThread().getJavaName();
        String name = java == null || java.isEmpty() ? event.getThread().getOSName() : java;
        return name == null ? "" : name;
    }
}
