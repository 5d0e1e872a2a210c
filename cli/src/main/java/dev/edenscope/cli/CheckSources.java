package dev.edenscope.cli;

import dev.edenscope.budget.Benchmarked;
import dev.edenscope.budget.Meter;
import dev.edenscope.budget.Recorded;
import dev.edenscope.budget.Results;
import dev.edenscope.pprof.Gunzip;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.ProfileFile;
import dev.edenscope.readers.ResultFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What {@code eden check} holds budgets against: results, recordings and running programs, told by content. */
final class CheckSources {
    private static final List<String> ENDINGS = List.of(".json", ".txt", ".eden", ".pb.gz", ".jfr");

    private static final String STANDARD_INPUT = "standard input";
    private static final int HEAD_BYTES = 4096;
    private static final Pattern RESULTS = Pattern.compile(
            "\\A\\s*(\\[\\s*[{\\]]|\\{)|^(Benchmark\\S*[ \t]+\\d|goos: |pkg: )", Pattern.MULTILINE); // JSON, or Go's

    private final Source source;
    private final List<String> notes = new ArrayList<>();

    CheckSources(Source source) {
        this.source = source;
    }

    /** What is to be said beside the outcome. */
    List<String> notes() {
        return notes;
    }

    /** All of them. */
    List<Meter> read(List<String> words) throws IOException {
        List<Meter> all = new ArrayList<>();
        for (String word : words) {
            if (Files.isDirectory(Path.of(word))) {
                for (String file : files(Path.of(word))) {
                    all.add(one(file));
                }
            } else {
                all.add(one(word));
            }
        }
        return all;
    }

    /** Those that a file of budgets names, relative to its folder. What is not there is noted: its budgets are not measured. */
    List<Meter> configured(List<String> words, Path folder) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        List<Meter> all = new ArrayList<>();
        for (String word : words) {
            if (Source.isLive(word)) {
                all.add(one(word));
                continue;
            }
            Path path = folder.resolve(word).normalize();
            if (Files.exists(path)) {
                all.addAll(read(
                        List.of(path.startsWith(here) ? here.relativize(path).toString() : path.toString())));
            } else {
                notes.add(
                        word + ": no such file; it is named in sources, and made by a run of the benchmarks or tests");
            }
        }
        return all;
    }

    /** The results and recordings in a folder, not in folders below. */
    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> found = files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(file -> ENDINGS.stream().anyMatch(file::endsWith))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new DataException(folder + ": has no file that ends in " + String.join(", ", ENDINGS));
            }
            return found;
        }
    }

    private Meter one(String word) throws IOException {
        if (word.equals("-")) {
            BufferedInputStream in = new BufferedInputStream(System.in, HEAD_BYTES);
            in.mark(HEAD_BYTES);
            byte[] head = in.readNBytes(HEAD_BYTES);
            in.reset();
            return isResults(head)
                    ? benchmarked(ResultFile.read(in, STANDARD_INPUT))
                    : recorded(ProfileFile.read(in, STANDARD_INPUT), STANDARD_INPUT);
        }
        Path file = Path.of(word);
        return Files.isRegularFile(file) && isResults(head(file))
                ? benchmarked(ResultFile.read(file))
                : recorded(source.read(word), word);
    }

    private Meter benchmarked(Results results) {
        results.warnings().forEach(warning -> notes.add(results.source() + ": " + warning));
        return new Benchmarked(results);
    }

    private Meter recorded(Profile profile, String name) {
        profile.warnings().forEach(warning -> notes.add(name + ": " + warning));
        return new Recorded(name, profile);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    /** Whether it is JSON, or a text with a line of Go's benchmarks near its beginning, gzip-ed or not. */
    private static boolean isResults(byte[] head) {
        return RESULTS.matcher(new String(Gunzip.accepts(head) ? unpacked(head) : head, StandardCharsets.UTF_8))
                .find();
    }

    /** As much of the beginning of a gzip-ed content as these bytes have. */
    private static byte[] unpacked(byte[] head) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                unpacked.write(b);
            }
        } catch (IOException e) {
            // the end of the head, or whoever reads the file says what is wrong with it
        }
        return unpacked.toByteArray();
    }
}
