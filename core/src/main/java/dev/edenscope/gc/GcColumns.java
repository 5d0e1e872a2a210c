package dev.edenscope.gc;

import dev.edenscope.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The collections of a picture in columns, and the {@linkplain GcModel model's} parameters: what a timeline is drawn from, and what
 * it takes to ask the model elsewhere. What is not known is null. Times are in seconds since watching began.
 *
 * <pre>{@code
 * start[], seconds[], stopped[], before[], after[], capacity[] (bytes), kind[], name[], cause[]
 * forced[], main[]      1: not brought about by allocation; one of those that intervals lie between
 * work[]                what it cost, in a unit that is the same for all of them
 * flow                  at[], bytesPerSecond[]: what was allocated from the mark before to this one
 * hasEden, intervalSeconds, cost {share, of, title, estimated}
 * heapLimitBytes, liveBytes, youngBytes, gogcPercent, leftBytes
 * model                 headroomBytes, bytesPerSecond, fixedSeconds, measuredSeconds, formula, source, error
 * }</pre>
 */
public final class GcColumns {
    private static final double NANOS = 1e9;

    private final Json json;
    private final GcPicture picture;
    private final List<Collection> collections;
    private final double origin;

    private GcColumns(Json json, GcPicture picture) {
        this.json = json;
        this.picture = picture;
        this.collections = picture.history().collections();
        double begin = picture.history().beginSeconds();
        this.origin = Double.isNaN(begin)
                ? collections.stream()
                        .mapToDouble(Collection::startSeconds)
                        .filter(start -> !Double.isNaN(start))
                        .min()
                        .orElse(0)
                : begin;
    }

    /** Writes the object into a document. */
    public static void write(Json json, GcPicture picture) {
        new GcColumns(json.open('{'), picture).all();
        json.close('}');
    }

    private void all() {
        numbers("start", each -> each.startSeconds() - origin);
        numbers("seconds", each -> each.endSeconds() - each.startSeconds());
        numbers("stopped", Collection::stoppedSeconds);
        numbers("before", each -> number(each.heap().beforeBytes()));
        numbers("after", each -> number(each.heap().afterBytes()));
        numbers("capacity", each -> number(each.heap().capacityBytes()));
        column("kind", each -> json.text(each.kind().title()));
        column("name", each -> json.text(each.name()));
        column("cause", each -> json.textOrNull(each.cause()));
        column("forced", each -> json.number(each.isForced() ? 1 : 0));
        column("main", each -> json.number(picture.isMain(each) ? 1 : 0));
        numbers("work", GcModel::cost);
        flow();
        json.name("hasEden").flag(picture.history().collector().hasEden());
        field("intervalSeconds", picture.intervalSeconds().orElse(Double.NaN));
        json.name("cost");
        picture.cost().ifPresentOrElse(this::cost, json::nothing);
        field("heapLimitBytes", number(picture.heapLimitBytes()));
        field("liveBytes", number(picture.liveBytes()));
        field("youngBytes", number(picture.history().limits().youngBytes()));
        OptionalDouble gogc = picture.history().limits().gogcPercent();
        field("gogcPercent", gogc.orElse(Double.NaN));
        field("leftBytes", picture.leftBytes());
        json.name("model");
        picture.model().ifPresentOrElse(this::model, json::nothing);
    }

    private static double number(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() : Double.NaN;
    }

    private void column(String name, Consumer<Collection> value) {
        json.name(name).open('[');
        collections.forEach(value);
        json.close(']');
    }

    private void numbers(String name, ToDoubleFunction<Collection> value) {
        column(name, each -> number(value.applyAsDouble(each)));
    }

    private void field(String name, double value) {
        json.name(name);
        number(value);
    }

    private void number(double value) {
        if (Double.isFinite(value)) {
            json.decimal(value);
        } else {
            json.nothing();
        }
    }

    private void flow() {
        List<Flow.Mark> marks = picture.flow().marks();
        json.name("flow").open('{').name("at").open('[');
        for (int i = 1; i < marks.size(); i++) {
            number(marks.get(i).from() - origin);
        }
        json.close(']').name("bytesPerSecond").open('[');
        for (int i = 1; i < marks.size(); i++) {
            double seconds = marks.get(i).counted() - marks.get(i - 1).counted();
            double bytes = marks.get(i).allocated() - marks.get(i - 1).allocated();
            number(seconds > 1 / NANOS ? Math.max(0, bytes / seconds) : Double.NaN);
        }
        json.close(']').close('}');
    }

    private void cost(Share cost) {
        json.open('{').name("share").decimal(cost.share());
        json.field("of", cost.of().name().toLowerCase(Locale.ROOT))
                .field("title", cost.of().title());
        json.name("estimated").flag(cost.estimated()).close('}');
    }

    private void model(GcModel model) {
        json.open('{');
        field("headroomBytes", model.headroomBytes());
        field("bytesPerSecond", model.bytesPerSecond());
        field("fixedSeconds", model.fixedSeconds());
        field("measuredSeconds", model.measuredSeconds());
        json.field("formula", model.basis().formula())
                .field("source", model.basis().source());
        field("error", model.error());
        json.close('}');
    }
}
