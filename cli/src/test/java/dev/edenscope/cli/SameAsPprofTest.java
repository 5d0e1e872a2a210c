package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command lines, and the same lines piped into the shell, as {@code go tool pprof} takes: the same text. */
@Tag("go")
@Tag("shared")
final class SameAsPprofTest {
    private static final String PROFILE = "pprof/go-apps/eno-heap.pprof";
    private static final String LABELLED = "pprof/parca/labels.pb.gz";

    @TempDir
    Path folder;

    private String tool;
    private Path data;

    @BeforeEach
    void theToolAndProfilesAreThere() throws Exception {
        try {
            tool = run(List.of("go", "tool", "-n", "pprof"), "").strip();
        } catch (IOException e) {
            tool = "";
        }
        String named = System.getProperty("eden.shared.data", System.getenv("EDEN_SHARED_DATA"));
        data = named == null ? Installed.root().resolve("../shared/data").normalize() : Path.of(named);
        boolean found = !tool.isEmpty() && Files.isDirectory(data.resolve("pprof"));
        if (!found) {
            System.out.println("NOT RUN: comparisons with `go tool pprof` need Go, and profiles in " + data);
        }
        assumeTrue(found, "Go, and profiles in " + data);
    }

    private String run(List<String> command, String input) throws IOException, InterruptedException {
        File in = folder.resolve("in").toFile();
        File out = folder.resolve("out").toFile();
        Files.writeString(in.toPath(), input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in)
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PPROF_TMPDIR", folder.toString());
        builder.environment().put("PPROF_BINARY_PATH", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out.toPath());
    }

    private String pprof(String input, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool, "-symbolize=none"));
        command.addAll(arguments);
        return run(command, input);
    }

    private static String eden(String input, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exit = Eden.run(new Terminal(in, out, err), arguments.toArray(String[]::new));
        assertThat(exit).as("%s: %s", arguments, err).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private void same(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.set(line.size() - 1, data.resolve(line.get(line.size() - 1)).toString());
        String expected = pprof("", line);
        assertThat(eden("", line)).as("%s", line).isEqualTo(expected);
        if (!line.contains("-tags")) { // not every profile has some
            assertThat(expected).as("%s", line).isNotEmpty();
        }
    }

    @Test
    void reportsAreTheSame() throws Exception {
        same("-top", "-alloc_space", "-cum", "-nodecount=20", PROFILE);
        same("-text", "-lines", "-focus=json", "-unit=kB", PROFILE);
        same("-tree", "-alloc_objects", "-nodecount", "12", PROFILE);
        same("-alloc_space", "-peek=objectInterface$", PROFILE);
        same("-list=Reconcile", "-alloc_space", PROFILE);
        same("-traces", "-tagfocus=api=query", LABELLED);
        same("-tags", PROFILE);
        same("-raw", LABELLED);
        same("-dot", "-nodecount=30", PROFILE);
        same("-callgrind", PROFILE);
        same("-comments", "-add_comment=one and two", PROFILE);
        same("-top", "-mean", "-alloc_space", "-nodecount=5", PROFILE);
    }

    @Test
    void olderKindsOfFilesAreTheSame() throws Exception {
        try (Stream<Path> files = Files.list(data.resolve("pprof/google-pprof"))) {
            List<Path> profiles = files.filter(each -> !each.toString().endsWith(".string")) // texts of them
                    .sorted()
                    .toList();
            assertThat(profiles).hasSizeGreaterThan(10);
            for (Path file : profiles) {
                same("-top", "-cum", "-lines", file.toString());
                same("-tree", "-addresses", file.toString());
                same("-peek=.", file.toString());
                same("-tags", file.toString());
                same("-dot", file.toString());
            }
        }
    }

    @Test
    void differencesAreTheSame() throws Exception {
        String base = data.resolve("pprof/go-apps/air-memprofile-2434ff1.out").toString();
        for (String option : List.of("-base=", "-diff_base=")) {
            same("-top", option + base, "pprof/go-apps/air-memprofile-47baa4e.out");
            same("-top", "-normalize", option + base, "pprof/go-apps/air-memprofile-47baa4e.out");
        }
    }

    @Test
    void theShellIsTheSame() throws Exception {
        String commands = """
                top3
                top 5 -cum
                focus=json
                text2
                alloc_space
                top5 reflect -Reconcile
                :
                granularity=lines //: with a comment
                top 4
                lines=false
                functions=true
                nothing of the kind
                list
                nodecount
                sample_index=1
                total_inuse_objects
                mean_alloc_space
                top3
                total_alloc_space
                peek copyVal$
                list objectInterface$
                o
                help
                tags
                tree 5
                nodecount=7
                top
                unit=kb
                top2
                trim=f
                tags 16 -32
                top 1 >%s
                quit
                top
                """.formatted(folder.resolve("redirected"));
        List<String> file = List.of(data.resolve(PROFILE).toString());
        assertThat(eden(commands, file).replace("(eden) ", "(pprof) ")).isEqualTo(pprof(commands, file));
        assertThat(folder.resolve("redirected")).isNotEmptyFile();
        List<String> labelled = List.of(data.resolve(LABELLED).toString());
        assertThat(eden("traces\nraw\ncomments\ndot", labelled).replace("(eden) ", "(pprof) "))
                .isEqualTo(pprof("traces\nraw\ncomments\ndot", labelled));
    }
}
