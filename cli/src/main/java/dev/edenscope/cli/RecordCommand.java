package dev.edenscope.cli;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden record}: profiles a running JVM. */
final class RecordCommand implements Command {
    static final String SUMMARY = "profile a running JVM";
    static final String PROFILE_SUFFIX = ".pb.gz";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "record",
                "eden record [options] PID|NAME",
                "Attaches to a JVM that was started without any flag, and records where it allocates and what it keeps.",
                "eden record orders -d 10s -o before.pb.gz");
        ReportOptions.value(spec, "d", "DURATION", "How long: 30s, 2m, 500ms. Default: 30s. Ctrl-C ends it early.");
        ReportOptions.value(
                spec,
                "o",
                "FILE",
                "The recording to write, or with .pb.gz the profile alone. Default: NAME-PID-TIME.eden.");
        ReportOptions.flag(
                spec, "why", "Add what `eden why` needs, about what the JIT compiled. The default for .eden.");
        ReportOptions.flag(spec, "no-why", "Leave that out: the profile alone, by default in NAME-PID-TIME.pb.gz.");
        CaptureOptions.addSampling(spec);
        ReportOptions.flag(spec, "gc", "Collect garbage at the end, so that in-use is as of then.");
        ReportOptions.flag(spec, "json", "Print the summary as JSON.");
        addTarget(spec);
        return spec;
    }

    static void addTarget(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .required(true)
                .type(String.class)
                .paramLabel("PID|NAME")
                .description("A process id, or a part of what `eden ps` shows that only one JVM has.")
                .build());
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        String duration = ReportOptions.text(arguments, "d");
        Duration howLong = CaptureOptions.duration(duration.isEmpty() ? "30s" : duration);
        String options = CaptureOptions.sampling(arguments);
        boolean why = withEvidence(arguments);
        Jvm jvm = Jvm.of(arguments.matchedPositionalValue(0, ""));
        Path file = file(ReportOptions.text(arguments, "o"), jvm, why ? EdenFile.SUFFIX : PROFILE_SUFFIX);
        Recording recording = new Recording(jvm, new Progress(terminal));
        boolean collect = ReportOptions.flag(arguments, "gc");
        Profile profile = why
                ? withEvidence(recording, howLong, options, collect, file, terminal)
                : alone(recording, howLong, options, collect, file);
        profile.warnings().forEach(terminal::note);
        Summary summary = new Summary(profile);
        if (ReportOptions.flag(arguments, "json")) {
            terminal.print(summary.json(jvm.pid(), file.toString()));
        } else {
            terminal.print(summary.text(jvm.title()) + next(file));
        }
        return 0;
    }

    private static boolean withEvidence(ParseResult arguments) {
        String name = ReportOptions.text(arguments, "o");
        boolean recording = name.isEmpty() || name.endsWith(EdenFile.SUFFIX);
        boolean why = ReportOptions.flag(arguments, "why");
        if (why && !recording) {
            throw new UsageException("-why: " + name + " can hold a profile only; name it FILE" + EdenFile.SUFFIX);
        }
        if (why && ReportOptions.flag(arguments, "no-why")) {
            throw new UsageException("conflicting options set: -why and -no-why");
        }
        return recording && !ReportOptions.flag(arguments, "no-why");
    }

    static Profile alone(Recording recording, Duration howLong, String options, boolean collect, Path file)
            throws IOException {
        Profile profile = recording.take(howLong, options, collect, null);
        if (file.toString().endsWith(EdenFile.SUFFIX)) {
            EdenFile.write(profile, file);
        } else {
            PprofWriter.write(profile, file);
        }
        return profile;
    }

    /** Records the profile and what {@code eden why} needs. Where the JVM does not tell that, the user is told why. */
    static Profile withEvidence(
            Recording recording, Duration howLong, String options, boolean collect, Path file, Terminal terminal)
            throws IOException {
        Profile profile = recording.take(howLong, options, collect, file);
        String problem = EdenFile.problem(file);
        if (!problem.isEmpty()) {
            terminal.note("`eden why` has nothing to go by: " + problem);
        }
        return profile;
    }

    /**
     * Records a JVM into a new recording, for a command that goes on with it.
     *
     * @param target process id or name
     * @param name of the file; empty for one that tells of what and when it is
     */
    static Path kept(String target, Duration howLong, String name, Terminal terminal) throws IOException {
        Jvm jvm = Jvm.of(target);
        Path file = file(name, jvm, EdenFile.SUFFIX);
        if (!file.toString().endsWith(EdenFile.SUFFIX)) {
            throw new UsageException("-o " + file + ": the name of a recording ends in " + EdenFile.SUFFIX);
        }
        withEvidence(new Recording(jvm, new Progress(terminal)), howLong, "", false, file, terminal)
                .warnings()
                .forEach(terminal::note);
        return file;
    }

    static String next(Path file) {
        return "wrote " + file + "; next: eden top -alloc_objects " + file + "\n";
    }

    /**
     * The file to write: checked before the time is spent.
     *
     * @param suffix ending of its name where none is given
     */
    static Path file(String name, Jvm jvm, String suffix) throws IOException {
        Path file = Path.of(name.isEmpty() ? defaultName(jvm, suffix) : name);
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new UsageException("-o " + file + ": there is no directory " + folder);
        }
        if (Files.isDirectory(file)) {
            throw new UsageException("-o " + file + ": is a directory, expected a file");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("-o " + file + ": " + folder + " cannot be written to");
        }
        if (Files.exists(file) ? !Files.isWritable(file) : !canBeCreated(file)) {
            throw new IOException("-o " + file + ": cannot be written to");
        }
        return file;
    }

    private static boolean canBeCreated(Path file) {
        try {
            Files.createFile(file);
            Files.delete(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String defaultName(Jvm jvm, String suffix) {
        String name = jvm.mainName().isEmpty() ? "jvm" : jvm.mainName();
        String time = java.time.LocalDateTime.now(java.time.ZoneId.systemDefault())
                .format(java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", java.util.Locale.ROOT));
        return name + "-" + jvm.pid() + "-" + time + suffix;
    }
}
