package dev.edenscope.report;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The unit of each numeric label: the first that the profile has for it, or else one guessed from its name. */
final class LabelUnits {
    private final Map<String, String> units = new HashMap<>();
    private final Map<String, TreeSet<String>> others = new TreeMap<>();

    /** The units in a profile. Cost: a look at each sample, and at each label of each distinct set. */
    LabelUnits(Profile profile) {
        BitSet seen = new BitSet();
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            int set = profile.labelSet(sample);
            if (!seen.get(set)) {
                seen.set(set);
                for (Label label : profile.labels(sample)) {
                    if (label.isNumber() && !label.unit().isEmpty()) {
                        add(label.key(), label.unit());
                    }
                }
            }
        }
    }

    private void add(String key, String unit) {
        String first = units.putIfAbsent(key, unit);
        if (first != null && !first.equals(unit)) {
            others.computeIfAbsent(key, name -> new TreeSet<>()).add(unit);
        }
    }

    /** The unit of a label's numbers. */
    String of(String key) {
        String unit = units.get(key);
        if (unit != null) {
            return unit;
        }
        return key.equals("alignment") || key.equals("request") ? "bytes" : key;
    }

    /** The labels that say something, numbers in their label's unit. */
    List<Label> of(List<Label> labels) {
        List<Label> known = new ArrayList<>(labels.size());
        for (Label label : labels) {
            if (!isVoid(label)) {
                known.add(label.isNumber() ? Label.of(label.key(), label.number(), of(label.key())) : label);
            }
        }
        return known;
    }

    /** Whether a label says nothing: profile.proto cannot tell a 0 without a unit from no value at all. */
    static boolean isVoid(Label label) {
        return label.isNumber() && label.number() == 0 && label.unit().isEmpty();
    }

    /** Labels with several units, by name. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        others.forEach((key, unused) -> warnings.add("For tag " + key + " used unit " + units.get(key)
                + ", also encountered unit(s) " + String.join(", ", unused)));
        return warnings;
    }
}
