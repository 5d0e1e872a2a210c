package dev.edenscope.testkit;

/** Whose allocations count. */
public enum Threads {
    /** Those of the thread that calls the code. */
    CURRENT,
    /**
     * Those of all threads while the code is being called: of a pool's workers, of virtual threads, of whatever runs beside it.
     * What the code starts it should also wait for; what is done after its last call does not count. The threads of JUnit,
     * Maven and Gradle, and the JVM's own, are left out.
     */
    ALL
}
