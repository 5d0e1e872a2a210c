package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.util.stream.Collectors;

/**
 * Two sample types of a profile that count the same things: as objects, and as bytes.
 *
 * @param objects index of the sample type that counts objects
 * @param space index of the one that counts bytes
 */
record Pair(int objects, int space) {
    /** What was allocated; null where the profile does not know it. */
    static Pair allocated(Profile profile) {
        return of(profile, "alloc_objects", "alloc_space");
    }

    /** What is in use, which older profiles call plain objects and space; null where the profile does not know it. */
    static Pair inUse(Profile profile) {
        Pair pair = of(profile, "inuse_objects", "inuse_space");
        return pair == null ? of(profile, "objects", "space") : pair;
    }

    private static Pair of(Profile profile, String objects, String space) {
        Pair pair = new Pair(profile.sampleType(objects), profile.sampleType(space));
        return pair.objects < 0 || pair.space < 0 ? null : pair;
    }

    /**
     * The pair that the sample type of the options belongs to; what was allocated if they name none.
     *
     * @throws UsageException if the profile has no such pair
     */
    static Pair of(Profile profile, Options options) {
        Pair allocated = allocated(profile);
        Pair inUse = inUse(profile);
        int type = options.sampleIndex().isEmpty() ? -1 : Scope.sampleType(profile, options.sampleIndex());
        if (inUse != null && (allocated == null || inUse.has(type))) {
            return inUse;
        }
        if (allocated == null) {
            throw new UsageException("this profile does not count both objects and bytes; its sample types are: "
                    + profile.sampleTypes().stream().map(ValueType::type).collect(Collectors.joining(", ")));
        }
        return allocated;
    }

    boolean has(int type) {
        return type == objects || type == space;
    }
}
