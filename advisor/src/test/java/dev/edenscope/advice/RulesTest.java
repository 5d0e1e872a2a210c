package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.why.Corpus;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RulesTest {
    private static final Path PAGES = Corpus.ROOT.resolve("docs/rules");
    private static final Path CLASSES = Corpus.ROOT.resolve("advisor/src/main/java/dev/edenscope/advice");

    private static Set<String> names(Path folder, String glob) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                names.add(file.getFileName().toString().replaceFirst("\\.\\w+$", ""));
            }
        }
        return names;
    }

    private static List<String> ids() {
        return Rules.ALL.stream().map(Rule::id).toList();
    }

    @Test
    void everyRuleHasItsPageAndEveryPageItsRule() throws IOException {
        assertThat(ids()).doesNotHaveDuplicates();
        assertThat(names(PAGES, "*.md")).isEqualTo(new TreeSet<>(ids()));
    }

    @Test
    void everyPageHasAllItsParts() throws IOException {
        for (String id : ids()) {
            assertThat(Files.readString(PAGES.resolve(id + ".md")))
                    .startsWith("# " + id + ": ")
                    .contains(
                            "**Signal.**", "**Cause.**", "**Fix.**", "Before:", "After:", "**When not.**", "**Gain.**")
                    .contains("**Sources.**");
        }
    }

    @Test
    void noRuleIsMissingFromTheList() throws IOException {
        Set<String> listed =
                Rules.ALL.stream().map(rule -> rule.getClass().getSimpleName()).collect(Collectors.toSet());
        List<String> written = new ArrayList<>();
        for (String name : names(CLASSES, "*.java")) {
            if (Files.readString(CLASSES.resolve(name + ".java")).contains(name + " implements Rule {")) {
                written.add(name);
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void everyRuleHasAPositiveAndNearMissesAreLabelled() throws IOException {
        Set<String> labelled = Expected.in(Programs.SOURCES.resolve("com/acme/advice"), 17).values().stream()
                .filter(Expected::isFinding)
                .flatMap(label -> label.rules().stream())
                .collect(Collectors.toSet());
        assertThat(labelled).isEqualTo(Set.copyOf(ids()));
    }
}
