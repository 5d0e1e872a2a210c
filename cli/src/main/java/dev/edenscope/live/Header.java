package dev.edenscope.live;

import dev.edenscope.gc.Collection;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.gc.GcText;
import dev.edenscope.gc.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The first three lines, each as its parts: those in front matter most. */
final class Header {
    private final Seen seen;
    private final Paper paper;
    private final List<Reading> last;

    Header(Seen seen, Paper paper) {
        this.seen = seen;
        this.paper = paper;
        this.last = Seen.last(1, seen.readings());
    }

    /** The JVM, and how full its heap is. */
    List<String> jvm(String title) {
        List<String> parts = new ArrayList<>(List.of(title));
        if (!seen.histories().isEmpty()) {
            GcHistory history = seen.histories().get(seen.histories().size() - 1);
            parts.add(history.collector().title());
            OptionalLong limit = history.limits().heapBytes();
            parts.add(
                    "heap " + after() + (limit.isPresent() ? "up to " + GcText.bytes((double) limit.getAsLong()) : ""));
        }
        return parts;
    }

    private String after() {
        for (int i = seen.histories().size() - 1; i >= 0; i--) {
            List<Collection> collections = seen.histories().get(i).collections();
            for (int j = collections.size() - 1; j >= 0; j--) {
                OptionalLong after = collections.get(j).heap().afterBytes();
                if (after.isPresent()) {
                    return GcText.bytes((double) after.getAsLong()) + " after GC, ";
                }
            }
        }
        return "";
    }

    /** How much was allocated at the last look, and how good the numbers are. */
    List<String> allocation() {
        if (last.isEmpty()) {
            return List.of("sampling; the first figures come with the first look");
        }
        Reading reading = last.get(0);
        Row total = Sums.lines(last, false).total();
        List<String> parts = new ArrayList<>();
        parts.add("allocates "
                + (reading.bytesPerSecond().isPresent()
                        ? GcText.bytes(reading.bytesPerSecond().getAsDouble()) + "/s"
                        : "?"));
        parts.add(Figures.count(total.objects() / reading.seconds()) + " objects/s");
        parts.add(accuracy(reading, total));
        parts.add("in " + GcText.seconds(reading.seconds()));
        return parts;
    }

    private String accuracy(Reading reading, Row total) {
        if (reading.isExact()) {
            return "exact: every object counted";
        }
        if (reading.samples(false) < 0) {
            return "bytes only, estimated from JFR's samples";
        }
        String error = Figures.error(total.error(), paper);
        return "estimate from " + reading.samples(false) + " samples" + (error.isEmpty() ? "" : " " + error);
    }

    /** What garbage collection costs. */
    List<String> collections() {
        Optional<GcPicture> known = seen.collections();
        if (known.isEmpty()) {
            return List.of(last.isEmpty() ? "" : "garbage collections are not known");
        }
        GcPicture picture = known.get();
        String over = "in " + GcText.seconds(picture.history().seconds().orElse(0));
        if (picture.collections() == 0) {
            return List.of("no garbage collection " + over);
        }
        List<String> parts = new ArrayList<>();
        parts.add(
                picture.intervalSeconds().isPresent()
                        ? "GC every " + GcText.seconds(picture.intervalSeconds().getAsDouble())
                        : picture.collections() + (picture.collections() == 1 ? " collection" : " collections"));
        Optional<Share> cost = picture.cost();
        cost.ifPresent(share ->
                parts.add(GcText.percent(share.share()) + " " + share.of().title()));
        if (picture.pauses().count() > 0) {
            parts.add("pauses p50 " + GcText.pause(picture, picture.pauses().p50Seconds()));
            parts.add("p99 " + GcText.pause(picture, picture.pauses().p99Seconds()));
            parts.add("max " + GcText.pause(picture, picture.pauses().maxSeconds()));
        }
        parts.add(over);
        return parts;
    }
}
