package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts and causes of the labelled cases against exact counts. */
@Tag("jvm")
final class CorpusIT {
    private static final double VERDICTS = 0.97; // 0.99 is usual; a run on a busy machine may have a few less
    private static final double LOGGED_VERDICTS = 0.975; // 0.997 is usual
    private static final double CAUSES = 0.93;
    private static final double LABELS = 0.95; // what C2 does with a case is not quite the same in each run

    @TempDir
    Path folder;

    @Test
    void verdictsAgreeWithExactCountsInAJvmWithoutAnyFlag() throws IOException {
        Path file = folder.resolve("corpus.eden");
        Corpus.record(file);
        try (Evidence evidence = Evidence.open(file)) {
            check(evidence, VERDICTS, "no flag");
        }
    }

    @Test
    void withTheCompilersLogTheyDoMoreAndReasonsAreProved() throws IOException {
        Path file = folder.resolve("corpus.eden");
        Path log = folder.resolve("jit.log");
        Corpus.record(file, "-XX:+UnlockDiagnosticVMOptions", "-XX:+LogCompilation", "-XX:LogFile=" + log);
        double without;
        try (Evidence evidence = Evidence.open(file)) {
            without = proved(check(evidence, VERDICTS, "its log not used"));
        }
        try (Evidence evidence = Evidence.open(file)) {
            evidence.add(log);
            assertThat(evidence.warnings()).isEmpty();
            assertThat(proved(check(evidence, LOGGED_VERDICTS, "its log used")))
                    .isGreaterThan(0.95)
                    .isGreaterThan(without);
        }
    }

    private static Why check(Evidence evidence, double verdicts, String with) throws IOException {
        Why why = Why.of(evidence, method -> method.startsWith("com.acme.why."));
        Agreement agreement = new Agreement(evidence.profile(), why, Label.in(Corpus.SOURCES, Corpus.jdk()));
        System.out.printf("corpus  JDK %d, %s  %s, %.0f %% proved%n", Corpus.jdk(), with, agreement, 100 * proved(why));
        String wrong = String.join("\n", agreement.wrong());
        assertThat(agreement.verdicts()).as(wrong).isGreaterThanOrEqualTo(verdicts);
        assertThat(agreement.causes()).as(wrong).isGreaterThanOrEqualTo(CAUSES);
        assertThat(agreement.labels()).as(wrong).isGreaterThanOrEqualTo(LABELS);
        return why;
    }

    /** Share of the first causes that were read, not inferred. */
    private static double proved(Why why) {
        return why.sites().stream()
                .filter(site -> !site.causes().isEmpty())
                .mapToInt(site -> site.causes().get(0).proved() ? 1 : 0)
                .average()
                .orElse(0);
    }
}
