package dev.edenscope.examples.orders;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a load has measured. A figure that nothing was measured for is null: latencies, if there was no request;
 * those of the service, if it has no {@code /stats}; those of pauses, if there was none.
 *
 * @param ratePerSecond the rate that was asked for; null for as fast as possible
 * @param allocatedBytesPerRequest by all threads of the service's JVM, its HTTP server included
 */
record Summary(
        String version,
        Double ratePerSecond,
        int connections,
        double seconds,
        long requests,
        long errors,
        double requestsPerSecond,
        Double p50Micros,
        Double p99Micros,
        Double p999Micros,
        Double maxMicros,
        Long allocatedBytesPerRequest,
        Long allocatedBytesPerSecond,
        Long gcPauses,
        Long gcIntervalMillis,
        Long gcPauseMillis,
        Long gcPauseP99Millis,
        Long gcPauseMaxMillis,
        Long heapUsedBytes) {

    /** The figures of a load, from its latencies in nanoseconds and the service's counters at both ends. */
    static Summary of(
            Load.Options options,
            Histogram latencies,
            long errors,
            long elapsedNanos,
            Stats.Snapshot first,
            Stats.Snapshot last) {
        double seconds = elapsedNanos / 1e9;
        long requests = latencies.getTotalCount();
        boolean counted = first != null && last != null;
        long allocatedBytes = counted ? last.allocatedBytes() - first.allocatedBytes() : 0;
        long served = counted ? last.requests() - first.requests() : 0;
        return new Summary(
                counted ? last.version() : null,
                options.ratePerSecond() == 0 ? null : options.ratePerSecond(),
                options.connections(),
                seconds,
                requests,
                errors,
                requests / seconds,
                requests == 0 ? null : latencies.getValueAtPercentile(50) / 1e3,
                requests == 0 ? null : latencies.getValueAtPercentile(99) / 1e3,
                requests == 0 ? null : latencies.getValueAtPercentile(99.9) / 1e3,
                requests == 0 ? null : latencies.getMaxValue() / 1e3,
                served == 0 ? null : allocatedBytes / served,
                counted ? (long) (allocatedBytes / seconds) : null,
                counted ? last.gcPauses() : null,
                counted ? last.gcIntervalMillis() : null,
                counted ? last.gcPauseMillis() : null,
                counted ? last.gcPauseP99Millis() : null,
                counted ? last.gcPauseMaxMillis() : null,
                counted ? last.heapUsedBytes() : null);
    }

    /** One object of JSON, on one line. */
    String json() {
        return JsonMapper.builder()
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build()
                .writeValueAsString(this);
    }

    /** A few lines for people. */
    String text() {
        StringBuilder text = new StringBuilder(512);
        line(
                text,
                "%s, %s over %d connections for %.1f s",
                version == null ? "an unknown service" : "orders (" + version + ")",
                ratePerSecond == null
                        ? "as fast as possible"
                        : String.format(Locale.ROOT, "%,.0f requests/s", ratePerSecond),
                connections,
                seconds);
        if (requests == 0) {
            line(text, "  requests   none was measured: it was stopped too early");
            return text.toString();
        }
        line(text, "  requests   %,d, errors %,d, %,.0f requests/s", requests, errors, requestsPerSecond);
        line(
                text,
                "  latency    p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms%s",
                p50Micros / 1e3,
                p99Micros / 1e3,
                p999Micros / 1e3,
                maxMicros / 1e3,
                ratePerSecond == null ? "" : " (from the intended start)");
        if (allocatedBytesPerRequest == null) {
            line(text, "  allocated  unknown: the service did not say");
            return text.toString();
        }
        line(
                text,
                "  allocated  %,d bytes/request, %.1f MB/s; heap in use %.0f MB",
                allocatedBytesPerRequest,
                allocatedBytesPerSecond / 1e6,
                heapUsedBytes / 1e6);
        if (gcPauses == 0) {
            line(text, "  GC         no pause");
        } else {
            line(
                    text,
                    "  GC         %,d pauses, one every %,d ms; %,d ms in total, p99 %,d ms, max %,d ms",
                    gcPauses,
                    gcIntervalMillis,
                    gcPauseMillis,
                    gcPauseP99Millis,
                    gcPauseMaxMillis);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(text.isEmpty() ? "" : "\n").append(String.format(Locale.ROOT, format, arguments));
    }
}
