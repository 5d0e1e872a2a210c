package dev.edenscope.advice;

import java.util.Optional;

/**
 * A page of the playbook: a sign in the stacks, its cause, and the cure. It goes by the class that is allocated and by the
 * entry frame, the method that the application's line calls: these are the same on every JDK, while the methods inside
 * libraries are not.
 *
 * <p>Its page is {@code docs/rules/ID.md}. A false alarm costs more than a missed hint.
 */
public interface Rule {
    /** Its name, such as {@code presize-list}. */
    String id();

    /** What it finds, in a few words. */
    String title();

    /** What could make its advice wrong, in a sentence. */
    String caveat();

    /** What it has to say about a line; empty where it has nothing to. */
    Optional<Hint> look(Scene scene);
}
