package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our reports against files that the reference tool made: what {@code GoPprofTest} does where there is no Go. */
final class GoldenTest {
    static Stream<String> commands() throws IOException, URISyntaxException {
        return Files.readAllLines(golden().resolve("commands.txt")).stream();
    }

    private static Path golden() throws URISyntaxException {
        return Path.of(GoldenTest.class.getResource("/golden").toURI());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void reportIsTheReferenceToolsToTheByte(String line) throws IOException, URISyntaxException {
        Path golden = golden();
        List<String> arguments = new ArrayList<>(List.of(line.split(" ", -1)));
        String name = arguments.remove(0);
        arguments.replaceAll(argument -> argument.replace("=src", "=" + golden.resolve("src")));
        PprofCommand pprof = new PprofCommand(file -> PprofReader.read(golden.resolve(file)), ZoneId.of("UTC"));
        assertThat(pprof.run(arguments)).isEqualTo(Files.readString(golden.resolve("reports/" + name + ".txt")));
    }
}
