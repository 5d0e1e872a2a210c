package dev.edenscope.pprof;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A profile written as profile.proto, as {@code go tool pprof} reads it since Go 1.19.
 *
 * <p>Equal profiles give equal bytes: no time, host or map order goes in. What {@link PprofReader} reads of them is the
 * profile that was written, but for warnings. One pass; memory grows with the distinct strings and label sets, not with
 * the samples.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">profile.proto</a>
 */
public final class PprofWriter {
    private static final int FLUSH_BYTES = 1 << 16;

    private final Profile profile;
    private final OutputStream out;
    private final Output file = new Output();
    private final Output message = new Output();
    private final Output part = new Output();
    private final Map<String, Integer> strings = new HashMap<>();
    private final Output stringTable = new Output();
    private int stringCount;
    private int emptyText;

    /** The label messages of the sets met so far, one behind the other. */
    private final Output labels = new Output();

    private int[] labelStart = new int[16]; // of a set's id; -1 until it is met
    private int[] labelEnd = new int[16];

    private PprofWriter(Profile profile, OutputStream out) {
        this.profile = profile;
        this.out = out;
        Arrays.fill(labelStart, -1);
    }

    /** Writes the file, gzip-ed; one that exists is replaced. */
    public static void write(Profile profile, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(profile, out);
        }
    }

    /** Writes the profile gzip-ed; the stream is flushed, not closed. */
    public static void write(Profile profile, OutputStream out) throws IOException {
        Gzip gzip = new Gzip(out);
        try {
            new PprofWriter(profile, gzip).write();
            gzip.finish();
        } finally {
            gzip.release();
        }
        out.flush();
    }

    /** Writes the profile without gzip; the stream is flushed, not closed. */
    public static void writeRaw(Profile profile, OutputStream out) throws IOException {
        new PprofWriter(profile, out).write();
        out.flush();
    }

    /** At the fastest level: three times as fast as the default, and real profiles come out 4 to 16 % larger. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, FLUSH_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }

        void release() {
            def.end();
        }
    }

    private void write() throws IOException {
        string("");
        writeSampleTypes();
        for (int i = 0; i < profile.sampleCount(); i++) {
            writeSample(i);
        }
        List<Mapping> mappings = profile.mappings();
        for (int i = 0; i < mappings.size(); i++) {
            writeMapping(i + 1, mappings.get(i));
        }
        for (int i = 0; i < profile.locationCount(); i++) {
            writeLocation(i);
        }
        List<Function> functions = profile.functions();
        for (int i = 0; i < functions.size(); i++) {
            writeFunction(i + 1, functions.get(i));
        }
        writeHeader();
        file.raw(stringTable, 0, stringTable.size());
        file.flushTo(out);
    }

    private void writeSampleTypes() throws IOException {
        for (ValueType type : profile.sampleTypes()) {
            valueType(type);
            put(1);
        }
    }

    private void writeSample(int sample) throws IOException {
        int stack = profile.stack(sample);
        part.clear();
        for (int i = 0; i < profile.depth(stack); i++) {
            part.varint(profile.location(stack, i) + 1L);
        }
        message.clear();
        if (part.size() > 0) {
            message.message(1, part);
        }
        part.clear();
        for (int t = 0; t < profile.sampleTypes().size(); t++) {
            part.varint(profile.value(sample, t));
        }
        message.message(2, part);
        int set = labelSet(sample);
        message.raw(labels, labelStart[set], labelEnd[set]);
        put(2);
    }

    /** Encodes the sample's label set if it is new. */
    private int labelSet(int sample) {
        int set = profile.labelSet(sample);
        if (set >= labelStart.length) {
            int before = labelStart.length;
            int length = Math.max(set + 1, before * 2);
            labelStart = Arrays.copyOf(labelStart, length);
            labelEnd = Arrays.copyOf(labelEnd, length);
            Arrays.fill(labelStart, before, length, -1);
        }
        if (labelStart[set] < 0) {
            labelStart[set] = labels.size();
            List<Label> all = profile.labels(sample);
            for (int i = 0; i < all.size(); i++) { // an iterator would be on the heap: eden why says so
                Label label = all.get(i);
                part.clear();
                part.number(1, string(label.key()));
                if (label.isNumber()) {
                    part.number(3, label.number());
                    part.number(4, string(label.unit()));
                } else {
                    part.number(2, labelText(label.text()));
                }
                labels.message(3, part);
            }
            labelEnd[set] = labels.size();
        }
        return set;
    }

    /** String 0 would say that the label is a number, so an empty text is an empty string of its own. */
    private int labelText(String text) {
        if (!text.isEmpty()) {
            return string(text);
        }
        if (emptyText == 0) {
            stringTable.text(6, "");
            emptyText = stringCount++;
        }
        return emptyText;
    }

    private void writeMapping(long id, Mapping mapping) throws IOException {
        message.clear();
        message.number(1, id);
        message.number(2, mapping.start());
        message.number(3, mapping.limit());
        message.number(4, mapping.offset());
        message.number(5, string(mapping.filename()));
        message.number(6, string(mapping.buildId()));
        message.flag(7, mapping.hasFunctions());
        message.flag(8, mapping.hasFilenames());
        message.flag(9, mapping.hasLineNumbers());
        message.flag(10, mapping.hasInlineFrames());
        put(3);
    }

    private void writeLocation(int location) throws IOException {
        message.clear();
        message.number(1, location + 1L);
        message.number(2, profile.mappingId(location) + 1L);
        message.number(3, profile.address(location));
        for (int i = 0; i < profile.lineCount(location); i++) {
            part.clear();
            part.number(1, profile.functionId(location, i) + 1L);
            part.number(2, profile.lineNumber(location, i));
            part.number(3, profile.column(location, i));
            message.message(4, part);
        }
        message.flag(5, profile.folded(location));
        put(4);
    }

    private void writeFunction(long id, Function function) throws IOException {
        message.clear();
        message.number(1, id);
        message.number(2, string(function.name()));
        message.number(3, string(function.systemName()));
        message.number(4, string(function.filename()));
        message.number(5, function.startLine());
        put(5);
    }

    private void writeHeader() throws IOException {
        Profile.Header header = profile.header();
        file.number(7, string(header.dropFrames()));
        file.number(8, string(header.keepFrames()));
        file.number(9, header.timeNanos());
        file.number(10, header.durationNanos());
        if (header.periodType() != null) {
            valueType(header.periodType());
            put(11);
        }
        file.number(12, header.period());
        if (!header.comments().isEmpty()) {
            message.clear();
            for (String comment : header.comments()) {
                message.varint(string(comment));
            }
            put(13);
        }
        file.number(14, string(header.defaultSampleType()));
        file.number(15, string(header.docUrl()));
    }

    private void valueType(ValueType type) {
        message.clear();
        message.number(1, string(type.type()));
        message.number(2, string(type.unit()));
    }

    private void put(int field) throws IOException {
        file.message(field, message);
        if (file.size() >= FLUSH_BYTES) {
            file.flushTo(out);
        }
    }

    /** Index of a string in the table, which stands at the end of the file. */
    private int string(String text) {
        Integer known = strings.get(text);
        if (known != null) {
            return known;
        }
        strings.put(text, stringCount); // here alone the number is boxed
        stringTable.text(6, text);
        return stringCount++;
    }
}
