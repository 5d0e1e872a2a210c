package dev.edenscope.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A sub-command of {@code eden}. */
interface Command {
    /** Its name, options, arguments and help. */
    CommandSpec spec();

    /** Does what it is for. Returns the exit code. */
    int run(ParseResult arguments, Terminal terminal) throws IOException;
}
