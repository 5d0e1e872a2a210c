package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines of the page; what it looks like is in {@link PageIT}. */
final class PageCommandTest {
    private static final List<ValueType> ALLOCATED = List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE);
    private static final List<ValueType> CPU = List.of(new ValueType("cpu", "nanoseconds"));

    @TempDir
    Path folder;

    private record Outcome(int exit, String err) {}

    private String profile(String name, List<ValueType> types) throws IOException {
        ProfileBuilder builder = new ProfileBuilder(Profile.Header.of(types));
        int line = builder.location(
                builder.function(new Function("com.acme.Orders.handle", "", "com/acme/Orders.java", 1)), 2);
        long[] values = new long[types.size()];
        Arrays.fill(values, 64);
        builder.add(builder.stack(new int[] {line}, 1), 0, values);
        Path file = folder.resolve(name);
        PprofWriter.write(builder.build(), file);
        return file.toString();
    }

    private Outcome eden(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "-o=" + page()));
        all.addAll(Arrays.asList(arguments));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Eden.run(new Terminal(new ByteArrayOutputStream(), err, false), all.toArray(String[]::new));
        return new Outcome(exit, err.toString(StandardCharsets.UTF_8));
    }

    private Path page() {
        return folder.resolve("page.html");
    }

    @Test
    void sourceTextIsThatOfTheApplicationUnlessToldOtherwise() throws IOException {
        String file = profile("orders.pb.gz", ALLOCATED);
        Files.createDirectories(folder.resolve("com/acme"));
        Files.writeString(folder.resolve("com/acme/Orders.java"), "class Orders {\n    // the secret\n}\n");
        String path = "-source_path=" + folder;
        assertThat(eden("report", path, file).exit).isZero();
        assertThat(page()).content().contains("the secret", "\"view\":\"quadrants\"");
        assertThat(eden("flame", path, "-source=none", file).exit).isZero();
        assertThat(page()).content().contains("\"view\":\"flame\"").doesNotContain("the secret", folder.toString());
        assertThat(eden("report", path, "-app=org.other.", file).exit).isZero();
        assertThat(page()).content().doesNotContain("the secret");
        assertThat(eden("report", path, "-app=org.other.", "-source=all", file).exit)
                .isZero();
        assertThat(page()).content().contains("the secret");
    }

    @Test
    void whatCannotBeComparedIsSaid() throws IOException {
        String orders = profile("orders.pb.gz", ALLOCATED);
        String cpu = profile("cpu.pb.gz", CPU);
        assertThat(eden("report", "-base=" + cpu, orders))
                .isEqualTo(new Outcome(
                        1,
                        "eden report: " + cpu + ": shares no sample type with " + orders
                                + ", so nothing can be compared\n"));
        assertThat(eden("report", "-normalize", orders))
                .isEqualTo(new Outcome(2, "eden report: -normalize needs a -base or -diff_base to scale to\n"));
        assertThat(eden("report", "-source=some", orders))
                .isEqualTo(new Outcome(2, "eden report: -source \"some\": expected all, app or none\n"));
        assertThat(Files.exists(page())).isFalse();
    }

    @Test
    void onlyTypesThatBothHaveAreCompared() throws IOException {
        String wide = profile("wide.pb.gz", List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, CPU.get(0)));
        String narrow = profile("narrow.pb.gz", ALLOCATED);
        assertThat(eden("report", "-base=" + narrow, wide).exit).isZero();
        assertThat(page())
                .content()
                .contains(
                        "\"types\":[{\"name\":\"alloc_objects\",\"unit\":\"count\"},"
                                + "{\"name\":\"alloc_space\",\"unit\":\"bytes\"}]",
                        "\"values\":[[64],[64]],\"base\":[[64],[64]]");
    }
}
