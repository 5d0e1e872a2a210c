package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** What is taken for inlined and for reached, from a few lines of what the JVM tells of the methods of this class. */
final class InlineTreeTest {
    private static final String THIS = "dev/edenscope/why/InlineTreeTest";
    static Object last;
    private static boolean broken;

    // What is compiled

    static Object filled(int length) {
        Object[] all = new Object[length];
        for (int i = 0; i < length; i++) {
            all[i] = new Object();
        }
        return all;
    }

    static Object stored(Object value) {
        if (broken) {
            last = value;
        } else {
            value = new Object();
        }
        return value;
    }

    static int length(CharSequence text) {
        return text.length();
    }

    static int both(CharSequence one, CharSequence other) {
        return length(one) + length(other);
    }

    // What is said of it

    private static final ClassFiles CLASSES = new ClassFiles(owner -> {
        try (InputStream in = InlineTreeTest.class.getResourceAsStream("/" + owner + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    });

    private static Body body(String name) {
        return CLASSES.methods(THIS).stream()
                .filter(method -> method.name().equals(name))
                .map(CLASSES::body)
                .findFirst()
                .orElseThrow();
    }

    private static int bci(Body body, int opcode) {
        for (AbstractInsnNode each : body.node.instructions) {
            if (each.getOpcode() == opcode) {
                return body.bci(each);
            }
        }
        throw new AssertionError("no instruction " + opcode);
    }

    private static InlineTree tree(String code) throws DataException {
        CompiledCode read = CompiledCode.read("s 1 _new_instance_Java\ns 2 UncommonTrapBlob\n" + code, "code.txt");
        return new InlineTree(read.compilations().get(0), CLASSES, new Receivers(read.compilations()), null);
    }

    private static boolean isReached(InlineTree tree, int opcode) {
        BitSet reached = tree.root.branches().reached();
        return reached.get(tree.root.body.node.instructions.indexOf(tree.root.body.at(bci(tree.root.body, opcode))));
    }

    @Test
    void theEndOfALoopIsReachedThoughItsTestHasATrap() throws DataException {
        Body filled = body("filled");
        InlineTree tree = tree(String.format(
                Locale.ROOT,
                "m 1 L%s; filled %s%nc 1 100%np 2 1@%d%np 1 1@%d%n",
                THIS,
                filled.node.desc,
                bci(filled, Opcodes.IF_ICMPGE),
                bci(filled, Opcodes.NEW)));
        assertThat(isReached(tree, Opcodes.ARETURN)).isTrue();
        assertThat(isReached(tree, Opcodes.AASTORE)).isTrue();
    }

    @Test
    void aBranchWithATrapThatHasLeftNothingIsNotReached() throws DataException {
        Body stored = body("stored");
        InlineTree tree = tree(String.format(
                Locale.ROOT,
                "m 1 L%s; stored %s%nc 1 100%np 2 1@%d%np 1 1@%d%n",
                THIS,
                stored.node.desc,
                bci(stored, Opcodes.IFEQ),
                bci(stored, Opcodes.NEW)));
        assertThat(isReached(tree, Opcodes.PUTSTATIC)).isFalse();
        assertThat(isReached(tree, Opcodes.ARETURN)).isTrue();
    }

    @Test
    void aCallThatHasLeftNothingGoesWhereItWentInOtherCode() throws DataException {
        Body both = body("both");
        int call = bci(both, Opcodes.INVOKESTATIC);
        int inner = bci(body("length"), Opcodes.INVOKEINTERFACE);
        InlineTree tree = tree(String.format(
                Locale.ROOT,
                "m 1 L%1$s; both %2$s%nm 2 L%1$s; length (Ljava/lang/CharSequence;)I%n"
                        + "m 3 Ljava/lang/String; length ()I%nc 1 100%np - 2@0 1@%3$d%nc 2 50%np - 3@0 2@%4$d%n",
                THIS,
                both.node.desc,
                call,
                inner));
        assertThat(tree.copies())
                .filteredOn(copy -> copy.method.owner().equals("java/lang/String")
                        && copy.method.name().equals("length"))
                .extracting(copy -> copy.caller.method.name())
                .isEqualTo(List.of("length", "length"));
    }
}
