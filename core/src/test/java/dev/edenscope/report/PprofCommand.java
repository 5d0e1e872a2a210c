package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What our views make of the arguments of {@code go tool pprof}, in the form in which {@link GoPprof} gives its own. */
final class PprofCommand {
    /** Where profiles come from. */
    interface Reader {
        Profile read(Path file) throws IOException;
    }

    private final Reader reader;
    private final ZoneId zone;

    PprofCommand(Reader reader, ZoneId zone) {
        this.reader = reader;
        this.zone = zone;
    }

    /** The report, with its warnings behind it, or the error. */
    String run(List<String> arguments) throws IOException {
        try {
            return report(arguments);
        } catch (UsageException e) {
            return "error: " + e.getMessage() + "\n";
        }
    }

    private String report(List<String> arguments) throws IOException {
        Options options = Options.defaults().withZone(zone);
        List<Profile> sources = new ArrayList<>();
        Profile base = null;
        boolean beside = false;
        boolean normalize = false;
        for (String argument : arguments.subList(1, arguments.size())) {
            String name = name(argument);
            String value = value(argument, "true");
            if (!argument.startsWith("-")) {
                sources.add(reader.read(Path.of(argument)));
            } else if (name.equals("base") || name.equals("diff_base")) {
                base = reader.read(Path.of(value));
                beside = name.equals("diff_base");
            } else if (name.equals("normalize")) {
                normalize = true;
            } else {
                options = options.with(name, value);
            }
        }
        Profile profile = sources.size() == 1 ? sources.get(0) : Profile.merge(sources);
        if (base != null) {
            Profile compared = normalize ? Difference.normalized(profile, base) : profile;
            profile = beside ? Difference.of(compared, base) : compared.minus(base);
        }
        return report(name(arguments.get(0)), value(arguments.get(0), ""), profile, options);
    }

    private static String report(String report, String functions, Profile profile, Options options) throws IOException {
        return switch (report) {
            case "top" -> {
                Top top = Top.of(profile, options);
                yield Text.of(top, options) + warnings(top.heading());
            }
            case "tree" -> {
                Tree tree = Tree.of(profile, options);
                yield Text.of(tree, options) + warnings(tree.heading());
            }
            case "peek" -> {
                Tree tree = Tree.peek(profile, functions, options);
                yield Text.of(tree, options) + warnings(tree.heading());
            }
            case "list" -> {
                Listing listing = Listing.of(profile, functions, options);
                yield Text.of(listing) + warnings(listing.heading());
            }
            case "dot" -> {
                Dot dot = Dot.of(profile, options);
                yield Text.of(dot, options) + warnings(dot.heading());
            }
            case "callgrind" -> {
                Callgrind callgrind = Callgrind.of(profile, options);
                yield Text.of(callgrind) + warnings(callgrind.heading());
            }
            case "traces" -> {
                Traces traces = Traces.of(profile, options);
                yield written(
                        out -> SampleText.write(traces, options, out),
                        traces.heading().warnings());
            }
            case "tags" -> {
                TagSums tags = TagSums.of(profile, options);
                yield written(out -> SampleText.write(tags, out), tags.heading().warnings());
            }
            case "raw" -> {
                Raw raw = Raw.of(profile, options);
                yield written(out -> RawText.write(raw, options, out), raw.warnings());
            }
            case "comments" -> written(out -> SampleText.write(Comments.of(profile), out), List.of());
            default -> throw new AssertionError("no such report: " + report);
        };
    }

    private interface Writing {
        void to(StringBuilder out) throws IOException;
    }

    private static String written(Writing writing, List<String> warnings) throws IOException {
        StringBuilder text = new StringBuilder();
        writing.to(text);
        return text + warnings(warnings);
    }

    private static String warnings(Heading heading) {
        return warnings(heading.warnings());
    }

    private static String warnings(List<String> warnings) {
        StringBuilder lines = new StringBuilder();
        warnings.forEach(warning -> lines.append("warning: ").append(warning).append('\n'));
        return lines.toString();
    }

    private static String name(String argument) {
        int equals = argument.indexOf('=');
        return argument.substring(1, equals < 0 ? argument.length() : equals);
    }

    private static String value(String argument, String none) {
        int equals = argument.indexOf('=');
        return equals < 0 ? none : argument.substring(equals + 1);
    }
}
