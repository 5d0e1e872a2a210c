package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts and causes of the labelled cases in a JVM that was started without any flag, against exact counts. */
@Tag("jvm")
final class CorpusIT {
    private static final double VERDICTS = 0.95; // 0.98 is usual; a run on a busy machine may have a few less
    private static final double CAUSES = 0.93;
    private static final double LABELS = 0.95; // what C2 does with a case is not quite the same in each run

    @TempDir
    Path folder;

    @Test
    void verdictsAgreeWithExactCounts() throws IOException {
        Path file = folder.resolve("corpus.eden");
        Corpus.record(file);
        try (Evidence evidence = Evidence.open(file)) {
            Why why = Why.of(evidence, method -> method.startsWith("com.acme.why."));
            Agreement agreement = new Agreement(evidence.profile(), why, Label.in(Corpus.SOURCES, Corpus.jdk()));
            System.out.println("corpus  JDK " + Corpus.jdk() + "  " + agreement);
            String wrong = String.join("\n", agreement.wrong());
            assertThat(agreement.verdicts()).as(wrong).isGreaterThanOrEqualTo(VERDICTS);
            assertThat(agreement.causes()).as(wrong).isGreaterThanOrEqualTo(CAUSES);
            assertThat(agreement.labels()).as(wrong).isGreaterThanOrEqualTo(LABELS);
        }
    }
}
