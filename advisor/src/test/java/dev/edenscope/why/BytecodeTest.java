package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What class files alone tell of the labelled cases. */
final class BytecodeTest {
    private static final double AGREES = 0.65; // what is called through an interface is not followed

    private static final Path CLASSES =
            Path.of(System.getProperty("eden.test.classes", Corpus.ROOT + "/advisor/target/test-classes"));

    @Test
    void everyVerdictIsAMayAndMostOfThemAreWhatC2Does() throws IOException {
        List<Site> sites;
        try (Evidence evidence = Evidence.ofClasses(CLASSES)) {
            sites = Why.of(evidence, method -> method.startsWith("com.acme.why."))
                    .sites();
        }
        assertThat(sites).allSatisfy(site -> {
            assertThat(site.verdict().toString()).startsWith("may ");
            assertThat(site.causes()).noneMatch(Cause::proved);
        });
        int all = 0;
        int kept = 0;
        List<String> wrong = new ArrayList<>();
        for (Label label : Label.in(Corpus.SOURCES, Corpus.jdk())) {
            boolean heap = label.verdict().equals("heap");
            if (heap || label.verdict().equals("removed")) {
                boolean says = sites.stream()
                        .filter(site -> site.file().endsWith("/" + label.file()) && site.line() == label.line())
                        .filter(site -> label.isOf(site.className()))
                        .anyMatch(site -> site.verdict() != Verdict.MAY_BE_SCALAR_REPLACED);
                all++;
                kept += says == heap ? 1 : 0;
                if (says != heap) {
                    wrong.add(label.toString());
                }
            }
        }
        System.out.println("bytecode alone  JDK " + Corpus.jdk() + "  " + kept + " of " + all + " as labelled");
        assertThat(kept / (double) all).as(String.join("\n", wrong)).isGreaterThanOrEqualTo(AGREES);
    }
}
