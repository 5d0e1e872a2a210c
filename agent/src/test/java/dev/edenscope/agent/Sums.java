package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.util.Set;
import java.util.TreeSet;

/** Sums over the stacks of a profile. */
final class Sums {
    private Sums() {}

    /** Sum of a type's values over samples whose stack has a function of this name, at this line unless it is 0. */
    static long of(Profile profile, String type, String function, int line) {
        int column = profile.sampleType(type);
        long sum = 0;
        for (int i = 0; i < profile.sampleCount(); i++) {
            int stack = profile.stack(i);
            for (int frame = 0; frame < profile.depth(stack); frame++) {
                int location = profile.location(stack, frame);
                if (profile.function(location, 0).name().equals(function)
                        && (line == 0 || profile.lineNumber(location, 0) == line)) {
                    sum += profile.value(i, column);
                    break;
                }
            }
        }
        return sum;
    }

    /** Names of all functions. */
    static Set<String> functions(Profile profile) {
        Set<String> names = new TreeSet<>();
        for (Function function : profile.functions()) {
            names.add(function.name());
        }
        return names;
    }
}
