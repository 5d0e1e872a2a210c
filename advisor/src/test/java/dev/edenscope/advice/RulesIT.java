package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Application;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import dev.edenscope.why.Corpus;
import dev.edenscope.why.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is advised on the labelled programs, recorded in a JVM as a user would, against their labels. */
@Tag("jvm")
final class RulesIT {
    // 1 and 1 to 0.986 are usual; one run of a JVM is not quite the next, and one line is 1.4 %.
    private static final double RECALL = 0.93;
    private static final double PRECISION = 0.95;
    private static final double LEAST_GAIN = 0.005; // as on the command line

    @TempDir
    Path folder;

    @Test
    void findsWhatIsPlantedAndIsSilentAboutTheRest() throws IOException {
        int jdk = Corpus.jdk();
        Score score = score(Programs.record(folder), jdk);
        String wrong = String.join("\n", score.wrong());
        System.out.println("rules  JDK " + jdk + "\n" + score.table() + wrong);
        assertThat(score.recall()).as(wrong).isGreaterThanOrEqualTo(RECALL);
        assertThat(score.precision()).as(wrong).isGreaterThanOrEqualTo(PRECISION);
    }

    static Score score(List<Path> recordings, int jdk) throws IOException {
        Score score = new Score(Expected.in(Programs.SOURCES.resolve(Programs.PACKAGE.replace('.', '/')), jdk));
        for (Path file : recordings) {
            try (Evidence evidence = Evidence.open(file);
                    SourceText source = new SourceText(new Options.Sources(Programs.SOURCES.toString(), ""))) {
                Application application = Application.of(List.of(Programs.PACKAGE));
                Case recorded = Case.of(evidence, Optional.empty(), application, source);
                String theme = file.getFileName().toString().replace(".eden", "");
                score.add(theme, recorded, Advice.of(recorded, Rules.ALL, LEAST_GAIN));
            }
        }
        return score;
    }
}
