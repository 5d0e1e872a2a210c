package dev.edenscope.cli;

import dev.edenscope.budget.Budget;
import dev.edenscope.budget.Check;
import dev.edenscope.budget.CheckJson;
import dev.edenscope.budget.CheckJunit;
import dev.edenscope.budget.CheckMarkdown;
import dev.edenscope.budget.CheckSarif;
import dev.edenscope.budget.CheckText;
import dev.edenscope.budget.Measured;
import dev.edenscope.budget.Meter;
import dev.edenscope.budget.Outcome;
import dev.edenscope.budget.Quantity;
import dev.edenscope.profile.DataException;
import dev.edenscope.readers.BudgetDraft;
import dev.edenscope.readers.BudgetEdit;
import dev.edenscope.readers.BudgetFile;
import dev.edenscope.report.UsageException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden check}: whether a project's allocation budgets are kept. */
final class CheckCommand implements Command {
    static final String SUMMARY = "allocation budgets, for CI";

    private static final String FILE = "allocation-budget.toml";
    private static final int BROKEN = 3;
    private static final int SECONDS = 10;

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "check",
                "eden check [options] [SOURCE...]",
                "Holds the budgets of " + FILE + " against what was measured. Exit code 3 if one is not kept.",
                "eden check -junit target/budget.xml target/jmh.json");
        ReportOptions.value(spec, "file", "FILE", "The budgets. Default: " + FILE + ".");
        ReportOptions.flag(spec, "json", "Print it as JSON.");
        ReportOptions.value(spec, "junit", "FILE", "Write it as JUnit's XML too, for a CI server.");
        ReportOptions.value(spec, "markdown", "FILE", "Write it as Markdown too, for a job's summary.");
        ReportOptions.value(spec, "sarif", "FILE", "Write it as SARIF too, for a code review.");
        ReportOptions.value(
                spec, "source_path", "PATH", "Directories of sources, for SARIF. Default: src/main/java and such.");
        ReportOptions.flag(spec, "update", "Set the budgets to what was measured; without a file write one.");
        ReportOptions.value(spec, "reason", "TEXT", "Why, for -update; it is kept in the file.");
        ReportOptions.value(spec, "seconds", "N", "How long a URL or JVM is profiled. Default: " + SECONDS + ".");
        ReportOptions.value(spec, "timeout", "N", "Seconds to wait for a URL.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("SOURCE")
                .description("Results of JMH, Go or the testkit, recordings, folders of them, a URL, a JVM's process"
                        + " id. Default: the file's sources.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        boolean update = ReportOptions.flag(arguments, "update");
        if (!update && !ReportOptions.text(arguments, "reason").isEmpty()) {
            throw new UsageException("-reason is that of -update; try: eden check --help");
        }
        String given = ReportOptions.text(arguments, "file");
        Path path = Path.of(given.isEmpty() ? FILE : given);
        List<String> words = arguments.matchedPositionalValue(0, List.of());
        if (!Files.exists(path)) {
            return draft(path, update, words, arguments, terminal);
        }
        BudgetFile file = BudgetFile.read(path);
        if (file.budgets().isEmpty()) {
            throw new DataException(path + ": holds no budget; expected [[budget]] with benchmark = \"...\" and"
                    + " allocs-per-op = N");
        }
        CheckSources sources = sources(file.budgets(), arguments, terminal);
        List<Meter> measured;
        if (!words.isEmpty()) {
            measured = sources.read(words);
        } else if (!file.sources().isEmpty()) {
            measured = sources.configured(file.sources(), path.toAbsolutePath().getParent());
        } else {
            throw new UsageException(
                    "expected a SOURCE, or sources = [\"target/jmh.json\"] in " + path + "; try: eden check --help");
        }
        Check check = Check.of(path.toString(), file.budgets(), measured, sources.notes());
        if (update) {
            file = update(path, file, check, arguments, terminal);
            check = Check.of(path.toString(), file.budgets(), measured, sources.notes());
        }
        print(check, path, arguments, terminal);
        return check.isKept() ? 0 : BROKEN;
    }

    /** The calls of methods that have a budget for each are counted where a JVM is recorded. */
    private static CheckSources sources(List<Budget> budgets, ParseResult arguments, Terminal terminal) {
        List<String> counted = budgets.stream()
                .filter(budget -> budget.quantity().per() == Quantity.Per.CALL)
                .map(budget -> budget.subject().name())
                .distinct()
                .toList();
        long seconds = ReportOptions.seconds(arguments, "seconds");
        return new CheckSources(new Source(
                new AttachedSource(terminal, CaptureOptions.counting(counted)),
                terminal,
                seconds == 0 ? SECONDS : seconds,
                ReportOptions.seconds(arguments, "timeout")));
    }

    // What comes of it

    private static void print(Check check, Path path, ParseResult arguments, Terminal terminal) throws IOException {
        List<String> folders = folders(ReportOptions.text(arguments, "source_path"), path);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("junit", CheckJunit.of(check));
        files.put("markdown", CheckMarkdown.of(check));
        files.put("sarif", CheckSarif.of(check, folders, Eden.version()));
        for (Map.Entry<String, String> each : files.entrySet()) {
            String file = ReportOptions.text(arguments, each.getKey());
            if (!file.isEmpty()) {
                Output.print(each.getValue(), file, terminal);
            }
        }
        terminal.print(ReportOptions.flag(arguments, "json") ? CheckJson.of(check) : CheckText.of(check));
    }

    /** Where sources are: those given, or where Maven and Gradle have them in the project and its modules. */
    private static List<String> folders(String given, Path file) throws IOException {
        if (!given.isEmpty()) {
            return List.of(given.split(File.pathSeparator, -1));
        }
        Path root = file.getParent() == null ? Path.of("") : file.getParent();
        List<Path> modules = new ArrayList<>(List.of(root));
        try (Stream<Path> beside = Files.list(root.toString().isEmpty() ? Path.of(".") : root)) {
            beside.filter(Files::isDirectory).sorted().forEach(each -> modules.add(root.resolve(each.getFileName())));
        }
        List<String> folders = new ArrayList<>();
        for (Path module : modules) {
            for (String sources : List.of("src/main/java", "src/test/java", "src/jmh/java", "src/main/kotlin")) {
                if (Files.isDirectory(module.resolve(sources))) {
                    folders.add(module.resolve(sources).toString());
                }
            }
        }
        return folders;
    }

    // --update

    private static BudgetFile update(Path path, BudgetFile file, Check check, ParseResult arguments, Terminal terminal)
            throws IOException {
        BudgetEdit edit = new BudgetEdit(file);
        for (Budget budget : file.budgets()) {
            Measured most = null;
            for (Outcome outcome : check.outcomes()) {
                Measured each = outcome.measured();
                boolean more = each.isMeasured() && (most == null || each.value() > most.value());
                most = outcome.budget().equals(budget) && more ? each : most;
            }
            if (most != null && Math.abs(most.value() - budget.value()) > budget.allowance()) {
                edit.set(budget, most.value(), most.error() == 0);
            }
        }
        if (edit.changes().isEmpty()) {
            terminal.note(path + ": as it was: all that was measured is within its tolerance");
            return file;
        }
        edit.changes().forEach(terminal::note);
        String text = edit.text(LocalDate.now(ZoneId.systemDefault()), reason(arguments, terminal));
        BudgetEdit.write(path, text);
        return BudgetFile.of(path.toString(), text);
    }

    private static int draft(Path path, boolean update, List<String> words, ParseResult arguments, Terminal terminal)
            throws IOException {
        if (!update || words.isEmpty()) {
            throw new DataException(path + ": no such file; write one, or have it written from results: eden check"
                    + " --update --reason \"first budgets\" RESULTS");
        }
        CheckSources sources = sources(List.of(), arguments, terminal);
        List<Meter> measured = sources.read(words);
        String text =
                BudgetDraft.of(measured, words, LocalDate.now(ZoneId.systemDefault()), reason(arguments, terminal));
        BudgetFile file = BudgetFile.of(path.toString(), text);
        if (file.budgets().isEmpty()) {
            throw new DataException(
                    String.join(", ", words) + ": holds no allocs/op or B/op to make budgets of; measure"
                            + " with JMH's -prof eden, or go test -benchmem");
        }
        BudgetEdit.write(path, text);
        terminal.note("wrote " + path);
        Check check = Check.of(path.toString(), file.budgets(), measured, sources.notes());
        print(check, path, arguments, terminal);
        return check.isKept() ? 0 : BROKEN;
    }

    private static String reason(ParseResult arguments, Terminal terminal) throws IOException {
        String reason = ReportOptions.text(arguments, "reason");
        if (reason.isBlank() && terminal.isTyped()) {
            terminal.print("Reason, which is kept in the file: ");
            String typed = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
            reason = typed == null ? "" : typed;
        }
        if (reason.isBlank()) {
            throw new UsageException("-update wants a reason, which is kept in the file: --reason \"...\"");
        }
        return reason.strip().replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ");
    }
}
