package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.cli.Installed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eden live} in a real terminal, which tmux makes, on a real JVM. */
@Tag("terminal")
final class LiveIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path folder;

    @BeforeAll
    static void thereIsTmux() throws InterruptedException {
        try (Child tmux = Child.of(List.of("tmux", "-V"))) {
            assertThat(tmux.exit())
                    .as("tmux makes the terminal that this is tried in: apt-get install tmux")
                    .isZero();
        }
    }

    private String tmux(String... arguments) throws InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        try (Child child = Child.of(command)) {
            assertThat(child.exit()).as(child.toString()).isZero();
            return String.join("\n", child.out());
        }
    }

    /** A shell in a terminal of 80 by 24. */
    private void open() throws InterruptedException {
        tmux("new-session", "-d", "-x", "80", "-y", "24", "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='at your service> ' sh");
        awaitScreen(screen -> screen.contains("at your service>"));
    }

    @AfterEach
    void close() throws InterruptedException {
        if (Files.exists(folder.resolve("tmux"))) {
            tmux("kill-server");
        }
    }

    private String screen() throws InterruptedException {
        return tmux("capture-pane", "-p");
    }

    private String awaitScreen(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String screen = screen();
        while (!wanted.test(screen)) {
            assertThat(System.nanoTime()).as(screen).isLessThan(deadline);
            Thread.sleep(50);
            screen = screen();
        }
        return screen;
    }

    private void type(String... keys) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /** What starts it in a shell. */
    private static String command(Child shop) {
        Path target = Installed.root().resolve("cli/target");
        return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s:%s/*' dev.edenscope.cli.Eden live -every=300ms"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                target.resolve("eden.jar"),
                                target.resolve("lib"))
                + " -interval=64k -cpu=0 -source_path='" + Installed.sources() + "' " + shop.pid();
    }

    /** Starts it between two looks at how the terminal is set, and waits until it shows lines. */
    private void start(Child shop) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("live"), """
                stty -a >before
                %s
                echo "exit code $?"
                stty -a >after
                """.formatted(command(shop)));
        type("cd " + folder + "; . ./live", "Enter");
        awaitScreen(screen -> screen.contains("Shop.order(Shop.java"));
    }

    private static long pid(Child shop) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    String line = process.info().commandLine().orElse("");
                    return line.contains("dev.edenscope.cli.Eden live") && line.endsWith(" " + shop.pid());
                })
                .findFirst()
                .orElseThrow()
                .pid();
    }

    /** The shell is back, what was drawn is gone, and the terminal is set as it was. */
    private String isBack() throws IOException, InterruptedException {
        String screen = awaitScreen(
                text -> text.contains("exit code ") && text.stripTrailing().endsWith("at your service>"));
        assertThat(screen).doesNotContain("Shop.order(Shop.java");
        assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
        assertThat(tmux("display-message", "-p", "#{alternate_on} #{cursor_flag}"))
                .isEqualTo("0 1");
        return screen;
    }

    /** Soon at the latest. */
    private static void isUnsampled(Child shop) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (isSampled(shop)) {
            assertThat(System.nanoTime()).as("still sampled").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static boolean isSampled(Child shop) throws IOException {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + shop.pid() + "/task"))) {
            for (Path task : tasks) {
                try {
                    if (Files.readString(task.resolve("comm")).startsWith("edenscope-samp")) {
                        return true;
                    }
                } catch (IOException e) {
                    // it has just ended
                }
            }
        }
        return false;
    }

    @Test
    void keysChooseWhatIsShownAndTheTerminalMayChangeItsSize() throws Exception {
        try (Child shop = Installed.shop()) {
            open();
            start(shop);
            String screen = screen();
            assertThat(screen)
                    .contains("Shop (pid " + shop.pid() + ")", "allocates ", "GC ", "*objects/s", "> ", "q quit");
            assertThat(screen.lines().count()).isEqualTo(24);
            type("b");
            awaitScreen(text -> text.contains("*bytes/s"));
            type("Enter");
            awaitScreen(text ->
                    text.contains("called by") && text.contains("byte[]") && text.contains("Shop.serve(Shop.java"));
            type("s");
            awaitScreen(text -> text.contains("sink = new byte[1000];"));
            tmux("resize-window", "-x", "120", "-y", "40");
            awaitScreen(text -> text.lines().count() == 40 && text.contains("private static void serve()"));
            tmux("resize-window", "-x", "40", "-y", "10");
            awaitScreen(text -> text.lines().allMatch(line -> line.length() <= 40) && text.contains("q quit"));
            tmux("resize-window", "-x", "80", "-y", "24");
            type("Escape");
            awaitScreen(text -> text.contains("called by"));
            type("Left", "p");
            awaitScreen(text -> text.startsWith("[paused]"));
            type("?");
            awaitScreen(text -> text.contains("this help"));
            type("C-z", "q");
            assertThat(isBack()).contains("exit code 0");
            isUnsampled(shop);
        }
    }

    @Test
    void aSignalGivesTheTerminalBackAndLeavesTheJvmUnsampled() throws Exception {
        try (Child shop = Installed.shop()) {
            open();
            start(shop);
            assertThat(isSampled(shop)).isTrue();
            try (Child kill = Child.of(List.of("kill", "-TERM", Long.toString(pid(shop))))) {
                assertThat(kill.exit()).isZero();
            }
            assertThat(isBack()).contains("exit code 143");
            isUnsampled(shop);
        }
    }

    @Test
    void whenTheJvmEndsItSaysSo() throws Exception {
        try (Child shop = Installed.shop()) {
            open();
            start(shop);
            shop.hangUp();
            String ended = "Shop (pid " + shop.pid() + ") has ended";
            assertThat(awaitScreen(text -> text.contains(ended)))
                    .startsWith("[ended]")
                    .contains("Shop.order");
            type("C-c");
            assertThat(isBack()).contains(ended, "exit code 0");
        }
    }

    @Test
    void whatCannotBeDrawnOnGetsOneLookAsText() throws Exception {
        try (Child shop = Installed.shop()) {
            Outcome piped = Installed.eden("live", "-every=1s", "-top=1", Long.toString(shop.pid()));
            assertThat(piped.exit()).as(piped.toString()).isZero();
            assertThat(piped.err())
                    .isEqualTo("this is no terminal that can be drawn on (input or output is a pipe or"
                            + " file), so here is one look, of 1.0 s; -json goes on");
            assertThat(piped.out())
                    .startsWith("Shop (pid " + shop.pid() + ")")
                    .contains("\nallocates ", "\n  *objects/s");
            assertThat(piped.out().lines()).hasSize(5).last().asString().contains("com.acme.Shop.order(Shop.java:");
            Outcome json = Installed.eden("live", "-every=1s", "-json", "-once", Long.toString(shop.pid()));
            assertThat(json.exit()).as(json.toString()).isZero();
            assertThat(json.out())
                    .startsWith("{\"pid\":" + shop.pid() + ",\"timeMillis\":")
                    .hasLineCount(1)
                    .contains(
                            "\"exact\":false",
                            "\"gc\":{\"collections\":",
                            "{\"name\":\"com.acme.Shop.order\",\"file\":\"com/acme/Shop.java\",");
            open();
            type("TERM=dumb " + command(shop), "Enter");
            awaitScreen(text -> text.contains("drawn on (TERM=dumb)") && text.contains("*objects/s"));
            isUnsampled(shop);
        }
    }

    @Test
    void aLookAfterTheLeaseHasRunOutBeginsAnew() throws Exception {
        try (Child shop = Installed.shop();
                Child json = Installed.start(
                        List.of("-Deden.grace.seconds=3"),
                        "live",
                        "-json",
                        "-every=300ms",
                        Long.toString(shop.pid()))) {
            json.await("{");
            json.signal("STOP");
            isUnsampled(shop);
            json.signal("CONT");
            json.await("{");
            json.await("{");
            json.signal("INT");
            assertThat(json.exit()).as(json.toString()).isIn(0, 130);
            isUnsampled(shop);
        }
    }
}
