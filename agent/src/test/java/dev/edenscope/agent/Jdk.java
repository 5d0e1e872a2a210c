package dev.edenscope.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDK under test: that of the system property {@code eden.test.jdk}, or the one that runs the tests. */
final class Jdk {
    private static final Path HOME = Path.of(System.getProperty("eden.test.jdk", System.getProperty("java.home")));
    private static final Path ROOT =
            Path.of(System.getProperty("eden.root", "..")).toAbsolutePath().normalize();
    private static final int FEATURE = ask();

    private Jdk() {}

    static String java() {
        return HOME.resolve("bin/java").toString();
    }

    static String tool(String name) {
        return HOME.resolve("bin").resolve(name).toString();
    }

    /** Its feature version, such as 17. */
    static int feature() {
        return FEATURE;
    }

    private static int ask() {
        try (Child child = Child.of(List.of(java(), "-XshowSettings:properties", "-version"))) {
            child.exit();
            return Stream.concat(child.out().stream(), child.err().stream())
                    .filter(line -> line.contains("java.specification.version = "))
                    .map(line -> Integer.parseInt(line.substring(line.indexOf('=') + 2)))
                    .findAny()
                    .orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The options that choose a collector, for each collector that this JDK has. */
    static Stream<String> collectors() {
        List<String> found = new ArrayList<>();
        for (String name : List.of("G1", "Parallel", "Serial", "Z", "Shenandoah")) {
            String option = "-XX:+Use" + name + "GC";
            try (Child child = Child.of(List.of(java(), option, "-version"))) {
                if (child.exit() == 0) {
                    found.add(option);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return found.stream();
    }

    static Path agentJar() {
        return ROOT.resolve("agent/target/edenscope-agent.jar");
    }

    /** The sampler's library for this platform. */
    static String library() {
        return ROOT.resolve("agent/src/main/resources/dev/edenscope/agent")
                .resolve(Native.platform())
                .resolve("libedenscope.so")
                .toString();
    }

    static String testClasses() {
        return ROOT.resolve("agent/target/test-classes").toString();
    }

    /** The folder of the test programs' sources. */
    static Path sources() {
        return ROOT.resolve("agent/src/test/java");
    }

    static Path root() {
        return ROOT;
    }

    /** The option that loads the agent. */
    static String agent(String options) {
        return "-javaagent:" + agentJar() + "=" + options;
    }

    /** Prints a figure for whoever reads the build's output. */
    static void report(String test, String figure) {
        System.out.println(test + "  JDK " + feature() + "  " + figure);
    }
}
