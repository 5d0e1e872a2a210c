package dev.edenscope.advice;

import dev.edenscope.gc.Expected;
import dev.edenscope.gc.GcJson;
import dev.edenscope.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Advice as JSON. What is not known is null.
 *
 * <pre>{@code
 * gc            as `eden gc -json` has it, or null
 * total         objects, bytes, seconds, per {method, calls}
 * expected      of all findings together
 * findings[]    rule, file, line, method, className, objects, bytes, objectsPerSecond, bytesPerSecond,
 *               objectsPerCall, bytesPerCall, share {objects, bytes}, shape, verdict, why[], cause, fix, changes[] {line, before, after[]},
 *               expected {objectShare, byteShare, objectsPerSecond, bytesPerSecond, gcIntervalFactor, gcIntervalSeconds,
 *               gcShare}, confidence, caveat, verify, also[] {rule, cause, fix, changes[], confidence, caveat}
 * left[]        rule, file, line, method, className, objects, bytes, reason
 * notes[]
 * }</pre>
 */
public final class AdviceJson {
    private AdviceJson() {}

    /** The document; parameters are those of {@link AdviceText#of}. */
    public static String of(Advice advice, int top, boolean left) {
        Json json = new Json().open('{').name("gc");
        advice.gc().ifPresentOrElse(gc -> GcJson.write(json, gc, gc.model(), List.of()), json::nothing);
        Traffic total = advice.recording().total();
        json.name("total").open('{');
        known(json.name("objects"), total.objects()).name("bytes").number(total.bytes());
        json.name("seconds");
        decimal(json, advice.recording().seconds() > 0 ? advice.recording().seconds() : Double.NaN);
        json.name("per");
        advice.recording()
                .per()
                .ifPresentOrElse(
                        per -> json.open('{')
                                .field("method", per.method())
                                .field("calls", per.calls())
                                .close('}'),
                        json::nothing);
        json.close('}').name("expected");
        expected(json, advice.gain(), advice);
        json.name("findings").open('[');
        advice.top(top).forEach(finding -> finding(json, finding, advice));
        json.close(']');
        if (left) {
            json.name("left").open('[');
            for (Left each : advice.left()) {
                json.open('{');
                place(json, each.finding());
                json.name("reason").text(each.reason()).close('}');
            }
            json.close(']');
        }
        return json.name("notes").texts(advice.notes()).close('}').document();
    }

    private static void place(Json json, Finding finding) {
        Scene scene = finding.scene();
        Traffic traffic = finding.traffic();
        json.name("rule").text(finding.hint().rule().id());
        json.name("file").textOrNull(scene.file()).name("line").numberOrNull(scene.line());
        json.name("method").text(scene.method()).name("className").text(finding.className());
        known(json.name("objects"), traffic.objects()).name("bytes").number(traffic.bytes());
    }

    private static void finding(Json json, Finding finding, Advice advice) {
        Scene.Recording recording = finding.scene().recording();
        Traffic total = recording.total();
        Traffic traffic = finding.traffic();
        json.open('{');
        place(json, finding);
        perSecond(json.name("objectsPerSecond"), traffic.objects(), recording);
        perSecond(json.name("bytesPerSecond"), traffic.bytes(), recording);
        perCall(json.name("objectsPerCall"), traffic.objects(), recording);
        perCall(json.name("bytesPerCall"), traffic.bytes(), recording);
        json.name("share").open('{').name("objects");
        decimal(json, total.objects() > 0 ? (double) traffic.objects() / total.objects() : Double.NaN);
        json.name("bytes").decimal((double) traffic.bytes() / total.bytes()).close('}');
        json.name("shape")
                .textOrNull(
                        finding.shape() == Shape.UNKNOWN ? "" : finding.shape().toString());
        json.name("verdict")
                .textOrNull(finding.site()
                        .map(site -> site.verdict().name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        json.name("why")
                .texts(finding.site()
                        .map(site -> site.causes().stream()
                                .map(cause -> cause.text())
                                .toList())
                        .orElse(List.of()));
        hint(json, finding.hint());
        json.name("expected");
        expected(json, finding.gain(), advice);
        json.name("verify").text(Words.verify(finding)).name("also").open('[');
        for (Hint each : finding.hints().subList(1, finding.hints().size())) {
            json.open('{').name("rule").text(each.rule().id());
            hint(json, each);
            json.close('}');
        }
        json.close(']').close('}');
    }

    private static void hint(Json json, Hint hint) {
        json.name("cause").text(hint.cause()).name("fix").text(hint.fix());
        json.name("changes").open('[');
        for (Change each : hint.changes()) {
            json.open('{').name("line").number(each.line()).name("before").text(each.before());
            json.name("after").texts(each.after()).close('}');
        }
        json.close(']').name("confidence").text(Words.confidence(hint));
        json.name("caveat").text(hint.rule().caveat());
    }

    private static void expected(Json json, Gain gain, Advice advice) {
        Scene.Recording recording = advice.recording();
        json.open('{').name("objectShare");
        decimal(json, gain.objectShare());
        json.name("byteShare").decimal(gain.byteShare());
        perSecond(json.name("objectsPerSecond"), Math.round(gain.objects()), recording);
        perSecond(json.name("bytesPerSecond"), Math.round(gain.bytes()), recording);
        json.name("gcIntervalFactor").decimal(gain.intervalFactor());
        Optional<Expected> model = advice.expected(gain);
        json.name("gcIntervalSeconds");
        decimal(json, model.map(Expected::intervalSeconds).orElse(Double.NaN));
        json.name("gcShare");
        decimal(json, model.flatMap(Expected::cost).map(cost -> cost.share()).orElse(Double.NaN));
        json.close('}');
    }

    private static void decimal(Json json, double number) {
        if (Double.isNaN(number)) {
            json.nothing();
        } else {
            json.decimal(number);
        }
    }

    private static Json known(Json json, long number) {
        return number < 0 ? json.nothing() : json.number(number);
    }

    private static void perCall(Json json, long count, Scene.Recording recording) {
        decimal(
                json,
                count < 0
                        ? Double.NaN
                        : recording
                                .per()
                                .map(per -> (double) count / per.calls())
                                .orElse(Double.NaN));
    }

    private static void perSecond(Json json, long count, Scene.Recording recording) {
        if (count < 0 || recording.seconds() <= 0) {
            json.nothing();
        } else {
            json.number(Math.round(count / recording.seconds()));
        }
    }
}
