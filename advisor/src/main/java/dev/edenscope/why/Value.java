package dev.edenscope.why;

import java.util.BitSet;
import java.util.Objects;

/**
 * What a local variable or an operand holds: which nodes of the points-to graph a reference may come from, or a number
 * if it is always the same.
 *
 * @param size in words: 2 for long and double
 * @param from nodes, never changed; empty for what is no reference
 * @param constant the number, or null
 */
record Value(int size, BitSet from, Integer constant) implements org.objectweb.asm.tree.analysis.Value {
    static final Value WORD = new Value(1, new BitSet(), null);
    static final Value TWO_WORDS = new Value(2, new BitSet(), null);

    static Value primitive(int size) {
        return size == 2 ? TWO_WORDS : WORD;
    }

    static Value number(int constant) {
        return new Value(1, new BitSet(), constant);
    }

    static Value reference(int node) {
        BitSet from = new BitSet();
        from.set(node);
        return new Value(1, from, null);
    }

    boolean isReference() {
        return !from.isEmpty();
    }

    Value merged(Value other) {
        if (equals(other)) {
            return this;
        }
        BitSet both = (BitSet) from.clone();
        both.or(other.from);
        return new Value(Math.min(size, other.size), both, Objects.equals(constant, other.constant) ? constant : null);
    }

    @Override
    public int getSize() {
        return size;
    }
}
