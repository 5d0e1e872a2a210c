package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** Why a report has nothing to show, and what to try instead. */
public final class Emptiness {
    private Emptiness() {}

    /**
     * The reason, in one line. Costs a pass over the samples, and one more for each filter.
     *
     * @throws UsageException if the profile has no such sample type
     */
    public static String reason(Profile profile, Options options) {
        String ofType = ofType(profile, Scope.sampleType(profile, options.sampleIndex()), "");
        if (!ofType.isEmpty()) {
            return ofType;
        }
        if (!isAnyLeft(profile, options)) {
            return "no sample is left by " + culprits(profile, options)
                    + "; names are matched anywhere and with upper and lower case told apart, unless (?i) comes first";
        }
        return "all entries are too small; -trim=false shows them";
    }

    /** The reason that lies in the profile itself or in its sample type, behind {@code before}; empty if none does. */
    static String ofType(Profile profile, int type, String before) {
        if (profile.sampleCount() == 0) {
            return before + "the profile has no samples: nothing was allocated while it was taken, or too little to be"
                    + " seen; take a longer one. Of a difference it means that nothing changed";
        }
        return isZero(profile, type)
                ? before + "all values of " + named(profile, type) + " are 0; " + others(profile)
                : "";
    }

    private static String named(Profile profile, int type) {
        String name = profile.sampleTypes().get(type).type();
        return name.isEmpty() ? "the sample type" : name;
    }

    private static String others(Profile profile) {
        List<String> filled = new ArrayList<>();
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            if (!isZero(profile, type)) {
                filled.add(profile.sampleTypes().get(type).type());
            }
        }
        return "there are some of " + String.join(", ", filled) + ": try -sample_index=" + filled.get(0);
    }

    private static boolean isZero(Profile profile, int type) {
        for (int sample = 0; sample < profile.sampleCount(); sample++) {
            if (profile.value(sample, type) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnyLeft(Profile profile, Options options) {
        Scope scope = Scope.of(profile, options);
        for (int sample = 0; sample < scope.profile().sampleCount(); sample++) {
            if (scope.profile().value(sample, scope.type()) != 0
                    && scope.selection().isSampleCounted(sample)) {
                return true;
            }
        }
        return false;
    }

    /** The filters each of which leaves nothing by itself, or else all of them. */
    private static String culprits(Profile profile, Options options) {
        List<String> all = Heading.of(profile, options).filters();
        List<String> alone = new ArrayList<>();
        for (String filter : all) {
            Options only = options;
            for (String other : all) {
                only = other.equals(filter) ? only : only.with(name(other), "");
            }
            if (!isAnyLeft(profile, only)) {
                alone.add(filter);
            }
        }
        return alone.isEmpty() ? String.join(" together with ", all) : String.join(", nor by ", alone);
    }

    private static String name(String filter) {
        return filter.substring(0, filter.indexOf('='));
    }
}
