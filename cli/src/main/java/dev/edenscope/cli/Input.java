package dev.edenscope.cli;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.report.Difference;
import dev.edenscope.report.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/** The profile that a command line is about: its sources, less its base. */
final class Input {
    private final ParseResult arguments;
    private final Source source;
    private final Terminal terminal;

    Input(ParseResult arguments, LiveSource live, Terminal terminal) {
        this.arguments = arguments;
        this.terminal = terminal;
        this.source = new Source(
                live,
                terminal,
                ReportOptions.seconds(arguments, "seconds"),
                ReportOptions.seconds(arguments, "timeout"));
    }

    /** The profiles of the sources in one, compared with the base if there is one, with the comment that is to be added. */
    Profile profile(List<String> sources, Settings settings) throws IOException {
        List<String> base = ReportOptions.list(arguments, "base");
        List<String> diffBase = ReportOptions.list(arguments, "diff_base");
        if (!base.isEmpty() && !diffBase.isEmpty()) {
            throw new UsageException("-base and -diff_base flags cannot both be specified");
        }
        boolean normalize = settings.flag("normalize");
        if (normalize && base.isEmpty() && diffBase.isEmpty()) {
            throw new UsageException("-normalize needs a -base or -diff_base to scale to");
        }
        if (normalize && !settings.text("per").isEmpty()) {
            throw new UsageException("conflicting options set: -per and -normalize");
        }
        Profile profile = source.readAll(sources, "source");
        if (!base.isEmpty()) {
            profile = difference(profile, source.readAll(base, "base"), settings, false);
            terminal.note(direction(sources, base));
        } else if (!diffBase.isEmpty()) {
            profile = difference(profile, source.readAll(diffBase, "base"), settings, true);
            terminal.note(direction(sources, diffBase) + "; percentages are of the base");
        }
        return commented(profile);
    }

    private Profile difference(Profile profile, Profile base, Settings settings, boolean named) throws DataException {
        CallCount calls = settings.options().per(profile);
        CallCount baseCalls = settings.options().per(base);
        if (calls != null && !calls.method().equals(baseCalls.method())) {
            throw new UsageException(
                    "-per: the base has the calls of " + baseCalls.method() + ", not of " + calls.method());
        }
        if (calls != null) {
            return perCall(profile, calls, base, baseCalls, named);
        }
        return combined(() -> {
            Profile scaled = settings.flag("normalize") ? profile.normalizedTo(base) : profile;
            return named ? Difference.of(scaled, base) : scaled.minus(base);
        });
    }

    /** Each is divided by its own calls: the one of fewer calls is brought up to those of the other, for values are whole. */
    private Profile perCall(Profile profile, CallCount calls, Profile base, CallCount baseCalls, boolean named)
            throws DataException {
        CallCount most = new CallCount(calls.method(), Math.max(calls.calls(), baseCalls.calls()));
        terminal.note(String.format(
                Locale.ROOT,
                "each divided by its own calls of %s: %,d, in the base %,d",
                calls.method(),
                calls.calls(),
                baseCalls.calls()));
        Profile difference = combined(() -> {
            Profile now = profile.scaled((double) most.calls() / calls.calls());
            Profile before = base.scaled((double) most.calls() / baseCalls.calls());
            return named ? Difference.of(now, before) : now.minus(before);
        });
        return with(difference, most.comment());
    }

    private static Profile with(Profile profile, String comment) {
        List<String> comments = new ArrayList<>(profile.comments());
        comments.add(comment);
        return profile.withHeader(profile.header().withComments(comments));
    }

    private static Profile combined(Supplier<Profile> combination) throws DataException {
        try {
            return combination.get();
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    private static String direction(List<String> sources, List<String> base) {
        return "new minus base: " + String.join(" ", sources) + " minus " + String.join(" ", base)
                + "; what grew is positive, what shrank negative";
    }

    private Profile commented(Profile profile) {
        String comment = ReportOptions.text(arguments, "add_comment");
        return comment.isEmpty() ? profile : with(profile, comment);
    }
}
