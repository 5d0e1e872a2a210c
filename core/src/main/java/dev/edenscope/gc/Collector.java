package dev.edenscope.gc;

/** A garbage collector, as far as the words about it and its model differ. */
public enum Collector {
    SERIAL("Serial", true),
    PARALLEL("Parallel", true),
    G1("G1", true),
    CMS("Concurrent Mark Sweep", true),
    ZGC("ZGC", false),
    GENERATIONAL_ZGC("generational ZGC", false),
    SHENANDOAH("Shenandoah", false),
    GENERATIONAL_SHENANDOAH("generational Shenandoah", false),
    GO("Go", false),
    UNKNOWN("unknown collector", false);

    private final String title;
    private final boolean eden;

    Collector(String title, boolean eden) {
        this.title = title;
        this.eden = eden;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Whether it collects the young generation, with the application stopped, each time that eden is full. */
    public boolean hasEden() {
        return eden;
    }
}
