package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void everyOptionHasADefaultThatItAcceptsAndALineOfHelp() {
        for (Option option : Option.values()) {
            Options options = Options.defaults();
            assertThat(options.get(option.toString())).isEqualTo(option.byDefault());
            if (!option.byDefault().isEmpty()) {
                assertThat(options.with(option.toString(), option.byDefault()).get(option.toString()))
                        .isEqualTo(option.byDefault());
            }
            assertThat(option.help()).isNotEmpty().doesNotContain("\n").doesNotEndWith(".");
            assertThat(Option.named(option.toString())).isEqualTo(option);
            option.choices().forEach((choice, help) -> {
                assertThat(Option.ofChoice(choice)).isEqualTo(option);
                assertThat(options.with(choice, "true").get(option.toString())).isEqualTo(choice);
                assertThat(help).isNotEmpty();
            });
        }
    }

    @Test
    void valuesAreKeptInOneForm() {
        Options options = Options.defaults()
                .with("mean", "Y")
                .with("trim", "0")
                .with("divide_by", "2.50")
                .with("nodefraction", ".1")
                .with("edgefraction", "1e-3")
                .with("nodecount", "+7");
        assertThat(options.get("mean")).isEqualTo("true");
        assertThat(options.get("trim")).isEqualTo("false");
        assertThat(options.get("divide_by")).isEqualTo("2.5");
        assertThat(options.get("nodefraction")).isEqualTo("0.1");
        assertThat(options.get("edgefraction")).isEqualTo("0.001");
        assertThat(options.get("nodecount")).isEqualTo("7");
    }

    @Test
    void aChoiceThatIsNotChosenChangesNothing() {
        Options options = Options.defaults().with("lines", "true").with("cum", "");
        assertThat(options.with("files", "false").with("cum", "no")).isEqualTo(options);
        assertThat(options.get("granularity")).isEqualTo("lines");
        assertThat(options.get("sort")).isEqualTo("cum");
    }

    @Test
    void badValuesAreNamedInOneLine() {
        Options options = Options.defaults();
        assertThatThrownBy(() -> options.with("sort", "name"))
                .isInstanceOf(UsageException.class)
                .hasMessage("sort \"name\" must be one of: flat, cum");
        assertThatThrownBy(() -> options.with("granularity", ""))
                .hasMessage("granularity \"\" must be one of: functions, filefunctions, files, lines, addresses");
        assertThatThrownBy(() -> options.with("divide_by", "NaN")).hasMessage("divide_by \"NaN\" must be a number");
        assertThatThrownBy(() -> options.with("lines", "maybe")).hasMessage("lines \"maybe\" must be true or false");
        assertThatThrownBy(() -> options.get("colour")).hasMessage("unknown option \"colour\"");
    }
}
