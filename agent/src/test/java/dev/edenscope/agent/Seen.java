package dev.edenscope.agent;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Questions that tests have for a profile. */
record Seen(Profile profile) {
    /** One line of one frame. */
    record Frame(Function function, long line) {}

    /** One of the profile's samples. */
    record Sample(String type, long sizeBytes, List<Frame> frames, List<Long> values) {
        boolean calls(String method) {
            return frames.stream().anyMatch(frame -> frame.function().name().equals(method));
        }

        /** The first frame that is the programs' own. */
        Frame place() {
            return frames.stream()
                    .filter(frame -> frame.function().name().startsWith("com.acme."))
                    .findFirst()
                    .orElse(frames.get(0));
        }
    }

    static Seen in(Path file) throws IOException {
        Profile profile = PprofReader.read(file);
        profile.check();
        return new Seen(profile);
    }

    static Seen inRecording(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("profile.pb.gz"))) {
            return new Seen(PprofReader.read(in, file + "!profile.pb.gz"));
        }
    }

    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < profile.sampleCount(); i++) {
            List<Frame> frames = new ArrayList<>();
            int stack = profile.stack(i);
            for (int j = 0; j < profile.depth(stack); j++) {
                int location = profile.location(stack, j);
                for (int k = 0; k < profile.lineCount(location); k++) {
                    frames.add(new Frame(profile.function(location, k), profile.lineNumber(location, k)));
                }
            }
            String type = "";
            long size = -1;
            for (Label label : profile.labels(i)) {
                type = label.key().equals("class") ? label.text() : type;
                size = label.key().equals("bytes") ? label.number() : size;
            }
            List<Long> values = new ArrayList<>();
            for (int t = 0; t < profile.sampleTypes().size(); t++) {
                values.add(profile.value(i, t));
            }
            samples.add(new Sample(type, size, frames, values));
        }
        return samples;
    }

    /** Sum of a value over the objects of a class that were made in a method or in what it calls. */
    long sum(String valueType, String type, String... methods) {
        int t = profile.sampleType(valueType);
        long sum = 0;
        for (Sample sample : samples()) {
            boolean made = type.isEmpty() || sample.type().equals(type);
            for (String method : methods) {
                made &= sample.calls(method);
            }
            sum += made ? sample.values().get(t) : 0;
        }
        return sum;
    }

    /** A field of the comment that is meant for programs. */
    long fact(String name) {
        String line = profile.comments().stream()
                .filter(comment -> comment.startsWith("# edenscope "))
                .findAny()
                .orElseThrow();
        Matcher matcher = Pattern.compile(" " + name + "=(-?\\d+)").matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    String comments() {
        return String.join("\n", profile.comments());
    }

    Set<String> functionNames() {
        Set<String> names = new TreeSet<>();
        profile.functions().forEach(function -> names.add(function.name()));
        return names;
    }
}
