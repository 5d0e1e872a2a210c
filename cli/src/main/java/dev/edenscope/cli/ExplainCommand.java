package dev.edenscope.cli;

import dev.edenscope.advice.Rule;
import dev.edenscope.advice.RulePage;
import dev.edenscope.advice.Rules;
import dev.edenscope.report.UsageException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code eden explain}: the playbook, a page a rule. */
final class ExplainCommand implements Command {
    static final String SUMMARY = "the rules of advise, and the page of each";

    @Override
    public CommandSpec spec() {
        CommandSpec spec = ReportOptions.command(
                "explain",
                "eden explain [RULE]",
                "Shows the page of a rule: its sign, cause, cure, and when not. Without a rule: lists them.",
                "eden explain presize-list");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("RULE")
                .description("A rule's name.")
                .build());
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) {
        String id = arguments.matchedPositionalValue(0, "");
        StringBuilder list = new StringBuilder();
        for (Rule rule : Rules.ALL) {
            if (rule.id().equals(id)) {
                terminal.print(RulePage.of(rule));
                return 0;
            }
            list.append(rule.id()).append(" ".repeat(Math.max(1, 25 - rule.id().length())));
            list.append(rule.title()).append('\n');
        }
        if (!id.isEmpty()) {
            throw new UsageException("no rule \"" + id + "\"; eden explain lists them");
        }
        terminal.print(list.toString());
        return 0;
    }
}
