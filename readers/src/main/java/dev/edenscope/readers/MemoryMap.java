package dev.edenscope.readers;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.ProfileBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The binaries that were mapped into a process, as the last section of a legacy profile lists them: in the form of
 * {@code /proc/PID/maps}, or shorter as {@code START-END: FILE (@OFFSET) BUILD_ID}. Lines of any other form are passed
 * over, but for {@code name=value}, after which {@code $name} stands for the value.
 */
final class MemoryMap {
    private static final List<String> HEADINGS = List.of("--- Memory map: ---", "MAPPED_LIBRARIES:");

    /** What Linux allows a process (vm.max_map_count), about. */
    private static final int MAX_REGIONS = 1 << 16;

    private static final int MAX_VARIABLES = 100;
    private static final int MAX_LINE_CHARS = 1 << 16;

    private static final Pattern LIBRARY = Pattern.compile("[.]so$|[.]so[._][0-9]+");

    private static final int[] NO_LINES = {};
    private static final long[] NO_NUMBERS = {};

    /** Where executables that are not relocated begin. */
    private static final long EXECUTABLE_START = 0x400000;

    private final List<Region> regions = new ArrayList<>();

    /** A mapping whose bounds are not final yet: some are put right when addresses are found beside them. */
    private static final class Region {
        private long start;
        private long limit;
        private long offset;
        private String file;
        private String buildId;

        Region(long start, long limit, long offset, String file, String buildId) {
            this.start = start;
            this.limit = limit;
            this.offset = offset;
            this.file = file;
            this.buildId = buildId;
        }

        boolean holds(long address) {
            return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, limit) < 0;
        }

        /** Whether the address lies before the region, but in the part of the file that was mapped before it. */
        boolean heldBefore(long address) {
            return offset != 0
                    && Long.compareUnsigned(start - offset, address) <= 0
                    && Long.compareUnsigned(address, start) < 0;
        }

        void extendToFileStart() {
            start -= offset;
            offset = 0;
        }

        /** Whether the next region goes on with this one: a mapping that was split. */
        boolean continuedBy(Region next) {
            return limit == next.start
                    && sameOrUnknown(file, next.file)
                    && sameOrUnknown(buildId, next.buildId)
                    && (offset == 0 || next.offset == 0 || offset + (limit - start) == next.offset);
        }

        void join(Region next) {
            limit = next.limit;
            file = next.file.isEmpty() ? file : next.file;
            buildId = next.buildId.isEmpty() ? buildId : next.buildId;
        }

        /** Where addresses belong that the file has no mapping for. */
        static Region anywhere() {
            return new Region(0, -1, 0, "", "");
        }

        Mapping mapping() {
            return new Mapping(start, limit, offset, file, buildId, false, false, false, false);
        }

        boolean isExecutable() {
            String path = file.replace("(deleted)", "").strip();
            return !path.isEmpty()
                    && path.charAt(0) != '['
                    && !LIBRARY.matcher(path).find();
        }

        private static boolean sameOrUnknown(String a, String b) {
            return a.isEmpty() || b.isEmpty() || a.equals(b);
        }
    }

    private MemoryMap() {}

    /** Whether a line is the heading of such a section. */
    static boolean isHeading(String line) {
        return HEADINGS.stream().anyMatch(line::contains);
    }

    /** The map that follows its heading, where there is one in what is left of the text. */
    static MemoryMap after(Lines lines) throws DataException {
        while (!isHeading(lines.text())) {
            if (!lines.next()) {
                return new MemoryMap();
            }
        }
        return read(lines);
    }

    /** The map that all lines that are left make. */
    static MemoryMap read(Lines lines) throws DataException {
        MemoryMap map = new MemoryMap();
        Map<String, String> variables = new LinkedHashMap<>();
        while (lines.next()) {
            String line = expanded(withoutLogPrefix(lines.text()), variables);
            Entry entry = new Entry(line);
            if (entry.isRegion()) {
                map.add(entry.region(), lines);
            } else {
                int equals = line.indexOf('=');
                if (equals > 0 && variables.size() < MAX_VARIABLES) {
                    variables.put(
                            "$" + line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        }
        map.executableFirst();
        map.repairFirst();
        return map;
    }

    private void add(Region region, Lines lines) throws DataException {
        if (region == null) {
            return;
        }
        Region last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
        if (last != null && last.continuedBy(region)) {
            last.join(region);
        } else if (regions.size() < MAX_REGIONS) {
            regions.add(region);
        } else {
            throw lines.broken("more than " + MAX_REGIONS + " mappings");
        }
    }

    /** Reports name a profile by its first mapping. */
    private void executableFirst() {
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).isExecutable()) {
                Region first = regions.get(0);
                regions.set(0, regions.get(i));
                regions.set(i, first);
                return;
            }
        }
    }

    /** Some writers give a wrong first region, where the executable's code was mapped a second time. */
    private void repairFirst() {
        if (regions.size() > 1
                && regions.get(0).file.startsWith("/anon_hugepage")
                && regions.get(0).limit == regions.get(1).start) {
            regions.remove(0);
        }
        if (!regions.isEmpty() && regions.get(0).start - regions.get(0).offset == EXECUTABLE_START) {
            regions.get(0).extendToFileStart();
        }
    }

    /** The mappings as places: locations without a name, each in the mapping that holds its address. */
    AddressSample.Places places(List<AddressSample> samples) {
        // Every address first: some put the bounds of a mapping right.
        Map<Long, Integer> regionOf = new HashMap<>();
        for (AddressSample sample : samples) {
            for (int i = 0; i < sample.depth(); i++) {
                regionOf.computeIfAbsent(sample.address(i), this::find);
            }
        }
        return new InRegions(regionOf);
    }

    private final class InRegions implements AddressSample.Places {
        private final Map<Long, Integer> regionOf;
        private int[] mappingIds;

        InRegions(Map<Long, Integer> regionOf) {
            this.regionOf = regionOf;
        }

        @Override
        public int locate(AddressSample sample, ProfileBuilder builder, int[] locations) {
            if (mappingIds == null) {
                mappingIds = regions.stream()
                        .mapToInt(region -> builder.mapping(region.mapping()))
                        .toArray();
            }
            for (int i = 0; i < sample.depth(); i++) {
                int region = regionOf.get(sample.address(i));
                int mapping = region < 0 ? -1 : mappingIds[region];
                locations[i] = builder.location(mapping, sample.address(i), false, 0, NO_LINES, NO_NUMBERS, NO_NUMBERS);
            }
            return sample.depth();
        }
    }

    /**
     * Index of the mapping that holds an address; one over all addresses is made for those that are in none. -1 for
     * address 0.
     */
    private int find(long address) {
        if (address == 0) {
            return -1;
        }
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).holds(address)) {
                return i;
            }
        }
        for (int i = 0; i < regions.size(); i++) {
            if (regions.get(i).heldBefore(address)) {
                regions.get(i).extendToFileStart();
                return i;
            }
        }
        regions.add(Region.anywhere());
        return regions.size() - 1;
    }

    // A line

    /** Takes off what glog writes before each line: {@code I0102 15:04:05 7 file.cc:12] }. */
    private static String withoutLogPrefix(String line) {
        int bracket = line.indexOf(']');
        int opening = line.indexOf('[');
        int colon = bracket < 0 ? -1 : line.lastIndexOf(':', bracket);
        if (colon <= 0 || colon + 1 == bracket || bracket + 1 >= line.length() || (opening >= 0 && opening < bracket)) {
            return line;
        }
        for (int i = colon + 1; i < bracket; i++) {
            if (Lines.digit(line.charAt(i)) >= 10) {
                return line;
            }
        }
        return Character.isWhitespace(line.charAt(bracket + 1)) ? line.substring(bracket + 2) : line;
    }

    private static String expanded(String line, Map<String, String> variables) {
        String text = line;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (text.indexOf('$') < 0 || text.length() > MAX_LINE_CHARS) {
                return text;
            }
            text = text.replace(variable.getKey(), variable.getValue());
        }
        return text;
    }

    /** One line, token by token. */
    private static final class Entry {
        private final String line;
        private int at;
        private final Long start;
        private final Long limit;

        Entry(String line) {
            this.line = line;
            this.start = hex();
            if (at < line.length() && line.charAt(at) == '-') {
                at++;
            }
            this.limit = start == null ? null : hex();
        }

        boolean isRegion() {
            return limit != null;
        }

        /** The region; null for one that holds no code. */
        Region region() {
            if (at < line.length() && line.charAt(at) == ':') {
                at++;
            }
            String[] tokens = line.substring(at).strip().split("\\s+", 8);
            int i = 0;
            if (i < tokens.length && isPermissions(tokens[i])) {
                if (tokens[i++].indexOf('x') < 0) {
                    return null;
                }
            }
            // /proc/PID/maps: offset device inode file
            boolean hasOffset =
                    i < tokens.length && isHex(tokens[i]) && i + 1 < tokens.length && isDevice(tokens[i + 1]);
            int device = hasOffset ? i + 1 : i;
            if (device + 1 < tokens.length && isDevice(tokens[device]) && isDecimal(tokens[device + 1])) {
                return region(hasOffset ? tokens[i] : "", device + 2 < tokens.length ? tokens[device + 2] : "", "");
            }
            // The short form: file (@offset) build id
            String file = i < tokens.length ? tokens[i++] : "";
            String offset = "";
            if (i < tokens.length && tokens[i].startsWith("(@") && tokens[i].endsWith(")")) {
                offset = tokens[i].substring(2, tokens[i].length() - 1);
                i++;
            }
            return region(offset, file, i < tokens.length && isHex(tokens[i]) ? tokens[i] : "");
        }

        private Region region(String offset, String file, String buildId) {
            return new Region(
                    start,
                    limit,
                    isHex(offset) && offset.length() <= 16 ? Long.parseUnsignedLong(offset, 16) : 0,
                    file,
                    buildId);
        }

        /** The hexadecimal number that is next, with or without 0x; null if there is none of 64 bits. */
        private Long hex() {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (line.startsWith("0x", at)) {
                at += 2;
            }
            int from = at;
            while (at < line.length() && Lines.digit(line.charAt(at)) < 16) {
                at++;
            }
            return at == from || at - from > 16 ? null : Long.parseUnsignedLong(line, from, at, 16);
        }

        private static boolean isPermissions(String token) {
            return !token.isEmpty() && token.chars().allMatch(c -> "-rwxp".indexOf(c) >= 0);
        }

        private static boolean isHex(String token) {
            return !token.isEmpty() && token.chars().allMatch(c -> Lines.digit((char) c) < 16);
        }

        private static boolean isDecimal(String token) {
            return !token.isEmpty() && token.chars().allMatch(c -> Lines.digit((char) c) < 10);
        }

        /** Major and minor number: {@code 08:02}. */
        private static boolean isDevice(String token) {
            int colon = token.indexOf(':');
            return colon > 0 && isHex(token.substring(0, colon)) && isHex(token.substring(colon + 1));
        }
    }
}
