package dev.edenscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell, with its commands from a pipe. */
final class ShellTest {
    private static final String GREETING = """
            Type: alloc_space
            Entering interactive mode (type "help" for commands, "o" for options)
            """;

    @TempDir
    Path folder;

    private String file;

    /** What a run printed; errors without the greeting. */
    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void writeProfile() throws IOException {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE)));
        int[] stack = new int[1];
        for (int i = 0; i < 12; i++) {
            String name = "com.acme.Orders.f" + (char) ('a' + i);
            stack[0] = builder.location(builder.function(new Function(name, "", "com/acme/Orders.java", 2)), 3);
            builder.add(builder.stack(stack, 1), 0, i + 1, 1000 - i);
        }
        Path path = folder.resolve("orders.pb.gz");
        PprofWriter.write(builder.build(), path);
        file = path.toString();
    }

    private Outcome eden(String commands, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8));
        int exit = Eden.run(new Terminal(in, out, err), arguments.length == 0 ? new String[] {file} : arguments);
        String said = err.toString(StandardCharsets.UTF_8);
        return new Outcome(
                exit,
                out.toString(StandardCharsets.UTF_8),
                said.startsWith(GREETING) ? said.substring(GREETING.length()) : said);
    }

    @Test
    void itGreetsPromptsAndEndsWithItsInput() {
        assertThat(eden("")).isEqualTo(new Outcome(0, "(eden) ", ""));
        assertThat(eden("q\ntop\n")).isEqualTo(new Outcome(0, "(eden) ", ""));
        assertThat(eden("exit")).isEqualTo(eden("quit\n"));
    }

    @Test
    void topShowsTenEntriesUnlessToldOtherwise() {
        assertThat(eden("top\n").out()).contains("Showing top 10 nodes out of 12\n");
        assertThat(eden("top3\n").out())
                .contains("Showing top 3 nodes out of 12\n")
                .isEqualTo(eden("top 3").out());
        assertThat(eden("nodecount=11\ntop\n").out()).contains("Showing top 11 nodes out of 12\n");
        assertThat(eden("nodecount=0\ntop\n").out()).endsWith("Orders.fl\n(eden) ");
    }

    @Test
    void argumentsFocusIgnoreSortAndRedirect() throws IOException {
        String[] words = {"top f[a-d] fe -fb -cum", "top -cum 99 f[a-d] -fb fe"};
        for (String line : words) {
            assertThat(eden(line).out())
                    .contains("Active filters:\n   focus=f[a-d]|fe\n   ignore=fb\n")
                    .contains("Orders.fa\n", "Orders.fe\n")
                    .doesNotContain("Orders.fb\n", "Orders.ff\n");
        }
        Path report = folder.resolve("report.txt");
        for (String line : List.of("top1 >" + report, "top1 > " + report)) {
            assertThat(eden(line)).isEqualTo(new Outcome(0, "(eden) (eden) ", "Generating report in " + report + "\n"));
            assertThat(report).content().endsWith("  com.acme.Orders.fa\n");
        }
        assertThat(eden("top >").err()).isEqualTo("unexpected end of line after >\n");
    }

    @Test
    void whatACommandSaysIsForgottenAndWhatIsSetStays() {
        assertThat(eden("top1 fl\ntop1\n").out()).contains("Orders.fl\n").endsWith("Orders.fa\n(eden) ");
        assertThat(eden("focus = fl //: the last one\ntop1\ntop1\n:\ntop1\n").out())
                .contains("focus=fl\n")
                .endsWith("Orders.fa\n(eden) ");
        assertThat(eden("alloc_objects\ntop1\n").out()).endsWith("Orders.fl\n(eden) ");
        assertThat(eden("sample_index=0\ntop1\n")).isEqualTo(eden("alloc_objects\ntop1\n"));
        assertThat(eden("lines\ntop1\nfunctions=true\ntop1\n").out())
                .contains("Orders.fa com/acme/Orders.java:3\n")
                .endsWith("Orders.fa\n(eden) ");
    }

    @Test
    void optionsOfTheCommandLineHold() {
        assertThat(eden("top1\n", "-alloc_objects", "-lines", file).out())
                .endsWith("Orders.fl com/acme/Orders.java:3\n(eden) ");
    }

    @Test
    void mistakesAreSaidAndDoNotEndIt() {
        String[][] mistakes = {
            {"tpo", "unrecognized command: \"tpo\""},
            {"focus Foo", "did you mean: focus=Foo"},
            {"focus", "please specify a value, e.g. focus=<val>"},
            {"list", "command list requires an argument"},
            {"list Invoices", "no matches found for regexp: Invoices"},
            {"nodecount=x", "nodecount \"x\" must be a whole number"},
            {"sample_index=cpu", "sample_index \"cpu\" must be one of: [alloc_objects alloc_space]"},
            {"sort=up", "sort \"up\" must be one of: flat, cum"},
            {"help tpo", "Unknown command: tpo"},
        };
        for (String[] mistake : mistakes) {
            Outcome outcome = eden(mistake[0] + "\ntop1\n");
            assertThat(outcome.exit()).isZero();
            assertThat(outcome.err()).isEqualTo(mistake[1] + "\n");
            assertThat(outcome.out()).endsWith("Orders.fa\n(eden) ");
        }
    }

    @Test
    void optionsAreShownWithTheirValues() {
        assertThat(eden("nodefraction=0.25\no\n").err())
                .contains("  compact_labels            = true                 \n")
                .contains("\n  focus                     = \"\"                   \n")
                .contains("\n  nodecount                 = -1                   //: default\n")
                .contains("\n  nodefraction              = 0.25                 \n")
                .contains("\n  sample_index              = alloc_space          //: [alloc_objects | alloc_space]\n")
                .contains("\n  sort                      = flat                 //: [cum | flat]\n");
    }

    @Test
    void helpNamesEveryCommandAndOption() {
        String help = eden("help").err();
        for (Report report : Reports.ALL) {
            assertThat(help).contains("\n    " + report.name() + " ");
            assertThat(eden("help " + report.name()).err()).contains(report.description(), report.example());
        }
        for (Setting setting : Settings.ALL) {
            assertThat(help).contains("\n    " + setting.name() + " ");
            assertThat(eden("help " + setting.name()).err()).contains(setting.summary());
        }
        assertThat(eden("help lines").err()).isEqualTo("One entry a source line\n");
    }
}
