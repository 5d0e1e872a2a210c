package dev.edenscope.report;

import dev.edenscope.profile.Profile;

/**
 * What a report is about: every view begins with it.
 *
 * @param profile the profile, with the frames that tagroot and tagleaf ask for
 * @param selection what is counted of it
 * @param type index of the sample type shown
 * @param heading what the report says about it as a whole
 */
record Scope(Profile profile, Selection selection, int type, Heading heading) {
    /**
     * What the options ask for of a profile.
     *
     * @throws UsageException if the profile does not have it, or an expression is bad
     */
    static Scope of(Profile given, Options options) {
        Profile profile = TagFrames.of(given, options);
        int type = type(profile, options);
        Selection selection = new Selection(profile, options);
        return new Scope(profile, selection, type, Heading.of(profile, selection, type, options));
    }

    /** What is in use is not of the calls that were counted: per call it is what was allocated. */
    private static int type(Profile profile, Options options) {
        int type = sampleType(profile, options.sampleIndex());
        Pair allocated = options.get(Option.PER).isEmpty() ? null : Pair.allocated(profile);
        Pair inUse = allocated == null ? null : Pair.inUse(profile);
        if (inUse == null || !inUse.has(type)) {
            return type;
        }
        if (!options.sampleIndex().isEmpty()) {
            throw new UsageException("-per: what is in use was not made by the calls that were counted alone; ask for"
                    + " alloc_objects or alloc_space");
        }
        return type == inUse.objects() ? allocated.objects() : allocated.space();
    }

    /** The same of another sample type. */
    Scope of(int other, Options options) {
        return new Scope(profile, selection, other, Heading.of(profile, selection, other, options));
    }

    /** What to say where no function matches: the filters may be why, or the sample type. */
    UsageException noMatches(String functions) {
        StringBuilder message = new StringBuilder("no matches found for regexp: ").append(functions);
        heading.warnings().forEach(warning -> message.append("; ").append(warning));
        return new UsageException(
                message.append(Emptiness.ofType(profile, type, "; ")).toString());
    }

    /**
     * Index of the sample type that the options ask for.
     *
     * @throws UsageException if the profile has no such type
     */
    static int sampleType(Profile profile, String index) {
        int count = profile.sampleTypes().size();
        if (index.isEmpty()) {
            String byDefault = profile.header().defaultSampleType();
            int type = byDefault.isEmpty() ? -1 : profile.sampleType(byDefault);
            return type < 0 ? count - 1 : type;
        }
        if (isNumber(index)) {
            int type = index.length() > 9 ? count : Integer.parseInt(index);
            if (type < 0 || type >= count) {
                throw new UsageException("sample_index " + index + " is outside the range [0.." + (count - 1) + "]");
            }
            return type;
        }
        String shorter = index.startsWith("inuse_") ? index.substring("inuse_".length()) : index;
        StringBuilder names = new StringBuilder();
        for (int type = 0; type < count; type++) {
            String name = profile.sampleTypes().get(type).type();
            if (name.equals(index) || name.equals(shorter)) {
                return type;
            }
            names.append(type == 0 ? "" : " ").append(name);
        }
        throw new UsageException("sample_index \"" + index + "\" must be one of: [" + names + "]");
    }

    private static boolean isNumber(String text) {
        int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > first;
    }
}
