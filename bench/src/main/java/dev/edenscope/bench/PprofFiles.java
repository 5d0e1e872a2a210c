package dev.edenscope.bench;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** {@code eden top} over Go heap profiles, one and many, beside {@code go tool pprof -top}. */
final class PprofFiles implements Figure {
    private static final int SMALL_SAMPLES = 4_300;

    @Override
    public String name() {
        return "pprof";
    }

    @Override
    public List<String> options() {
        return List.of("--rounds", "--files", "--samples");
    }

    private record Pair(Whole eden, Whole peer) {
        boolean isSame() {
            return eden.printed().equals(peer.printed());
        }
    }

    @Override
    public Report measure(Arguments arguments) throws IOException {
        int rounds = arguments.number("--rounds", 5);
        int files = arguments.number("--files", 100);
        int samples = arguments.number("--samples", 34_000);
        Report report = new Report(name(), "eden top beside go tool pprof -top, whole processes");
        List<String> eden = List.of(System.getProperty("eden.root") + "/eden", "top");
        List<String> peer = List.of(pprof(), "-top");
        report.note(
                "the peer is %s", Whole.run(List.of("go", "version")).printed().strip());

        List<String> small = write(new GoHeap(SMALL_SAMPLES), 1);
        List<String> many = write(new GoHeap(samples), files);
        archive(eden, small);

        Report.Table table = report.table(
                "medians of " + rounds + " pairs; the ratio is that of eden to the peer within a pair",
                "work",
                "files",
                "MB",
                "eden s",
                "peer s",
                "ratio",
                "least",
                "most",
                "CPU ratio",
                "first line s",
                "eden MB",
                "peer MB",
                "ratio");
        List<Pair> first = pairs("small", eden, peer, small, rounds, table);
        List<Pair> one = pairs("one", eden, peer, many.subList(0, 1), rounds, table);
        List<Pair> all = pairs("merged", eden, peer, many, rounds, table);

        double time = median(one, PprofFiles::time);
        report.goal("one file: not slower than the peer", time <= 1, "%.2f of its time", time);
        time = median(all, PprofFiles::time);
        report.goal("merged: at least 5 times as fast", time <= 0.2, "%.1f times", 1 / time);
        double memory = median(all, PprofFiles::memory);
        report.goal("merged: under a tenth of its memory", memory < 0.1, "%.3f", memory);
        double line = median(first, pair -> pair.eden.firstLine());
        report.goal("first line of a small file under 0.35 s", line < 0.35, "%.3f s", line);
        boolean same = Stream.of(first, one, all).flatMap(List::stream).allMatch(Pair::isSame);
        report.goal("the same output", same, same ? "to the byte" : "it differs");
        return report;
    }

    private static double time(Pair pair) {
        return pair.eden.seconds() / pair.peer.seconds();
    }

    private static double memory(Pair pair) {
        return pair.eden.megabytes() / pair.peer.megabytes();
    }

    private static double median(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        return new Numbers(pairs.stream().mapToDouble(of).toArray()).median();
    }

    private static List<Pair> pairs(
            String work, List<String> eden, List<String> peer, List<String> files, int rounds, Report.Table table)
            throws IOException {
        Whole.run(with(eden, files));
        Whole.run(with(peer, files));
        List<Pair> pairs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            pairs.add(new Pair(Whole.run(with(eden, files)), Whole.run(with(peer, files))));
        }
        long bytes = 0;
        for (String file : files) {
            bytes += Files.size(Path.of(file));
        }
        Numbers times = new Numbers(pairs.stream().mapToDouble(PprofFiles::time).toArray());
        table.row(
                work,
                files.size(),
                bytes / 1e6,
                median(pairs, pair -> pair.eden.seconds()),
                median(pairs, pair -> pair.peer.seconds()),
                times.median(),
                times.least(),
                times.most(),
                median(pairs, pair -> pair.eden.cpuSeconds() / pair.peer.cpuSeconds()),
                median(pairs, pair -> pair.eden.firstLine()),
                median(pairs, pair -> pair.eden.megabytes()),
                median(pairs, pair -> pair.peer.megabytes()),
                median(pairs, PprofFiles::memory));
        return pairs;
    }

    private static List<String> with(List<String> command, List<String> files) {
        List<String> all = new ArrayList<>(command);
        all.addAll(files);
        return all;
    }

    private static List<String> write(GoHeap heap, int files) throws IOException {
        List<String> names = new ArrayList<>();
        for (int number = 0; number < files; number++) {
            Path file = Jvm.scratch("pb.gz");
            PprofWriter.write(heap.profile(number), file);
            names.add(file.toString());
        }
        return names;
    }

    /** The program behind {@code go tool pprof}, which is built when it is first asked for. */
    private static String pprof() throws IOException {
        try {
            return Whole.run(List.of("go", "tool", "-n", "pprof")).printed().strip();
        } catch (IOException e) {
            throw new DataException("no go tool pprof to compare with; put Go on the PATH", e);
        }
    }

    /** Waits for the archive that the launcher makes beside the first command of a new build. */
    private static void archive(List<String> eden, List<String> files) throws IOException {
        Path target = Path.of(System.getProperty("eden.root"), "cli", "target");
        for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1); System.nanoTime() < end; Jvm.pause(100)) {
            Whole.run(with(eden, files));
            try (var making = Files.newDirectoryStream(target, "*.making")) {
                if (!making.iterator().hasNext()) {
                    return;
                }
            }
        }
        throw new DataException("the launcher's class archive was not made within a minute");
    }
}
