package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Where code begins, as what is left of it tells. */
final class EntryTest {
    private static final CompiledCode.Method SUM =
            new CompiledCode.Method("dev/edenscope/why/EntryTest", "sum", "(I)I");

    private final ClassFiles classes = new ClassFiles(EntryTest::classFile);

    /** Makes a thread, which C2 never does without, then objects in a loop. */
    static int sum(int to) {
        Thread current = new Thread("sum");
        int sum = current.getPriority();
        for (int i = 0; i < to; i++) {
            sum += new int[i].length;
        }
        return sum;
    }

    private static byte[] classFile(String owner) {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(owner + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int bci(int opcode) {
        Body body = classes.body(SUM);
        for (AbstractInsnNode each : body.node.instructions) {
            if (each.getOpcode() == opcode) {
                return body.bci(each);
            }
        }
        throw new AssertionError(opcode);
    }

    /** Of code in which allocations are left at these places. */
    private InlineTree.Copy root(int... kept) {
        List<CompiledCode.Call> calls = new ArrayList<>();
        for (int bci : kept) {
            calls.add(new CompiledCode.Call(CompiledCode.Kind.INSTANCE, List.of(new CompiledCode.Frame(SUM, bci))));
        }
        return new InlineTree(
                        new CompiledCode.Compilation(SUM, 100, false, false, calls),
                        classes,
                        new Receivers(List.of()),
                        null)
                .root;
    }

    @Test
    void codeThatLacksWhatIsAlwaysLeftBeginsInTheLoop() {
        int thread = bci(Opcodes.NEW);
        int array = bci(Opcodes.NEWARRAY);
        Entry entry = new Entry(classes);
        assertThat(entry.of(root(array))).isGreaterThan(thread).isLessThan(array);
        assertThat(entry.of(root(thread, array))).isEqualTo(-1);
    }
}
