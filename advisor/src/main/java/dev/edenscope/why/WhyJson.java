package dev.edenscope.why;

import dev.edenscope.report.Json;
import java.util.Locale;

/**
 * Sites as JSON: an array of {@code {file, line, method, className, maker, verdict, causes: [{kind, text, where, proved, help}],
 * copies: {heap, total}, objects, bytes, objectsPerSecond, bytesPerSecond}}, most bytes first. What is unknown is null.
 */
public final class WhyJson {
    private WhyJson() {}

    public static String of(Why why) {
        Json json = new Json().open('[');
        for (Site site : why.sites()) {
            add(site, why.durationNanos(), json);
        }
        return json.close(']').document();
    }

    static void add(Site site, long nanos, Json json) {
        json.open('{').name("file").textOrNull(site.file()).name("line").numberOrNull(site.line());
        json.name("method").textOrNull(site.method()).name("className").text(site.className());
        json.name("maker").textOrNull(site.maker());
        json.name("verdict").text(site.verdict().name().toLowerCase(Locale.ROOT));
        json.name("causes").open('[');
        for (Remedy remedy : Remedy.of(site)) {
            Cause cause = remedy.cause();
            json.open('{').name("kind").text(cause.kind().name().toLowerCase(Locale.ROOT));
            json.name("text").text(cause.text()).name("where").textOrNull(cause.where());
            json.name("proved").flag(cause.proved());
            json.name("help").text(remedy.text()).close('}');
        }
        json.close(']');
        json.name("copies").open('{').name("heap").number(site.heapCopies());
        json.name("total").number(site.copies()).close('}');
        json.name("objects").number(site.objects()).name("bytes").number(site.bytes());
        perSecond(json.name("objectsPerSecond"), site.objects(), nanos);
        perSecond(json.name("bytesPerSecond"), site.bytes(), nanos);
        json.close('}');
    }

    private static void perSecond(Json json, long count, long nanos) {
        if (nanos == 0) {
            json.nothing();
        } else {
            json.number(Math.round(count * 1e9 / nanos));
        }
    }
}
