package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompiledCodeTest {
    private static final String TEXT = """
            s 1 C2 Runtime new_instance
            s 2 C2 Runtime new_array
            s 3 UncommonTrapBlob
            s 4 Shared Runtime resolve_virtual_call_blob
            m 1 Lcom/acme/A; run ()V
            m 2 Lcom/acme/A; made ()Lcom/acme/A;
            c 1 64
            p 1 2@3 1@0
            p 2 1@4
            p 3 1@8
            p 4 1@9
            p + 1@12
            p - 1@13
            c 2 32 retired
            full
            """;

    @Test
    void callsHaveTheirKindAndTheirChain() throws DataException {
        CompiledCode code = CompiledCode.read(TEXT, "code.txt");
        assertThat(code.isComplete()).isFalse();
        assertThat(code.compilations()).hasSize(2);
        CompiledCode.Compilation run = code.compilations().get(0);
        assertThat(run.bytes()).isEqualTo(64);
        assertThat(run.retired()).isFalse();
        assertThat(run.c1()).isFalse();
        assertThat(run.calls())
                .extracting(CompiledCode.Call::kind)
                .containsExactly(
                        CompiledCode.Kind.INSTANCE,
                        CompiledCode.Kind.ARRAY,
                        CompiledCode.Kind.TRAP,
                        CompiledCode.Kind.CALL,
                        CompiledCode.Kind.CALL,
                        CompiledCode.Kind.OTHER);
        CompiledCode.Method method = new CompiledCode.Method("com/acme/A", "run", "()V");
        CompiledCode.Method made = new CompiledCode.Method("com/acme/A", "made", "()Lcom/acme/A;");
        assertThat(run.calls().get(0).chain())
                .containsExactly(new CompiledCode.Frame(made, 3), new CompiledCode.Frame(method, 0));
        assertThat(code.compilations().get(1).retired()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m 1 LA;", "c 7 10", "c 1 ten", "p 1 1", "p 1 x@1", "s", "zzz", "c"})
    void whatTheAgentDoesNotWriteIsSaidWithItsLine(String line) {
        assertThatThrownBy(() -> CompiledCode.read(TEXT + line + "\n", "code.txt"))
                .isInstanceOf(DataException.class)
                .hasMessage("code.txt: line 16: not what the agent writes: " + line);
    }

    @Test
    void damagedTextIsReadOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(TEXT);
            for (int k = 0; k <= random.nextInt(3); k++) {
                text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
            }
            text.setLength(random.nextInt(text.length() + 1));
            try {
                assertThat(CompiledCode.read(text.toString(), "code.txt")
                                .compilations()
                                .size())
                        .isLessThan(16);
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith("code.txt: line ");
            }
        }
    }
}
