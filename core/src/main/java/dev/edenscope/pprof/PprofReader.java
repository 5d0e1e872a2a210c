package dev.edenscope.pprof;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A profile read from profile.proto, gzip-ed or not: what Go, the agent, Parca, .NET and many others write.
 *
 * <p>Tables may come in any order, repeated numbers packed or not; unknown fields are skipped. Samples of one stack and
 * one label set become one. A file that can be used only in part gives a profile with {@linkplain Profile#warnings()
 * warnings}: lines without a function, strings that are not UTF-8. Any other flaw is a {@link DataException}, and
 * nothing else is thrown for whatever bytes.
 *
 * <p>Cost: the file and its uncompressed content are held while reading, and the profile built beside them.
 *
 * @see <a href="https://github.com/google/pprof/blob/main/proto/profile.proto">profile.proto</a>
 */
public final class PprofReader {
    // The fields of message Profile.
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int MAPPING = 3;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRING_TABLE = 6;
    private static final int DROP_FRAMES = 7;
    private static final int KEEP_FRAMES = 8;
    private static final int TIME_NANOS = 9;
    private static final int DURATION_NANOS = 10;
    private static final int PERIOD_TYPE = 11;
    private static final int PERIOD = 12;
    private static final int COMMENT = 13;
    private static final int DEFAULT_SAMPLE_TYPE = 14;
    private static final int DOC_URL = 15;

    // More than any program writes. Each costs far more memory than its bytes in the file, so there must be a limit.
    private static final int MAX_SAMPLE_TYPES = 1_000;
    private static final int MAX_COMMENTS = 100_000;

    // Room is made for what a file announces, up to what is soon filled or soon forgotten.
    private static final int MOST_EXPECTED = 1 << 16;

    private static final Function NO_FUNCTION = new Function("", "", "", 0);

    private final Wire wire;
    private final String name;
    private final Strings strings;
    private final List<String> warnings = new ArrayList<>();
    private ProfileBuilder builder;
    private int types;
    private final Table sampleTable = new Table();
    private final Table mappingTable = new Table();
    private final Table locationTable = new Table();
    private final Table functionTable = new Table();
    private Ids mappings;
    private Ids functions;
    private Ids locations;
    private int noLocation = -1;
    private final List<Integer> unnumbered = new ArrayList<>(); // functions without an id, as the builder numbers them
    private int unnumberedAt;
    private int reservedIds;
    private int linesWithoutFunction;
    private int framesWithoutLocation;

    private int[] lineFunction = new int[8];
    private long[] lineNumber = new long[8];
    private long[] column = new long[8];
    private int lines;
    private int[] frames = new int[128];
    private int depth;
    private long[] numbers = new long[256];
    private long[] values;
    private LabelSets labelSets;

    private PprofReader(byte[] content, int length, String name, boolean gzip) {
        this.wire = new Wire(content, length, name, gzip);
        this.name = name;
        this.strings = new Strings(wire);
    }

    /**
     * How many bytes of uncompressed content the methods without such a parameter accept: a quarter of the largest heap,
     * at most 2 GiB. The profile built from it needs room too.
     */
    public static int defaultLimitBytes() {
        return (int) Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * The profile in a file.
     *
     * @throws DataException if the file cannot be read or is not a profile.proto
     */
    public static Profile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /**
     * The profile in a stream.
     *
     * @param in read to its end, not closed
     * @param name what messages call the source
     */
    public static Profile read(InputStream in, String name) throws IOException {
        return read(in, name, defaultLimitBytes());
    }

    /**
     * The profile in a stream, if it is not too large.
     *
     * @param in read to its end, not closed
     * @param name what messages call the source
     * @param limitBytes how large the uncompressed content may be
     */
    public static Profile read(InputStream in, String name, int limitBytes) throws IOException {
        byte[] bytes;
        try {
            bytes = in.readNBytes(limitBytes);
            if (bytes.length == limitBytes && in.read() >= 0) {
                throw Gunzip.tooLarge(name, limitBytes);
            }
        } catch (IOException e) {
            throw DataException.unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
        return read(bytes, name, limitBytes);
    }

    /**
     * The profile in these bytes.
     *
     * @param name what messages call the source
     */
    public static Profile read(byte[] bytes, String name) throws IOException {
        return read(bytes, name, defaultLimitBytes());
    }

    /**
     * The profile in these bytes, if it is not too large.
     *
     * @param name what messages call the source
     * @param limitBytes how large the uncompressed content may be: what a small file that expands without end is
     *     stopped at
     */
    public static Profile read(byte[] bytes, String name, int limitBytes) throws IOException {
        try {
            boolean gzip = Gunzip.accepts(bytes);
            byte[] content = bytes;
            int length = bytes.length;
            if (gzip) {
                Gunzip gunzip = Gunzip.content(bytes, name, limitBytes);
                content = gunzip.bytes();
                length = gunzip.length();
            }
            if (length == 0) {
                throw new DataException(name + ": empty file, expected a profile.proto; fetch or record it again");
            }
            if (length > limitBytes) {
                throw Gunzip.tooLarge(name, limitBytes);
            }
            if (isText(content, length)) {
                throw new DataException(
                        name + ": a text, expected a profile.proto (gzip-ed or raw); check where it was fetched from");
            }
            return new PprofReader(content, length, name, gzip).profile();
        } catch (OutOfMemoryError e) {
            throw DataException.heapTooSmall(name, e);
        }
    }

    /** Whether bytes may be the first of a profile.proto that is not gzip-ed: they begin with one of its fields. */
    public static boolean recognises(byte[] head) {
        if (head.length == 0) {
            return false;
        }
        return switch (head[0] >> 3) {
            case SAMPLE_TYPE, SAMPLE, MAPPING, LOCATION, FUNCTION, STRING_TABLE, PERIOD_TYPE ->
                (head[0] & 7) == Wire.BYTES;
            case DROP_FRAMES, KEEP_FRAMES, TIME_NANOS, DURATION_NANOS, PERIOD, DEFAULT_SAMPLE_TYPE, DOC_URL ->
                (head[0] & 7) == Wire.VARINT;
            case COMMENT -> (head[0] & 7) == Wire.VARINT || (head[0] & 7) == Wire.BYTES;
            default -> false;
        };
    }

    /** An error page or a legacy profile: no profile.proto begins with 8 printable characters. */
    private static boolean isText(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(8, length); i++) {
            byte b = bytes[i];
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private Profile profile() throws DataException {
        Profile.Header header = header();
        builder = new ProfileBuilder(
                header,
                Math.min(sampleTable.count, MOST_EXPECTED / header.sampleTypes().size()));
        types = header.sampleTypes().size();
        mappings = new Ids(mappingTable.count);
        functions = new Ids(functionTable.count);
        locations = new Ids(locationTable.count);
        values = new long[types];
        labelSets = new LabelSets(builder, strings);
        read(mappingTable, MAPPING);
        read(functionTable, FUNCTION);
        numberFunctions();
        read(locationTable, LOCATION);
        read(sampleTable, SAMPLE);
        Profile profile = builder.build();
        requireSums(profile);
        warn();
        return warnings.isEmpty() ? profile : profile.withHeader(header.withWarnings(warnings));
    }

    // First pass: what is in the file, and all but its tables.

    /** A string index and where it stands. */
    private record Reference(long index, int from) {
        static final Reference NONE = new Reference(0, 0);
    }

    private Profile.Header header() throws DataException {
        List<Reference> typeRefs = new ArrayList<>();
        List<Reference> comments = new ArrayList<>();
        Reference defaultType = Reference.NONE;
        Reference docUrl = Reference.NONE;
        Reference dropFrames = Reference.NONE;
        Reference keepFrames = Reference.NONE;
        List<Reference> periodType = new ArrayList<>();
        long period = 0;
        long timeNanos = 0;
        long durationNanos = 0;
        while (wire.more()) {
            int from = wire.at();
            switch (wire.field()) {
                case SAMPLE_TYPE -> {
                    readValueType(typeRefs);
                    requireFew(typeRefs.size() / 2, MAX_SAMPLE_TYPES, "sample types", from);
                }
                case SAMPLE -> note(sampleTable, "sample", from);
                case MAPPING -> note(mappingTable, "mapping", from);
                case LOCATION -> note(locationTable, "location", from);
                case FUNCTION -> note(functionTable, "function", from);
                case STRING_TABLE -> readString();
                case DROP_FRAMES -> dropFrames = new Reference(wire.number("drop_frames"), from);
                case KEEP_FRAMES -> keepFrames = new Reference(wire.number("keep_frames"), from);
                case TIME_NANOS -> {
                    if (timeNanos != 0) {
                        throw new DataException(name + ": at offset " + from
                                + ": a second profile begins; separate the files, then merge them");
                    }
                    timeNanos = wire.number("time_nanos");
                }
                case DURATION_NANOS -> durationNanos = wire.number("duration_nanos");
                case PERIOD_TYPE -> {
                    periodType.clear();
                    readValueType(periodType);
                }
                case PERIOD -> period = wire.number("period");
                case COMMENT -> readComments(comments, from);
                case DEFAULT_SAMPLE_TYPE -> defaultType = new Reference(wire.number("default_sample_type"), from);
                case DOC_URL -> docUrl = new Reference(wire.number("doc_url"), from);
                default -> wire.skip();
            }
        }
        if (strings.count() == 0) {
            throw new DataException(name + ": no string table, expected one in every profile.proto; "
                    + "the file is cut off or not a profile: fetch or record it again");
        }
        if (!strings.get(0, "", 0).isEmpty()) {
            throw new DataException(name + ": string_table[0] is not empty, as profile.proto demands; "
                    + "report it to the program that wrote the file");
        }
        List<ValueType> sampleTypes = valueTypes(typeRefs, "a sample type");
        if (sampleTypes.isEmpty()) {
            throw new DataException(name + ": no sample types (" + sampleTable.count
                    + " samples), expected at least one; is it a profile? fetch or record it again");
        }
        List<String> texts = new ArrayList<>();
        for (Reference comment : comments) {
            texts.add(text(comment, "a comment"));
        }
        return new Profile.Header(
                sampleTypes,
                text(defaultType, "default_sample_type"),
                periodType.isEmpty()
                        ? null
                        : valueTypes(periodType, "the period type").get(0),
                period,
                timeNanos,
                durationNanos,
                texts,
                text(docUrl, "doc_url"),
                text(dropFrames, "drop_frames"),
                text(keepFrames, "keep_frames"),
                List.of());
    }

    /** The messages of one kind: how many they are, and the part of the file that has all of them, maybe among others. */
    private static final class Table {
        int count;
        int from;
        int to;
    }

    private void note(Table table, String what, int from) throws DataException {
        wire.leave(wire.enter(what));
        table.from = table.count++ == 0 ? from : table.from;
        table.to = wire.at();
    }

    private void readString() throws DataException {
        int outer = wire.enter("a string");
        int offset = wire.at();
        wire.leave(outer);
        strings.add(offset, wire.at() - offset);
    }

    private void readComments(List<Reference> comments, int from) throws DataException {
        int outer = wire.enterNumbers("comment");
        while (wire.more()) {
            comments.add(new Reference(wire.varint(), from));
            requireFew(comments.size(), MAX_COMMENTS, "comments", from);
        }
        wire.leave(outer);
    }

    private void requireFew(int count, int most, String what, int from) throws DataException {
        if (count > most) {
            throw wire.broken(from, "more than " + most + " " + what);
        }
    }

    /** Adds the references to type and unit. */
    private void readValueType(List<Reference> references) throws DataException {
        int from = wire.at();
        long type = 0;
        long unit = 0;
        int outer = wire.enter("a value type");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> type = wire.number("type");
                case 2 -> unit = wire.number("unit");
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        references.add(new Reference(type, from));
        references.add(new Reference(unit, from));
    }

    private List<ValueType> valueTypes(List<Reference> references, String what) throws DataException {
        List<ValueType> valueTypes = new ArrayList<>();
        for (int i = 0; i < references.size(); i += 2) {
            valueTypes.add(new ValueType(text(references.get(i), what), text(references.get(i + 1), what)));
        }
        return valueTypes;
    }

    private String text(Reference reference, String what) throws DataException {
        return strings.get(reference.index(), what, reference.from());
    }

    // Then the tables, each when those that it refers to are known.

    private void read(Table table, int field) throws DataException {
        wire.rewind(table.from);
        while (wire.at() < table.to) {
            int from = wire.at();
            if (wire.field() != field) {
                wire.skip();
                continue;
            }
            switch (field) {
                case MAPPING -> readMapping(from);
                case FUNCTION -> readFunction(from);
                case LOCATION -> readLocation(from);
                default -> readSample(from);
            }
        }
    }

    private void readMapping(int from) throws DataException {
        long id = 0;
        long start = 0;
        long limit = 0;
        long offset = 0;
        long filename = 0;
        long buildId = 0;
        boolean hasFunctions = false;
        boolean hasFilenames = false;
        boolean hasLineNumbers = false;
        boolean hasInlineFrames = false;
        int outer = wire.enter("a mapping");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> id = wire.number("a mapping's id");
                case 2 -> start = wire.number("memory_start");
                case 3 -> limit = wire.number("memory_limit");
                case 4 -> offset = wire.number("file_offset");
                case 5 -> filename = wire.number("filename");
                case 6 -> buildId = wire.number("build_id");
                case 7 -> hasFunctions = wire.number("has_functions") != 0;
                case 8 -> hasFilenames = wire.number("has_filenames") != 0;
                case 9 -> hasLineNumbers = wire.number("has_line_numbers") != 0;
                case 10 -> hasInlineFrames = wire.number("has_inline_frames") != 0;
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        Mapping mapping = new Mapping(
                start,
                limit,
                offset,
                strings.get(filename, "a mapping", from),
                strings.get(buildId, "a mapping", from),
                hasFunctions,
                hasFilenames,
                hasLineNumbers,
                hasInlineFrames);
        if (id == 0) {
            throw wire.broken(from, "a mapping has no id, expected 1 or more");
        }
        declare(mappings, id, builder.mapping(mapping), "mapping", from);
    }

    private void readFunction(int from) throws DataException {
        long id = 0;
        long functionName = 0;
        long systemName = 0;
        long filename = 0;
        long startLine = 0;
        int outer = wire.enter("a function");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> id = wire.number("a function's id");
                case 2 -> functionName = wire.number("a function's name");
                case 3 -> systemName = wire.number("system_name");
                case 4 -> filename = wire.number("filename");
                case 5 -> startLine = wire.number("start_line");
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        Function function = new Function(
                strings.get(functionName, "a function", from),
                strings.get(systemName, "a function", from),
                strings.get(filename, "a function", from),
                startLine);
        int built = builder.function(function);
        if (id == 0) {
            unnumberedAt = from;
            unnumbered.add(built);
        } else {
            declare(functions, id, built, "function", from);
        }
    }

    /**
     * Gives functions without an id one. A single one has the id 0, which some count from. .NET profilers leave out all ids:
     * then there is a location for each function, in the same order, whose line refers to the function by the location's id.
     */
    private void numberFunctions() throws DataException {
        if (unnumbered.size() == 1) {
            reservedIds++;
            functions.put(0, unnumbered.get(0));
        } else if (unnumbered.size() > 1) {
            if (unnumbered.size() != functionTable.count || functionTable.count != locationTable.count) {
                throw wire.broken(unnumberedAt, "a second function without an id, expected 1 or more");
            }
            int next = 0;
            wire.rewind(locationTable.from);
            while (wire.at() < locationTable.to) {
                int from = wire.at();
                if (wire.field() == LOCATION) {
                    declare(functions, readLocationId(), unnumbered.get(next++), "function", from);
                } else {
                    wire.skip();
                }
            }
        }
    }

    private long readLocationId() throws DataException {
        long id = 0;
        int outer = wire.enter("a location");
        while (wire.more()) {
            if (wire.field() == 1) {
                id = wire.number("a location's id");
            } else {
                wire.skip();
            }
        }
        wire.leave(outer);
        return id;
    }

    private void declare(Ids ids, long id, int built, String what, int from) throws DataException {
        if (!ids.put(id, built)) {
            throw wire.broken(from, "a second " + what + " with id " + Long.toUnsignedString(id));
        }
    }

    private void readLocation(int from) throws DataException {
        long id = 0;
        long mappingId = 0;
        long address = 0;
        boolean folded = false;
        boolean named = false;
        lines = 0;
        int outer = wire.enter("a location");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> id = wire.number("a location's id");
                case 2 -> mappingId = wire.number("mapping_id");
                case 3 -> address = wire.number("address");
                case 4 -> named |= readLine();
                case 5 -> folded = wire.number("is_folded") != 0;
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        int mapping = mappingId == 0 ? -1 : mappings.get(mappingId);
        if (mappingId != 0 && mapping < 0) {
            throw dangling(from, "a location", "mapping", mappingId);
        }
        // Lines that name nothing say no more than a location without lines.
        int built = builder.location(mapping, address, folded, named ? lines : 0, lineFunction, lineNumber, column);
        reservedIds += id == 0 ? 1 : 0;
        declare(locations, id, built, "location", from);
    }

    /** Whether the line has a function. */
    private boolean readLine() throws DataException {
        int from = wire.at();
        long functionId = 0;
        long number = 0;
        long at = 0;
        int outer = wire.enter("a line");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> functionId = wire.number("function_id");
                case 2 -> number = wire.number("line");
                case 3 -> at = wire.number("column");
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (lines == lineFunction.length) {
            lineFunction = Arrays.copyOf(lineFunction, lines * 2);
            lineNumber = Arrays.copyOf(lineNumber, lines * 2);
            column = Arrays.copyOf(column, lines * 2);
        }
        int function = functions.get(functionId);
        boolean known = function >= 0;
        if (!known && functionId != 0) {
            throw dangling(from, "a line", "function", functionId);
        }
        if (!known) {
            function = builder.function(NO_FUNCTION);
            linesWithoutFunction++;
        }
        lineFunction[lines] = function;
        lineNumber[lines] = number;
        column[lines++] = at;
        return known;
    }

    private DataException dangling(int from, String who, String what, long id) {
        return wire.broken(
                from, who + " refers to " + what + " " + Long.toUnsignedString(id) + ", which the file does not have");
    }

    private void readSample(int from) throws DataException {
        depth = 0;
        int valueCount = 0;
        labelSets.begin();
        int outer = wire.enter("a sample");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> readFrames(from);
                case 2 -> valueCount = readValues(valueCount);
                case 3 -> readLabel();
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        if (valueCount != types) {
            throw wire.broken(from, "a sample has " + valueCount + " values, expected " + types);
        }
        int labels = labelSets.id(from);
        long any = 0;
        for (long value : values) {
            any |= value;
        }
        if (any == 0) {
            return; // Go writes such samples for stacks not yet through a collection; a profile keeps none.
        }
        try {
            builder.add(builder.stack(frames, depth), labels, values);
        } catch (ArithmeticException e) {
            throw wire.broken(from, "values of samples of one stack add up to more than 64 bits");
        }
    }

    private void readFrames(int sampleAt) throws DataException {
        int count = readNumbers("location_id");
        if (frames.length - depth < count) {
            frames = Arrays.copyOf(frames, Math.max(depth + count, frames.length * 2));
        }
        for (int i = 0; i < count; i++) {
            frames[depth++] = location(numbers[i], sampleAt);
        }
    }

    /** Gives how many values the sample has by now, kept or not. */
    private int readValues(int before) throws DataException {
        int count = readNumbers("value");
        for (int i = 0; i < count && before + i < types; i++) {
            values[before + i] = numbers[i];
        }
        return before + count;
    }

    /** Reads a repeated field into {@link #numbers}. Gives how many it has. */
    private int readNumbers(String what) throws DataException {
        int outer = wire.enterNumbers(what);
        if (numbers.length < wire.left()) {
            numbers = new long[Math.max(wire.left(), numbers.length * 2)];
        }
        int count = wire.numbers(numbers);
        wire.leave(outer);
        return count;
    }

    private int location(long id, int sampleAt) throws DataException {
        int built = locations.get(id);
        if (built >= 0) {
            return built;
        }
        if (id != 0) {
            throw dangling(sampleAt, "a sample", "location", id);
        }
        framesWithoutLocation++;
        if (noLocation < 0) {
            noLocation = builder.location(-1, 0, false, 0, lineFunction, lineNumber, column);
        }
        return noLocation;
    }

    private void readLabel() throws DataException {
        long key = 0;
        long text = 0;
        long number = 0;
        long unit = 0;
        int outer = wire.enter("a label");
        while (wire.more()) {
            switch (wire.field()) {
                case 1 -> key = wire.number("key");
                case 2 -> text = wire.number("str");
                case 3 -> number = wire.number("num");
                case 4 -> unit = wire.number("num_unit");
                default -> wire.skip();
            }
        }
        wire.leave(outer);
        labelSets.add(key, text, number, unit);
    }

    /** That no sum over any of the samples overflows: views may then add as they like. */
    private void requireSums(Profile profile) throws DataException {
        for (int t = 0; t < types; t++) {
            if (!profile.fits(t)) {
                throw new DataException(
                        name + ": the values of " + profile.sampleTypes().get(t)
                                + " add up to more than 64 bits; the file is damaged, fetch or record it again");
            }
        }
    }

    private void warn() {
        if (unnumbered.size() > 1) {
            warnings.add(
                    name + ": none of the " + unnumbered.size()
                            + " functions has an id; each is taken for that of the location in its place, as .NET profilers mean it");
        }
        if (reservedIds > 0) {
            warnings.add(name + ": " + reservedIds
                    + " function(s) or location(s) have the id 0, which is reserved; they are read all the same");
        }
        if (linesWithoutFunction > 0) {
            warnings.add(name + ": " + linesWithoutFunction
                    + " line(s) refer to function 0, which the file does not have; they are shown as unknown");
        }
        if (framesWithoutLocation > 0) {
            warnings.add(name + ": " + framesWithoutLocation
                    + " frame(s) refer to location 0, which the file does not have; they are shown as unknown");
        }
        if (strings.invalid() > 0) {
            warnings.add(name + ": " + strings.invalid() + " string(s) are not UTF-8, the first at offset "
                    + strings.firstInvalid() + "; what cannot be read of them is shown as \ufffd");
        }
    }
}
