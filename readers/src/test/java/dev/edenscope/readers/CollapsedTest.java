package dev.edenscope.readers;

import static dev.edenscope.readers.Readers.assertRefused;
import static dev.edenscope.readers.Readers.read;
import static dev.edenscope.readers.Readers.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Options;
import dev.edenscope.report.SampleText;
import dev.edenscope.report.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CollapsedTest {
    @Test
    void stacksAreReadRootFirst() throws IOException {
        Profile profile = read("""
                # made by stackcollapse-perf.pl

                main;com.acme.Orders.handle;java.util.HashMap.put 17
                main;com.acme.Orders.handle 5
                idle 1

                main;com.acme.Orders.handle;java.util.HashMap.put 3
                """);
        assertThat(profile.sampleTypes()).containsExactly(new ValueType("samples", "count"));
        assertThat(profile.header().periodType()).isNull();
        assertThat(samples(profile)).isEqualTo("""
                20 @ java.util.HashMap.put; com.acme.Orders.handle; main
                5 @ com.acme.Orders.handle; main
                1 @ idle
                """);
    }

    @Test
    void whatIsReadIsWrittenAsItWas() throws IOException {
        String text = """
                main;com.acme.Orders.handle;java.util.HashMap.put 20
                main;operator new(unsigned long);Größe.größer als 10 4
                idle 1
                """;
        StringBuilder written = new StringBuilder();
        SampleText.write(Stacks.of(read(text), Options.defaults()), Options.defaults(), written);
        assertThat(written).hasToString(text);
    }

    @Test
    void lineEndsOfWindowsAndNoLineEndAtAllAreTheSame() throws IOException {
        assertThat(samples(read("a;b 1\r\n\r\na;c 2"))).isEqualTo(samples(read("a;b 1\na;c 2\n")));
    }

    @Test
    void framesMayHoldSpacesAndOtherAlphabets() throws IOException {
        assertThat(samples(read("main;operator new(unsigned long);Größe.größer als 10 4\n")))
                .isEqualTo("4 @ Größe.größer als 10; operator new(unsigned long); main\n");
    }

    @Test
    void annotationsSayWhatIsInlinedAndAreTakenOffJavaMethods() throws IOException {
        assertThat(samples(read("""
                start_thread;java/lang/Thread.run_[0];com/acme/Orders.handle_[j];com/acme/Orders.price_[i];java/util/HashMap.get_[i] 2
                start_thread;java/lang/Thread.run_[j];com/acme/Orders.handle_[1] 3
                github.com/acme/orders.Handle;do_syscall_64_[k];[unknown] 1
                """))).isEqualTo("""
                2 @ java.util.HashMap.get < com.acme.Orders.price < com.acme.Orders.handle; java.lang.Thread.run; start_thread
                3 @ com.acme.Orders.handle; java.lang.Thread.run; start_thread
                1 @ [unknown]; do_syscall_64_[k]; github.com/acme/orders.Handle
                """);
    }

    @Test
    void inlinedRootIsAFrameOfItsOwn() throws IOException {
        assertThat(samples(read("a_[i];b_[i] 2\n"))).isEqualTo("2 @ b < a\n");
    }

    @Test
    void threadBecomesALabel() throws IOException {
        assertThat(samples(read("[main tid=4711];a;b 2\n[C2 Compiler;Thread0 tid=1];a 1\n[pool [1] tid=7] 3\n")))
                .isEqualTo(
                        "2 thread=main tid=4711 @ b; a\n1 @ a; Thread0 tid=1]; [C2 Compiler\n3 thread=pool [1] tid=7 @\n");
    }

    @Test
    void lineWithoutACountIsRefused() {
        assertRefused(
                "a;b 1\na;b\n",
                "x: line 2 (offset 6): expected frames with ';' between them, a space and a count, found \"a;b\"; the file"
                        + " is damaged or of another kind, fetch or record it again");
        assertRefused(
                "a;b 1\na;c 99999999999999999999\n",
                "x: line 2 (offset 6): expected a count, a number of 64 bits, found \"a;c 99999999999999999999\"; the file"
                        + " is damaged or of another kind, fetch or record it again");
    }

    @Test
    void textThatOnlyEndsInANumberIsNotAProfile() {
        assertRefused(
                "HTTP ERROR 404\n",
                "x: not a profile: a text that begins with \"HTTP ERROR 404\"; what can be read is profile.proto (pprof),"
                        + " flight recordings (.jfr), Go's debug=1 texts, legacy pprof formats and collapsed stacks, each"
                        + " gzip-ed or not");
    }

    @Test
    void sumsBeyond64BitsAreRefused() {
        String message = "x: values add up to more than 64 bits; the file is damaged, fetch or record it again";
        assertRefused("a;b 9223372036854775807\na;b 1\n", message);
        assertRefused("a;b 9223372036854775807\na;c 1\n", message);
        assertRefused("a;b -9223372036854775808\n", message);
    }

    @Test
    void textThatIsNotUtf8IsReadAndThatIsSaid() throws IOException {
        Profile profile = read("a;gr\u00f6\u00dfe 1\na;b 2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(samples(profile)).isEqualTo("1 @ gr\ufffd\ufffde; a\n2 @ b; a\n");
        assertThat(profile.warnings())
                .containsExactly(
                        "x: 1 line(s) are not UTF-8, the first is line 1; what cannot be read of them is shown as \ufffd");
    }
}
