package dev.edenscope.ui;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Mapping;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The samples of a profile, and of the base that it is compared with, in columns: stacks are a tree of frames, and samples of one
 * stack and class are one.
 */
final class Columns {
    private record Name(String function, String file) {}

    private record Sample(int node, int type) {}

    private final Predicate<String> application;
    private final int types;
    private final boolean compared;

    private final Map<String, Integer> files = new HashMap<>();
    private final List<String> fileNames = new ArrayList<>();
    private final Map<String, Integer> classes = new HashMap<>();
    private final List<String> classNames = new ArrayList<>();
    private final Map<Name, Integer> functions = new HashMap<>();
    private final List<Name> functionNames = new ArrayList<>();
    private final Map<Long, Integer> frames = new HashMap<>(); // by function and line
    private final Numbers frameFunctions = new Numbers();
    private final Numbers frameLines = new Numbers();
    private final Map<Long, Integer> nodes = new HashMap<>(); // by parent and frame
    private final Numbers nodeParents = new Numbers();
    private final Numbers nodeFrames = new Numbers();
    private final Map<Sample, long[]> samples = new HashMap<>(); // values, then the base's
    private final List<Sample> ordered = new ArrayList<>();

    /**
     * The columns.
     *
     * @param types which values: sample types that both profiles have
     * @param application whether a function, by its name, is the application's
     */
    Columns(Profile profile, Optional<Profile> base, List<ValueType> types, Predicate<String> application) {
        this.application = application;
        this.types = types.size();
        this.compared = base.isPresent();
        add(profile, indexes(profile, types), 0);
        base.ifPresent(of -> add(of, indexes(of, types), this.types));
    }

    private static int[] indexes(Profile profile, List<ValueType> types) {
        return types.stream()
                .mapToInt(type -> profile.sampleTypes().indexOf(type))
                .toArray();
    }

    /** The file's number; -1 where no frame is in it. */
    int file(String name) {
        return files.getOrDefault(name, -1);
    }

    List<String> files() {
        return fileNames;
    }

    /** Files that a function of the application is in. */
    boolean[] applicationFiles() {
        boolean[] own = new boolean[fileNames.size()];
        for (Name each : functionNames) {
            if (!each.file.isEmpty() && application.test(each.function)) {
                own[files.get(each.file)] = true;
            }
        }
        return own;
    }

    private void add(Profile profile, int[] columns, int from) {
        int[][] framesOf = new int[profile.locationCount()][];
        int[] nodeOf = new int[profile.stackCount()];
        Arrays.fill(nodeOf, Integer.MIN_VALUE);
        Map<Integer, Integer> classOf = new HashMap<>();
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            int stack = profile.stack(sample);
            if (nodeOf[stack] == Integer.MIN_VALUE) {
                nodeOf[stack] = node(profile, stack, framesOf);
            }
            int of = sample;
            int type = classOf.computeIfAbsent(profile.labelSet(sample), set -> type(profile.labels(of)));
            long[] sums = samples.computeIfAbsent(new Sample(nodeOf[stack], type), key -> {
                ordered.add(key);
                return new long[compared ? types * 2 : types];
            });
            for (int i = 0; i < types; i++) {
                sums[from + i] += profile.value(sample, columns[i]);
            }
        }
    }

    private int type(List<Label> labels) {
        for (Label label : labels) {
            if (label.key().equals("class") && label.text() != null) {
                return id(label.text(), classes, classNames);
            }
        }
        return -1;
    }

    private static <T> int id(T thing, Map<T, Integer> ids, List<T> all) {
        Integer known = ids.putIfAbsent(thing, all.size());
        if (known == null) {
            all.add(thing);
            return all.size() - 1;
        }
        return known;
    }

    private int node(Profile profile, int stack, int[][] framesOf) {
        int node = -1;
        for (int i = profile.depth(stack) - 1; i >= 0; i--) {
            int location = profile.location(stack, i);
            if (framesOf[location] == null) {
                framesOf[location] = frames(profile, location);
            }
            for (int k = framesOf[location].length - 1; k >= 0; k--) {
                node = child(node, framesOf[location][k]);
            }
        }
        return node;
    }

    private int child(int parent, int frame) {
        return numbered(parent + 1, frame, nodes, nodeParents, parent, nodeFrames);
    }

    /** Number of a pair, which is new or known. */
    private static int numbered(
            int high, long low, Map<Long, Integer> ids, Numbers first, int firstValue, Numbers second) {
        Integer known = ids.putIfAbsent((long) high << 32 | low, first.size());
        if (known != null) {
            return known;
        }
        first.add(firstValue);
        second.add((int) low);
        return first.size() - 1;
    }

    private int[] frames(Profile profile, int location) {
        int lines = profile.lineCount(location);
        if (lines == 0) {
            return new int[] {frame(new Name(binary(profile.mapping(location)), ""), 0)};
        }
        int[] found = new int[lines];
        for (int i = 0; i < lines; i++) {
            Function function = profile.function(location, i);
            found[i] = frame(new Name(function.name(), function.filename()), profile.lineNumber(location, i));
        }
        return found;
    }

    private static String binary(Mapping mapping) {
        if (mapping == null || mapping.filename().isEmpty()) {
            return "<unknown>";
        }
        return "[" + mapping.filename().substring(mapping.filename().lastIndexOf('/') + 1) + "]";
    }

    private int frame(Name name, long line) {
        int known = functions.getOrDefault(name, -1);
        int function = known < 0 ? id(name, functions, functionNames) : known;
        if (known < 0 && !name.file.isEmpty()) {
            id(name.file, files, fileNames);
        }
        long shown = line > 0 && line <= Integer.MAX_VALUE ? line : 0;
        return numbered(function, shown, frames, frameFunctions, function, frameLines);
    }

    void write(Json json) {
        json.name("files").texts(fileNames).name("classes").texts(classNames);
        json.name("functions").open('{').name("name").open('[');
        functionNames.forEach(each -> json.text(each.function));
        json.close(']').name("file").open('[');
        functionNames.forEach(each -> json.number(file(each.file)));
        json.close(']').name("app").open('[');
        functionNames.forEach(each -> json.number(application.test(each.function) ? 1 : 0));
        json.close(']').close('}');
        json.name("frames").open('{');
        frameFunctions.write(json.name("function"));
        frameLines.write(json.name("line"));
        json.close('}').name("nodes").open('{');
        nodeParents.write(json.name("parent"));
        nodeFrames.write(json.name("frame"));
        json.close('}').name("samples").open('{').name("node").open('[');
        ordered.forEach(each -> json.number(each.node));
        json.close(']').name("class").open('[');
        ordered.forEach(each -> json.number(each.type));
        json.close(']');
        values(json.name("values"), 0);
        json.name("base");
        if (compared) {
            values(json, types);
        } else {
            json.nothing();
        }
        json.close('}');
    }

    private void values(Json json, int from) {
        json.open('[');
        for (int type = 0; type < types; type++) {
            json.open('[');
            for (Sample each : ordered) {
                json.number(samples.get(each)[from + type]);
            }
            json.close(']');
        }
        json.close(']');
    }
}
