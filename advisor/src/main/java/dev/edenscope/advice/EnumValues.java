package dev.edenscope.advice;

import java.util.List;
import java.util.Optional;

/** {@code values()} of an enum copies its array for each call. */
final class EnumValues implements Rule {
    @Override
    public String id() {
        return "enum-values";
    }

    @Override
    public String title() {
        return "values() of an enum";
    }

    @Override
    public String caveat() {
        return "The array that is kept must not be given to code that writes to it.";
    }

    private static boolean isValues(Allocation allocation) {
        String type = allocation.className();
        return type.endsWith("[]") && allocation.entersBy(type.substring(0, type.length() - 2) + ".values");
    }

    @Override
    public Optional<Hint> look(Scene scene) {
        List<Allocation> arrays = scene.where(EnumValues::isValues);
        if (arrays.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hint(
                this,
                Saving.of(arrays, 1),
                "values() returns a copy each time, for an array could be changed.",
                "Keep one copy: private static final E[] VALUES = values(); or iterate over EnumSet.allOf once made.",
                List.of(),
                Confidence.HIGH));
    }
}
