package dev.edenscope.report;

import dev.edenscope.profile.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the samples of a place are labelled with: their texts as one, and below each the sizes of objects. */
final class Tags {
    private static final String SIZE = "bytes"; // of numeric labels only this one is drawn

    /** A label and its share of a place's values. */
    static final class Tag {
        final String name;
        final long number;
        final String unit;
        private long flat;
        private long flatDivisor;
        private long cum;
        private long cumDivisor;

        Tag(String name, long number, String unit) {
            this.name = name;
            this.number = number;
            this.unit = unit;
        }

        long flatValue() {
            return Graph.mean(flat, flatDivisor);
        }

        long cumValue() {
            return Graph.mean(cum, cumDivisor);
        }

        private boolean isBelow(long cutoff) {
            return Math.abs(flat) < cutoff && Math.abs(cum) < cutoff;
        }

        static int byFlat(Tag a, Tag b) {
            int order = Long.compare(Math.abs(b.flat), Math.abs(a.flat));
            return order != 0 ? order : a.name.compareTo(b.name);
        }

        static int byCum(Tag a, Tag b) {
            int order = Long.compare(Math.abs(b.cum), Math.abs(a.cum));
            return order != 0 ? order : byFlat(a, b);
        }
    }

    private record Size(String name, long number, String unit) {}

    /** The labels of a sample as they are drawn: all texts in one, and the sizes. */
    record Marks(String text, List<Size> sizes) {
        static Marks of(List<Label> labels, LabelUnits units, String outputUnit) {
            List<String> texts = new ArrayList<>();
            List<Size> sizes = new ArrayList<>();
            for (Label label : labels) {
                if (!label.isNumber() && !label.key().equals(Difference.BASE.key())) {
                    texts.add(label.key() + ":" + label.text());
                } else if (label.isNumber() && label.key().equals(SIZE)) {
                    String unit = units.of(SIZE);
                    sizes.add(new Size(Measure.label(label.number(), unit, outputUnit), label.number(), unit));
                }
            }
            texts.sort(null);
            return new Marks(String.join("\\n", texts), sizes); // a backslash and an n: a new line to dot
        }
    }

    private final Map<String, Tag> texts = new LinkedHashMap<>();
    private final Map<String, Map<String, Tag>> sizes = new LinkedHashMap<>(); // by text, then by name

    void addFlat(Marks marks, long weight, long divisor) {
        for (Tag tag : tags(marks)) {
            tag.flat = Math.addExact(tag.flat, weight);
            tag.flatDivisor += divisor;
        }
    }

    void addCum(Marks marks, long weight, long divisor) {
        for (Tag tag : tags(marks)) {
            tag.cum = Math.addExact(tag.cum, weight);
            tag.cumDivisor += divisor;
        }
    }

    private List<Tag> tags(Marks marks) {
        List<Tag> tags = new ArrayList<>();
        if (!marks.text.isEmpty()) {
            tags.add(texts.computeIfAbsent(marks.text, text -> new Tag(text, 0, "")));
        }
        for (Size size : marks.sizes) {
            tags.add(sizes.computeIfAbsent(marks.text, text -> new LinkedHashMap<>())
                    .computeIfAbsent(size.name, name -> new Tag(name, size.number, size.unit)));
        }
        return tags;
    }

    /** Leaves out the tags whose values are both below this one. */
    void trim(long cutoff) {
        texts.values().removeIf(tag -> tag.isBelow(cutoff));
        sizes.values().forEach(named -> named.values().removeIf(tag -> tag.isBelow(cutoff)));
    }

    /** The number of tags with an own value. */
    int count() {
        long count = texts.values().stream().filter(tag -> tag.flat != 0).count();
        for (Map<String, Tag> named : sizes.values()) {
            count += named.values().stream().filter(tag -> tag.flat != 0).count();
        }
        return (int) count;
    }

    /** The texts, largest first. */
    List<Tag> texts(boolean byFlat) {
        return sorted(texts.values(), byFlat);
    }

    /** The sizes of the samples with this text, or with none if it is empty, largest value first. */
    List<Tag> sizes(String text, boolean byFlat) {
        return sorted(sizes.getOrDefault(text, Map.of()).values(), byFlat);
    }

    private static List<Tag> sorted(Collection<Tag> tags, boolean byFlat) {
        List<Tag> sorted = new ArrayList<>(tags);
        sorted.sort(byFlat ? Tag::byFlat : Tag::byCum);
        return sorted;
    }

    /** Sizes, largest value first, as at most so many ranges: each goes to the nearest of the largest. */
    static List<Tag> collapsed(List<Tag> sizes, int most, boolean byFlat) {
        if (sizes.size() <= most) {
            return sizes;
        }
        List<List<Tag>> groups = new ArrayList<>();
        for (Tag tag : sizes) {
            if (groups.size() < most) {
                groups.add(new ArrayList<>(List.of(tag)));
                continue;
            }
            List<Tag> nearest = groups.get(0);
            for (List<Tag> group : groups) {
                if (distance(tag, group.get(0)) < distance(tag, nearest.get(0))) {
                    nearest = group;
                }
            }
            nearest.add(tag);
        }
        List<Tag> ranges = new ArrayList<>();
        groups.forEach(group -> ranges.add(range(group)));
        return sorted(ranges, byFlat);
    }

    private static double distance(Tag tag, Tag from) {
        return Math.abs(Measure.scale(from.number, from.unit, tag.unit).value() - tag.number);
    }

    private static Tag range(List<Tag> tags) {
        Tag low = tags.get(0);
        Tag high = low;
        for (Tag tag : tags) {
            low = (long) Measure.scale(tag.number, tag.unit, low.unit).value() < low.number ? tag : low;
            high = (long) Measure.scale(tag.number, tag.unit, high.unit).value() > high.number ? tag : high;
        }
        String from = Measure.label(low.number, low.unit);
        Tag range = new Tag(tags.size() == 1 ? from : from + ".." + Measure.label(high.number, high.unit), 0, "");
        for (Tag tag : tags) {
            range.flat = Math.addExact(range.flat, tag.flat);
            range.flatDivisor += tag.flatDivisor;
            range.cum = Math.addExact(range.cum, tag.cum);
            range.cumDivisor += tag.cumDivisor;
        }
        range.flat = range.flatValue(); // ranges are sorted by their means
        range.flatDivisor = 0;
        range.cum = range.cumValue();
        range.cumDivisor = 0;
        return range;
    }
}
