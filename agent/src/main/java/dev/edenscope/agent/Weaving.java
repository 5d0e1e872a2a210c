package dev.edenscope.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class file with a call before the first instruction of some of its methods (JVMS 4).
 *
 * <p>Four bytes go in, {@code invokestatic} and {@code nop}: the padding of switches stays right, and so do branches, which are
 * relative. A branch back to the first instruction leads behind the call. Absolute are exception handlers, line numbers,
 * local variables, the first frame of the stack map, and where an uninitialized object was made. What else Code has in
 * attributes is left out, for it may hold offsets: type annotations, which no JVM reads there, and what other tools put in.
 */
final class Weaving {
    private static final int SHIFT = 4;
    private static final int LONGEST_CODE = 65_535;
    /** HotSpot interprets what is longer (flag DontCompileHugeMethods). */
    private static final int LONGEST_COMPILED = 8_000;

    private static final int MOST_CONSTANTS = 65_535;
    private static final int INVOKESTATIC = 0xB8;
    private static final int NOP = 0;

    private final byte[] file;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final int[] constants; // [index]: offset behind the tag
    private final Map<String, Integer> calls = new HashMap<>(); // by method: index of the Methodref to call
    private final Set<String> methods = new TreeSet<>();
    private final Set<String> woven = new TreeSet<>();

    private Weaving(byte[] file, Map<String, String> counters) {
        this.file = file;
        this.in = ByteBuffer.wrap(file);
        // A method that has code takes 26 bytes at least, and grows by 6 at most.
        this.out = ByteBuffer.allocate(2 * file.length + 64 + 256 * counters.size());
        this.constants = new int[in.getChar(8)];
        constants(counters);
        int begin = in.position();
        skipToMethods();
        int count = u2();
        out.put(file, begin, in.position() - begin);
        for (int i = 0; i < count; i++) {
            method();
        }
        copy(in.remaining());
    }

    /**
     * What came of it.
     *
     * @param file the woven class file; null where no method was found
     * @param woven the names of those that were found
     * @param methods the names of all methods, with those that have no code
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, to the JVM
    record Result(byte[] file, Set<String> woven, Set<String> methods) {}

    /**
     * Puts the calls in.
     *
     * @param counters by name of a method, all overloads of it, the internal name of the class whose {@value CallCounter#METHOD} it is
     *     to call
     * @throws IllegalStateException in one line, if the class file has no room for it
     */
    static Result weave(byte[] file, Map<String, String> counters) {
        Weaving weaving = new Weaving(file, counters);
        byte[] result = weaving.woven.isEmpty() ? null : Arrays.copyOf(weaving.out.array(), weaving.out.position());
        return new Result(result, weaving.woven, weaving.methods);
    }

    /** A class file under another name, both internal: what it says of itself by name is changed with it. */
    static byte[] renamed(byte[] file, String from, String to) {
        byte[] old = utf8(from);
        byte[] now = utf8(to);
        ByteBuffer out = ByteBuffer.allocate(file.length + now.length);
        for (int at = 0; at < file.length; ) {
            boolean here = Arrays.equals(file, at, Math.min(at + old.length, file.length), old, 0, old.length);
            out.put(here ? now : new byte[] {file[at]});
            at += here ? old.length : 1;
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** A constant of text: its tag, its length, its bytes. */
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(3 + bytes.length)
                .put((byte) 1)
                .putChar((char) bytes.length)
                .put(bytes)
                .array();
    }

    // The parts of a class file, in their order

    private void constants(Map<String, String> counters) {
        in.position(10);
        for (int i = 1; i < constants.length; i++) {
            int tag = u1();
            constants[i] = in.position();
            switch (tag) {
                case 1 -> skip(u2());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(4);
                case 5, 6 -> {
                    skip(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> skip(2);
                case 15 -> skip(3);
                default -> throw new IllegalStateException("its class file has constants of an unknown kind, " + tag);
            }
        }
        int next = constants.length;
        int added = 3 + 3 * counters.size();
        if (next + added > MOST_CONSTANTS) {
            throw new IllegalStateException("its class file has no room for another constant");
        }
        out.put(file, 0, 8).putChar((char) (next + added)).put(file, 10, in.position() - 10);
        out.put(utf8(CallCounter.METHOD)).put(utf8("()V"));
        out.put((byte) 12).putChar((char) next).putChar((char) (next + 1)); // NameAndType
        int called = next + 2;
        next += 3;
        for (Map.Entry<String, String> counter : counters.entrySet()) {
            out.put(utf8(counter.getValue()));
            out.put((byte) 7).putChar((char) next); // Class
            out.put((byte) 10).putChar((char) (next + 1)).putChar((char) called); // Methodref
            calls.put(counter.getKey(), next + 2);
            next += 3;
        }
    }

    private void skipToMethods() {
        skip(6);
        skip(2 * u2());
        for (int left = u2(); left > 0; left--) {
            skip(6);
            for (int attributes = u2(); attributes > 0; attributes--) {
                skip(2);
                skip(in.getInt());
            }
        }
    }

    private void method() {
        int begin = in.position();
        skip(2);
        String name = text(u2());
        skip(2);
        int attributes = u2();
        methods.add(name);
        out.put(file, begin, 8);
        for (int left = attributes; left > 0; left--) {
            attribute(calls.get(name), name);
        }
    }

    private void attribute(Integer call, String method) {
        int begin = in.position();
        boolean code = text(u2()).equals("Code");
        int end = begin + 6 + in.getInt();
        if (!code || call == null) {
            out.put(file, begin, end - begin);
            in.position(end);
            return;
        }
        woven.add(method);
        out.put(file, begin, 6);
        int lengthAt = out.position() - 4;
        code(call, method);
        out.putInt(lengthAt, out.position() - lengthAt - 4);
    }

    private void code(int call, String method) {
        copy(4); // max_stack and max_locals: nothing is passed and nothing returned
        int length = in.getInt();
        if (length + SHIFT > LONGEST_CODE) {
            throw new IllegalStateException(method + " is as long as a method can be, " + length + " bytes of code");
        }
        if (length <= LONGEST_COMPILED && length + SHIFT > LONGEST_COMPILED) {
            throw new IllegalStateException(method + " has " + length
                    + " bytes of code; with a counter the JVM would not" + " compile it any more");
        }
        out.putInt(length + SHIFT).put((byte) INVOKESTATIC).putChar((char) call).put((byte) NOP);
        copy(length);
        int handlers = copy2();
        for (int i = 0; i < handlers; i++) {
            shift();
            shift();
            shift();
            copy(2);
        }
        int countAt = out.position();
        int attributes = copy2();
        int kept = 0;
        for (int i = 0; i < attributes; i++) {
            int nameIndex = u2();
            int end = in.position() + 4 + in.getInt(in.position());
            skip(4);
            String name = text(nameIndex);
            if (name.equals("StackMapTable") || name.equals("LineNumberTable") || name.startsWith("LocalVariableT")) {
                kept++;
                int lengthAt = out.putChar((char) nameIndex).position();
                out.putInt(0);
                table(name);
                out.putInt(lengthAt, out.position() - lengthAt - 4);
            }
            in.position(end);
        }
        out.putChar(countAt, (char) kept);
    }

    private void table(String name) {
        int entries = copy2();
        for (int i = 0; i < entries; i++) {
            switch (name) {
                case "StackMapTable" -> frame(i == 0 ? SHIFT : 0);
                case "LineNumberTable" -> {
                    int start = u2();
                    out.putChar((char) (start == 0 ? 0 : start + SHIFT)); // the call is of the first line
                    copy(2);
                }
                default -> { // LocalVariableTable, LocalVariableTypeTable
                    int start = u2();
                    out.putChar(
                            (char) (start == 0 ? 0 : start + SHIFT)); // what is there from the start is there before
                    out.putChar((char) (start == 0 ? u2() + SHIFT : u2()));
                    copy(6);
                }
            }
        }
    }

    /** A frame; its offset is counted from the frame before it, so that of the first alone moves. */
    private void frame(int shift) {
        int type = u1();
        if (type < 128) { // same_frame, same_locals_1_stack_item_frame
            int delta = (type & 63) + shift;
            if (delta < 64) {
                out.put((byte) ((type & 64) | delta));
            } else {
                out.put((byte) (type < 64 ? 251 : 247)).putChar((char) delta);
            }
        } else {
            out.put((byte) type).putChar((char) (u2() + shift));
        }
        if (type == 255) {
            types(copy2());
            types(copy2());
        } else if (type > 251) {
            types(type - 251);
        } else if (type == 247 || (type & ~63) == 64) {
            types(1);
        }
    }

    private void types(int count) {
        for (int i = 0; i < count; i++) {
            int tag = u1();
            out.put((byte) tag);
            if (tag == 7) {
                copy(2); // class
            } else if (tag == 8) {
                shift(); // where it was made
            }
        }
    }

    // Bytes

    private int u1() {
        return in.get() & 0xFF;
    }

    private int u2() {
        return in.getChar();
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private void copy(int bytes) {
        out.put(file, in.position(), bytes);
        skip(bytes);
    }

    private int copy2() {
        int value = u2();
        out.putChar((char) value);
        return value;
    }

    private void shift() {
        out.putChar((char) (u2() + SHIFT));
    }

    private String text(int constant) {
        int at = constants[constant];
        try {
            return new DataInputStream(new ByteArrayInputStream(file, at, file.length - at)).readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
