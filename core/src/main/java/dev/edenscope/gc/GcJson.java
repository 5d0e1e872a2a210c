package dev.edenscope.gc;

import dev.edenscope.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A picture, its model and answers as JSON. What is not known is null.
 *
 * <pre>{@code
 * source, collector, verdict        no_problem, worth_a_look, unknown
 * collections, seconds, intervalMillis, collectionsPerMinute
 * gcCpuShare                        of the process's CPU time, from 0 to 1
 * gcProcessorShare, stoppedShare    of all processors' time, of time
 * cpuEstimated                      whether the CPU time of the collector is an estimate
 * pauses        count, p50Millis, p99Millis, maxMillis, totalMillis
 * stalls        count, totalMillis, maxMillis
 * allocationBytesPerSecond, allocationAtLeast, promotionBytesPerSecond
 * liveBytes, heapAfterBytes, heapLimitBytes
 * kinds[]       name, kind, cause, collections, pauses, freedBytes
 * model         basis, headroomBytes, bytesPerSecond, intervalMillis, measuredMillis, intervals, error
 * whatIf[]      change, intervalMillis, collectionsPerMinute, gcShare, of, trade, assumption
 * warnings[]
 * }</pre>
 */
public final class GcJson {
    private GcJson() {}

    public static String of(GcPicture picture, Optional<GcModel> model, List<Expected> answers) {
        Json json = new Json();
        write(json, picture, model, answers);
        return json.document();
    }

    /** Writes the object into a document. */
    public static void write(Json json, GcPicture picture, Optional<GcModel> model, List<Expected> answers) {
        GcHistory history = picture.history();
        json.open('{').field("source", history.source());
        json.field("collector", history.collector().title());
        json.field("verdict", picture.verdict().name().toLowerCase(Locale.ROOT));
        json.field("collections", (Long) (long) picture.collections());
        number(json, "seconds", history.seconds());
        millis(json, "intervalMillis", picture.intervalSeconds());
        number(json, "collectionsPerMinute", picture.collectionsPerMinute());
        number(json, "gcCpuShare", picture.gcCpuShare());
        number(json, "gcProcessorShare", picture.gcProcessorShare());
        number(json, "stoppedShare", picture.stoppedShare());
        json.name("cpuEstimated").flag(history.cpu().estimated());
        pauses(json, picture.pauses());
        GcHistory.Stalls stalls = history.stalls();
        json.name("stalls").open('{').name("count").number(stalls.count());
        millis(json, "totalMillis", OptionalDouble.of(stalls.seconds()));
        millis(json, "maxMillis", OptionalDouble.of(stalls.longestSeconds()));
        json.close('}');
        whole(json, "allocationBytesPerSecond", picture.allocationBytesPerSecond());
        json.name("allocationAtLeast").flag(picture.isAllocationAtLeast());
        whole(json, "promotionBytesPerSecond", picture.promotionBytesPerSecond());
        bytes(json, "liveBytes", picture.liveBytes());
        bytes(json, "heapAfterBytes", picture.heapAfterBytes());
        bytes(json, "heapLimitBytes", picture.heapLimitBytes());
        json.name("kinds").open('[');
        picture.rows().forEach(row -> row(json, row));
        json.close(']').name("model");
        model.ifPresentOrElse(fitted -> model(json, fitted), json::nothing);
        json.name("whatIf").open('[');
        answers.forEach(answer -> answer(json, answer));
        json.close(']').name("warnings").texts(history.warnings()).close('}');
    }

    private static void row(Json json, GcPicture.Row row) {
        json.open('{').field("name", row.name()).field("kind", row.kind().title());
        json.name("cause").textOrNull(row.cause());
        json.field("collections", (Long) (long) row.collections());
        pauses(json, row.pauses());
        bytes(json, "freedBytes", row.freedBytes());
        json.close('}');
    }

    private static void pauses(Json json, Pauses pauses) {
        json.name("pauses").open('{').name("count").number(pauses.count());
        boolean any = pauses.count() > 0;
        millis(json, "p50Millis", any ? OptionalDouble.of(pauses.p50Seconds()) : OptionalDouble.empty());
        millis(json, "p99Millis", any ? OptionalDouble.of(pauses.p99Seconds()) : OptionalDouble.empty());
        millis(json, "maxMillis", any ? OptionalDouble.of(pauses.maxSeconds()) : OptionalDouble.empty());
        millis(json, "totalMillis", OptionalDouble.of(pauses.totalSeconds()));
        json.close('}');
    }

    private static void model(Json json, GcModel model) {
        json.open('{').field("basis", model.basis().name().toLowerCase(Locale.ROOT));
        whole(json, "headroomBytes", OptionalDouble.of(model.headroomBytes()));
        whole(json, "bytesPerSecond", OptionalDouble.of(model.bytesPerSecond()));
        millis(json, "intervalMillis", OptionalDouble.of(model.intervalSeconds()));
        millis(json, "measuredMillis", OptionalDouble.of(model.measuredSeconds()));
        json.name("intervals").number(model.intervals());
        number(json, "error", OptionalDouble.of(model.error()));
        json.close('}');
    }

    private static void answer(Json json, Expected answer) {
        json.open('{').field("change", answer.change());
        millis(json, "intervalMillis", OptionalDouble.of(answer.intervalSeconds()));
        number(json, "collectionsPerMinute", OptionalDouble.of(answer.collectionsPerMinute()));
        number(
                json,
                "gcShare",
                answer.cost().map(cost -> OptionalDouble.of(cost.share())).orElse(OptionalDouble.empty()));
        json.field(
                "of",
                answer.cost()
                        .map(cost -> cost.of().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        json.name("trade").flag(answer.trade());
        json.field("assumption", answer.assumption());
        json.close('}');
    }

    private static void bytes(Json json, String name, OptionalLong bytes) {
        json.field(name, bytes.isPresent() ? (Long) bytes.getAsLong() : null);
    }

    private static void whole(Json json, String name, OptionalDouble value) {
        json.field(name, value.isPresent() ? (Long) Math.round(value.getAsDouble()) : null);
    }

    private static void millis(Json json, String name, OptionalDouble seconds) {
        number(
                json,
                name,
                seconds.isPresent() ? OptionalDouble.of(seconds.getAsDouble() * 1e3) : OptionalDouble.empty());
    }

    private static void number(Json json, String name, OptionalDouble value) {
        json.name(name);
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.decimal(value.getAsDouble());
        } else {
            json.nothing();
        }
    }
}
