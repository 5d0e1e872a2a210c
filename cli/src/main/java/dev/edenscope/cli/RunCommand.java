package dev.edenscope.cli;

import dev.edenscope.profile.Profile;
import dev.edenscope.readers.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden run}: profiles a JVM from its start to its end. */
final class RunCommand implements Command {
    static final String SUMMARY = "profile a JVM from its start to its end";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "run",
                "eden run [options] -- java ...",
                "Starts a program with the agent and writes its profile when it ends. Exits as the program does.",
                "eden run -exact -o hello.pb.gz -- java -cp classes com.acme.Hello");
        ReportOptions.value(
                spec,
                "o",
                "FILE",
                "The profile to write, or with .eden a recording for `eden why`. Default: NAME-PID-TIME.pb.gz.");
        CaptureOptions.addSampling(spec);
        ReportOptions.value(spec, "port", "PORT", "Serve /debug/pprof/ on this port of loopback meanwhile.");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("1..*")
                .required(true)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("COMMAND")
                .description("The command line behind `--`, which starts a java.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) throws IOException {
        List<String> command = arguments.matchedPositionalValue(0, List.of());
        StringBuilder options = new StringBuilder(CaptureOptions.sampling(arguments));
        CaptureOptions.add(options, arguments, "port");
        String name = ReportOptions.text(arguments, "o");
        RecordCommand.file(name, new Jvm(0, "run"), RecordCommand.PROFILE_SUFFIX);
        String suffix = name.endsWith(EdenFile.SUFFIX) ? EdenFile.SUFFIX : RecordCommand.PROFILE_SUFFIX;
        try (Launch launch = Launch.of(command, List.of(), options.toString(), suffix, null, terminal)) {
            Path file = RecordCommand.file(name, launch.jvm(), RecordCommand.PROFILE_SUFFIX);
            Profile profile = ProfileFile.read(launch.file());
            Files.move(launch.file(), file, StandardCopyOption.REPLACE_EXISTING);
            terminal.note((new Summary(profile).text(launch.jvm().title()) + RecordCommand.next(file)).stripTrailing());
            return launch.exit();
        }
    }
}
