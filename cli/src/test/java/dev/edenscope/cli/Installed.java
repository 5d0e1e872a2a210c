package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as it is installed, run by this JDK; the programs that it looks at run on the JDK under test. */
final class Installed {
    private static final Path ROOT =
            Path.of(System.getProperty("eden.root", "..")).toAbsolutePath().normalize();

    private Installed() {}

    /** What a run printed. */
    record Outcome(int exit, String out, String err) {}

    static String testedJava() {
        return Path.of(System.getProperty("eden.test.jdk", System.getProperty("java.home")), "bin", "java")
                .toString();
    }

    static String testClasses() {
        return ROOT.resolve("cli/target/test-classes").toString();
    }

    /** Compiles a class in a folder of its own, which is to be the class path. */
    static String compiled(Path folder, String name, String source) throws IOException, InterruptedException {
        Path file = Files.createDirectories(folder).resolve(name + ".java");
        Files.writeString(file, source);
        String javac = Path.of(testedJava()).resolveSibling("javac").toString();
        try (Child child = Child.of(List.of(javac, "-g", "-d", folder.toString(), file.toString()))) {
            assertThat(child.exit()).as(child.toString()).isZero();
        }
        return folder.toString();
    }

    static Path sources() {
        return ROOT.resolve("cli/src/test/java");
    }

    static Path root() {
        return ROOT;
    }

    /** Starts {@code eden}, as the launcher does. */
    static Child start(List<String> options, String... arguments) {
        Path target = ROOT.resolve("cli/target");
        List<String> command = new ArrayList<>();
        // A shell that runs the build in the background ignores Ctrl-C for all that it starts.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Deden.root=" + ROOT));
        command.addAll(options);
        command.addAll(List.of("-cp", target.resolve("eden.jar") + ":" + target.resolve("lib") + "/*"));
        command.add("dev.edenscope.cli.Eden");
        command.addAll(List.of(arguments));
        return Child.of(command);
    }

    /** Runs {@code eden} to its end. */
    static Outcome eden(String... arguments) throws InterruptedException {
        try (Child child = start(List.of(), arguments)) {
            int exit = child.exit();
            return new Outcome(exit, String.join("\n", child.out()), String.join("\n", child.err()));
        }
    }

    /** A program that is open for business. */
    static Child shop(String... options) throws InterruptedException {
        return shopNamed("any", options);
    }

    /** The same, with a name that no other has. */
    static Child shopNamed(String name, String... options) throws InterruptedException {
        Child child = Child.java(List.of(options), "Shop", name);
        child.await("open");
        return child;
    }

    /** The line of the program's source that is marked like this. */
    static int line(String mark) throws IOException {
        List<String> lines = Files.readAllLines(sources().resolve("com/acme/Shop.java"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// LINE: " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException(mark);
    }
}
