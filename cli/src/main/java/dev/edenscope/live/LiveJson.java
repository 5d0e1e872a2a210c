package dev.edenscope.live;

import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.GcPicture;
import dev.edenscope.report.Json;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One look as a line of JSON, for programs. What is unknown is null.
 *
 * <pre>{@code
 * pid, timeMillis, seconds            which JVM, when the look was, how long after the one before
 * allocBytesPerSecond                 by the JVM's own count where it keeps one
 * allocObjectsPerSecond, samples      as estimated, and from how many samples; exact: every object counted
 * exact
 * inuseObjects, inuseBytes            of what was born since sampling began
 * gc                                  collections, pauseSeconds, longestPauseSeconds, cpuShare; null where not known
 * lines[]                             name, file, line, objectsPerSecond, bytesPerSecond, error (standard, as a share),
 *                                     most objects first
 * }</pre>
 */
public final class LiveJson {
    private LiveJson() {}

    /** The look. {@code most} is how many lines are in it. */
    public static String of(long pid, Reading reading, int most) {
        List<Reading> readings = List.of(reading);
        double seconds = reading.seconds();
        Sums sums = Sums.lines(readings, false);
        Row inUse = Sums.lines(readings, true).total();
        Json json = new Json().open('{');
        json.name("pid").number(pid);
        json.name("timeMillis").number(reading.timeMillis());
        decimal(json.name("seconds"), seconds);
        decimal(json.name("allocBytesPerSecond"), reading.bytesPerSecond().orElse(Double.NaN));
        decimal(json.name("allocObjectsPerSecond"), sums.total().objects() / seconds);
        decimal(json.name("samples"), reading.samples(false) < 0 ? Double.NaN : (double) reading.samples(false));
        json.name("exact").flag(reading.isExact());
        boolean known = reading.knowsInUse();
        decimal(json.name("inuseObjects"), known ? inUse.objects() : Double.NaN);
        decimal(json.name("inuseBytes"), known ? inUse.bytes() : Double.NaN);
        json.name("gc");
        if (reading.collections().isPresent()) {
            gc(json, reading.collections().get());
        } else {
            json.nothing();
        }
        json.name("lines").open('[');
        List<Row> rows = sums.rows(Rank.OBJECTS);
        for (Row row : rows.subList(0, Math.min(most, rows.size()))) {
            Site site = row.of().site();
            json.open('{').name("name").text(site.function());
            json.name("file").textOrNull(site.file());
            json.name("line").numberOrNull(site.line());
            decimal(json.name("objectsPerSecond"), row.objects() / seconds);
            decimal(json.name("bytesPerSecond"), row.bytes() / seconds);
            decimal(json.name("error"), row.error());
            json.close('}');
        }
        return json.close(']').close('}').document();
    }

    private static void gc(Json json, GcHistory history) {
        GcPicture picture = GcPicture.of(history);
        OptionalDouble cpu = picture.gcCpuShare();
        json.open('{').name("collections").number(picture.collections());
        decimal(json.name("pauseSeconds"), picture.pauses().totalSeconds());
        decimal(json.name("longestPauseSeconds"), picture.pauses().maxSeconds());
        decimal(json.name("cpuShare"), cpu.orElse(Double.NaN));
        json.close('}');
    }

    private static void decimal(Json json, double number) {
        if (Double.isFinite(number)) {
            json.decimal(number);
        } else {
            json.nothing();
        }
    }
}
