package dev.edenscope.examples.playbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;

/** Whether a name is well formed. */
public class CompiledPattern extends Example {
    private static final Pattern NAME = Pattern.compile("^[a-z]+$");

    private final Matcher matcher = NAME.matcher("");
    private String name = "annaperenna";

    @Benchmark
    public boolean before() {
        return name.matches("^[a-z]+$");
    }

    @Benchmark
    public boolean after() {
        return NAME.matcher(name).matches();
    }

    /** With a matcher of the thread's own; a pattern may be shared, a matcher may not. */
    @Benchmark
    public boolean reused() {
        return matcher.reset(name).matches();
    }
}
