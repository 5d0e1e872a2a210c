package dev.edenscope.advice;

import dev.edenscope.gc.Expected;
import dev.edenscope.gc.GcPicture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to change, the largest gain first.
 *
 * @param recording what it is about
 * @param findings what to change
 * @param left what to leave as it is, most bytes first
 * @param gain what goes away if all findings are followed
 * @param gc what garbage collection costs, where that is known
 * @param notes what is not known of this recording, and how it could be
 */
public record Advice(
        Scene.Recording recording,
        List<Finding> findings,
        List<Left> left,
        Gain gain,
        Optional<GcPicture> gc,
        List<String> notes) {
    /** Shares of bytes and of objects below which nothing is raised. */
    static final double COLD = 0.01;
    /** Fewer samples are an accident. */
    private static final double FEWEST_SAMPLES = 4;

    public Advice {
        findings = List.copyOf(findings);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
    }

    /** The first of the findings, so many at most. */
    public List<Finding> top(int count) {
        return findings.subList(0, Math.min(count, findings.size()));
    }

    /** What the model of garbage collection expects once that has gone away; absent where there is no model. */
    public Optional<Expected> expected(Gain gone) {
        return gc.flatMap(GcPicture::model)
                .map(model -> model.withAllocationCut(Math.min(gone.byteShare(), Gain.MOST)));
    }

    /**
     * Looks at every line with every rule.
     *
     * @param leastGain share of bytes or of objects that has to go away for a finding to be raised, 0 to 1
     */
    public static Advice of(Case recorded, List<Rule> rules, double leastGain) {
        List<Finding> findings = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        IdentityHashMap<Allocation, Double> gone = new IdentityHashMap<>();
        Scene.Recording recording = recorded.recording();
        for (Scene scene : recorded.scenes(recording)) {
            List<Hint> hints = new ArrayList<>();
            for (Rule rule : rules) {
                Optional<Hint> hint = rule.look(scene);
                if (hint.isPresent()) {
                    String reason = reasonAgainst(hint.get(), recording);
                    if (reason.isEmpty()) {
                        hints.add(hint.get());
                    } else {
                        left.add(new Left(finding(scene, List.of(hint.get()), new IdentityHashMap<>()), reason));
                    }
                }
            }
            if (!hints.isEmpty()) {
                hints.sort(Comparator.comparingDouble(Hint::bytesGone).reversed());
                IdentityHashMap<Allocation, Double> here = new IdentityHashMap<>();
                Finding finding = finding(scene, hints, here);
                if (Math.max(finding.gain().byteShare(), zero(finding.gain().objectShare())) >= leastGain) {
                    findings.add(finding);
                    gone.putAll(here);
                } else {
                    left.add(new Left(finding, "it would bring next to nothing"));
                }
            }
        }
        findings.sort(Comparator.comparingDouble((Finding each) -> each.gain().byteShare())
                .thenComparingDouble(each -> zero(each.gain().objectShare()))
                .reversed());
        left.sort(
                Comparator.comparingLong((Left each) -> each.finding().traffic().bytes())
                        .reversed());
        return new Advice(recording, findings, left, gain(gone, recording.total()), recorded.gc(), recorded.notes());
    }

    private static double zero(double share) {
        return Double.isNaN(share) ? 0 : share;
    }

    /** Why a hint is not to be followed; empty if it is. */
    private static String reasonAgainst(Hint hint, Scene.Recording recording) {
        Traffic traffic = hint.traffic();
        Traffic total = recording.total();
        boolean cold = traffic.bytes() < COLD * total.bytes() && traffic.objects() < COLD * total.objects();
        if (cold || traffic.bytes() == 0) {
            return "cold: below 1 % of bytes and of objects";
        }
        if (traffic.bytes() < FEWEST_SAMPLES * recording.bytesPerSample()) {
            return "seen in fewer than four samples; record for longer to know";
        }
        return hint.isLeave() ? hint.cause() : "";
    }

    /** What several hints say of one allocation counts once: the most that one of them takes away. */
    private static Finding finding(Scene scene, List<Hint> hints, IdentityHashMap<Allocation, Double> gone) {
        for (Hint hint : hints) {
            for (Saving saving : hint.savings()) {
                gone.merge(saving.allocation(), saving.share(), Math::max);
            }
        }
        Traffic total = scene.recording().total();
        Traffic traffic = Traffic.of(gone.keySet());
        return new Finding(scene, hints, traffic, Shape.of(traffic, total), gain(gone, total));
    }

    private static Gain gain(IdentityHashMap<Allocation, Double> gone, Traffic total) {
        double objects = 0;
        double bytes = 0;
        for (Map.Entry<Allocation, Double> each : gone.entrySet()) {
            objects += each.getValue() * each.getKey().traffic().objects();
            bytes += each.getValue() * each.getKey().traffic().bytes();
        }
        return Gain.of(objects, bytes, total);
    }
}
