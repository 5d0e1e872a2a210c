package dev.edenscope.why;

import dev.edenscope.profile.Application;
import java.util.function.Predicate;

/** Whom to blame of those who took part in an allocation: the innermost of those who are the closest to the reader. */
final class Owners {
    /** The rank of code that the reader can change, or has asked about. */
    static final int OWN = 2;

    private static final int LIBRARY = 1;
    private static final int PLATFORM = 0;

    private final Application application;
    private final Predicate<String> asked;

    Owners(Application application, Predicate<String> asked) {
        this.application = application;
        this.asked = asked;
    }

    /** How close a method is, by its dotted name. */
    int rank(String method) {
        if (application.owns(method)) {
            return OWN;
        }
        if (Application.isPlatform(method)) {
            return PLATFORM;
        }
        return asked.test(method) ? OWN : LIBRARY;
    }
}
