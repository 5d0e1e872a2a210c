package dev.edenscope.advice;

import dev.edenscope.gc.Expected;
import dev.edenscope.gc.Share;
import dev.edenscope.profile.CallCount;
import dev.edenscope.why.Cause;
import dev.edenscope.why.Names;
import dev.edenscope.why.Site;
import java.util.Locale;
import java.util.Optional;

/** What is said of advice, the same in every format. */
final class Words {
    private static final double NEXT_TO_NOTHING = 0.01; // of what there is now

    private Words() {}

    /** {@code 23k objects/s, 894kB/s}; of the whole recording where its duration is not known. */
    static String amount(Traffic traffic, Scene.Recording recording) {
        return amount((double) traffic.objects(), (double) traffic.bytes(), recording);
    }

    private static String amount(double objects, double bytes, Scene.Recording recording) {
        boolean timed = recording.seconds() > 0;
        double seconds = timed ? recording.seconds() : 1;
        String text = Units.bytes(bytes / seconds) + (timed ? "/s" : "");
        return objects < 0 ? text : Units.count(objects / seconds) + (timed ? " objects/s, " : " objects, ") + text;
    }

    /** {@code ; 6 objects, 187B a call of Orders.handle}; empty where no calls were counted. */
    static String perCall(Traffic traffic, Scene.Recording recording) {
        if (recording.per().isEmpty()) {
            return "";
        }
        CallCount per = recording.per().get();
        double calls = (double) per.calls();
        return "; " + (traffic.objects() < 0 ? "" : Units.few(traffic.objects() / calls) + " objects, ")
                + Units.bytes(traffic.bytes() / calls) + " a call of " + Names.method(per.method());
    }

    /** How much of the recording a finding is about: {@code 23k objects/s, 894kB/s (1.4 % of objects, 1.4 % of bytes), both}. */
    static String extent(Finding finding) {
        Scene.Recording recording = finding.scene().recording();
        Traffic total = recording.total();
        String share = Units.percent((double) finding.traffic().bytes() / total.bytes()) + " of bytes";
        if (total.objects() > 0) {
            share = Units.percent((double) finding.traffic().objects() / total.objects()) + " of objects, " + share;
        }
        String shape = finding.shape() == Shape.UNKNOWN ? "" : ", " + finding.shape();
        return amount(finding.traffic(), recording) + " (" + share + ")" + shape
                + perCall(finding.traffic(), recording);
    }

    /** What goes away: {@code 36 % of objects, 15 % of bytes; GC interval x 1.17}. */
    static String gain(Gain gain, Advice advice) {
        String objects = Double.isNaN(gain.objectShare()) ? "" : Units.percent(gain.objectShare()) + " of objects, ";
        StringBuilder text = new StringBuilder(objects)
                .append(Units.percent(gain.byteShare()))
                .append(" of bytes; GC interval x ")
                .append(
                        gain.byteShare() < Gain.MOST
                                ? String.format(Locale.ROOT, "%.2f", gain.intervalFactor())
                                : "100 or more");
        Optional<Expected> expected = advice.expected(gain);
        if (expected.isPresent()) {
            text.append(" to ")
                    .append(String.format(Locale.ROOT, "%.1f s", expected.get().intervalSeconds()));
            Optional<Share> now = advice.gc().flatMap(gc -> gc.cost());
            Optional<Share> then = expected.get().cost();
            if (now.isPresent() && then.isPresent()) {
                text.append(", GC ").append(Units.percent(now.get().share())).append(" to ");
                text.append(Units.percent(then.get().share()))
                        .append(' ')
                        .append(then.get().of().title());
            }
        }
        return text.toString();
    }

    /** What the JIT made of it: {@code Integer escapes to heap: returned from Orders.id (+1 more) [proved]}. */
    static String why(Site site) {
        String text = Names.type(site.className()) + " " + site.verdict();
        if (site.causes().isEmpty()) {
            return text;
        }
        Cause cause = site.causes().get(0);
        String more = site.causes().size() > 1 ? " (+" + (site.causes().size() - 1) + " more)" : "";
        return text + ": " + cause.text() + more + (cause.proved() ? " [proved]" : " [inferred]");
    }

    /** What to look at after the change, and what should be there. */
    static String verify(Finding finding) {
        Traffic traffic = finding.traffic();
        double objects = traffic.objects() < 0
                ? -1
                : Math.max(0, traffic.objects() - finding.gain().objects());
        double bytes = Math.max(0, traffic.bytes() - finding.gain().bytes());
        String left = bytes < traffic.bytes() * NEXT_TO_NOTHING
                ? "next to nothing"
                : "about " + amount(objects, bytes, finding.scene().recording());
        String method = finding.scene().method();
        String name = method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1); // with its class
        return "record again under the same load; eden list -alloc_space '" + name + "' AFTER.eden should show " + left
                + " left there";
    }

    static String confidence(Hint hint) {
        return hint.confidence().name().toLowerCase(Locale.ROOT);
    }
}
