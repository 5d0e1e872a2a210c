package dev.edenscope.bench;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;

/** {@code Bench FIGURE [options]}: measures one figure and prints it. Exit codes: 1 it failed, 2 wrong usage. */
public final class Bench {
    static final List<Figure> FIGURES = List.of(
            new Accuracy(),
            new InUse(),
            new Overhead(),
            new Memory(),
            new GcPauses(),
            new Cost(),
            new Recordings(),
            new PprofFiles(),
            new Trial(),
            new Counterfactuals());

    private Bench() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    @SuppressWarnings("SystemOut")
    private static int run(List<String> words) {
        try {
            if (words.isEmpty()) {
                throw new UsageException("which figure? There are " + names());
            }
            Figure figure = FIGURES.stream()
                    .filter(one -> one.name().equals(words.get(0)))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("no figure " + words.get(0) + ": there are " + names()));
            Arguments arguments = new Arguments(words.subList(1, words.size()), new LinkedHashSet<>(figure.options()));
            Report report = figure.measure(arguments);
            System.out.println(arguments.json() ? report.json() : report.text());
            return 0;
        } catch (UsageException e) {
            System.err.println("run: " + e.getMessage() + " (see bench/run --help)");
            return 2;
        } catch (IOException e) {
            System.err.println("run: " + e.getMessage());
            return 1;
        }
    }

    private static String names() {
        return String.join(", ", FIGURES.stream().map(Figure::name).toList());
    }
}
