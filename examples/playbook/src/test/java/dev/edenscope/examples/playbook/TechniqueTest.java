package dev.edenscope.examples.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.junit.AllocationBudget;
import dev.edenscope.junit.NoAllocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** That before and after do the same; and budgets, as a user has them in a test without any flag. */
final class TechniqueTest {
    private final LogLine logLine = new LogLine();
    private final BuildKey buildKey = new BuildKey();
    static Object key; // used, as far as the JIT can tell

    @Test
    @NoAllocation
    void aLineOfTheLogNeedsNoObject() {
        logLine.after();
    }

    @Test
    @AllocationBudget(allocsPerOp = 1, bytesPerOp = 24)
    void aKeyIsOneObject() {
        key = buildKey.after();
    }

    @Test
    void beforeAndAfterDoTheSame() throws Exception {
        assertThat(buildKey.before()).isEqualTo("user:12345:profile");
        assertThat(new CollectIds().before()).isEqualTo(new CollectIds().after());
        assertThat(new FormatLines().before()).isEqualTo(new FormatLines().after());
        assertThat(logLine.before()).isEqualTo(logLine.after().toString());
        assertThat(new GetUser().before()).isEqualTo(new GetUser().after());
        assertThat(new RequestContext().before()).isEqualTo(new RequestContext().after());
        assertThat(new RenderRows().before())
                .isEqualTo(new RenderRows().after())
                .isEqualTo(new RenderRows().reused());
        assertThat(new MeasureFirst().before()).isEqualTo(new MeasureFirst().after());
        assertThat(new PresizeList().before()).isEqualTo(new PresizeList().after());
        Map<String, Integer> counts = new PresizeMap().before();
        PresizeMap.Counts same = new PresizeMap().after();
        assertThat(counts).hasSize(100_000).isEqualTo(new PresizeMap().asInGo());
        counts.forEach((text, count) -> assertThat(same.of(text)).isEqualTo(count));
        assertThat(new PooledBuffer().before()).isEqualTo(new PooledBuffer().after());
        assertThat(new Boxing().before()).isEqualTo(new Boxing().after());
        assertThat(new SmallValue().before()).isEqualTo(new SmallValue().after());
        assertThat(new ConcatNotFormat().before()).isEqualTo(new ConcatNotFormat().after());
        assertThat(new ReuseOutput().before()).isEqualTo(new ReuseOutput().after());
        assertThat(new EscapeAware().before()).isEqualTo(new EscapeAware().after());
        assertThat(new CompiledPattern().before())
                .isEqualTo(new CompiledPattern().after())
                .isEqualTo(new CompiledPattern().reused());
        assertThat(new TypedJson().before()).hasSameSizeAs(new TypedJson().after());
        assertThat(new ArrayNotList().before())
                .isEqualTo(Arrays.stream(new ArrayNotList().after()).boxed().toList());
    }

    @Test
    void everyExampleIsInTheTableWithARuleThatHasAPage() throws IOException {
        Path root = Path.of(System.getProperty("eden.root"));
        Path sources = root.resolve("examples/playbook/src/main/java/dev/edenscope/examples/playbook");
        try (Stream<Path> files = Files.list(sources)) {
            assertThat(files.filter(file -> contains(file, " extends Example "))
                            .map(file -> file.getFileName().toString().replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Technique.ALL.stream().map(Technique::name).toList());
        }
        assertThat(Technique.ALL)
                .filteredOn(each -> !each.rule().isEmpty())
                .allSatisfy(each -> assertThat(root.resolve("docs/rules/" + each.rule() + ".md"))
                        .isRegularFile());
        assertThat(Technique.ALL)
                .allSatisfy(each -> assertThat(Arrays.stream(each.code().getMethods())
                                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                                .map(method -> method.getName()))
                        .contains("before", "after"));
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
