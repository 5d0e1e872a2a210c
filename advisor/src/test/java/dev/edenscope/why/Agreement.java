package dev.edenscope.why;

import com.acme.why.Rounds;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far verdicts and causes agree with what was counted, and with the labels. */
final class Agreement {
    private static final String CASES = "com.acme.why.";
    private static final double SOME = 0.001; // objects a run: below that a case left its compiled code for a moment

    private final Profile profile;
    private final Why why;
    private final List<String> wrong = new ArrayList<>();
    private int labels;
    private int verdicts;
    private int mislabelled;
    private int heap;
    private int causes;

    Agreement(Profile profile, Why why, List<Label> all) {
        this.profile = profile;
        this.why = why;
        all.forEach(this::compare);
    }

    private void compare(Label label) {
        double objects = counted(label) / (double) Rounds.TIMES;
        boolean onHeap = objects >= SOME;
        List<Site> sites = sites(label);
        boolean saysHeap = sites.stream().anyMatch(Agreement::isHeap);
        Site said = sites.stream().filter(Agreement::isHeap).findFirst().orElse(sites.isEmpty() ? null : sites.get(0));
        labels++;
        String text = String.format(
                Locale.ROOT,
                "%s:%d: %s %s %s, counted %.4f; %s",
                label.file(),
                label.line(),
                label.type(),
                label.verdict(),
                label.causes(),
                objects,
                said == null ? "no site" : said.verdict() + ": " + said.causes());
        if (saysHeap == onHeap && said != null) {
            verdicts++;
        } else {
            wrong.add("verdict: " + text);
        }
        if (!label.allows(onHeap)) {
            mislabelled++;
            wrong.add("label: " + text);
        } else if (onHeap && saysHeap) {
            heap++;
            if (!said.causes().isEmpty() && label.isCause(said.causes().get(0).kind())) {
                causes++;
            } else {
                wrong.add("cause: " + text);
            }
        }
    }

    static boolean isHeap(Site site) {
        return site.verdict() == Verdict.ESCAPES
                || site.verdict() == Verdict.NOT_SCALAR_REPLACED
                || site.verdict() == Verdict.NO_CAUSE;
    }

    private List<Site> sites(Label label) {
        return why.sites().stream()
                .filter(site -> site.file().endsWith("/" + label.file())
                        && site.line() == label.line()
                        && label.isOf(site.className()))
                .toList();
    }

    private long counted(Label label) {
        long sum = 0;
        int objects = profile.sampleType("alloc_objects");
        for (int i = 0; i < profile.sampleCount(); i++) {
            boolean ofType = profile.labels(i).stream()
                    .anyMatch(each -> each.key().equals("class") && label.isOf(String.valueOf(each.text())));
            if (ofType && isAt(profile.stack(i), label)) {
                sum += profile.value(i, objects);
            }
        }
        return sum;
    }

    /** Whether the innermost frame that is a case's is on the line. */
    private boolean isAt(int stack, Label label) {
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                Function function = profile.function(location, k);
                if (function.name().startsWith(CASES) && !function.name().contains("$$Lambda")) {
                    return function.filename().endsWith("/" + label.file())
                            && profile.lineNumber(location, k) == label.line();
                }
            }
        }
        return false;
    }

    double verdicts() {
        return verdicts / (double) labels;
    }

    double causes() {
        return causes / (double) heap;
    }

    /** Share of labels that say what was counted. */
    double labels() {
        return (labels - mislabelled) / (double) labels;
    }

    List<String> wrong() {
        return wrong;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "verdict right at %d of %d (%.1f %%), first cause as labelled at %d of %d (%.1f %%), %d labels not as counted",
                verdicts,
                labels,
                100 * verdicts(),
                causes,
                heap,
                100 * causes(),
                mislabelled);
    }
}
