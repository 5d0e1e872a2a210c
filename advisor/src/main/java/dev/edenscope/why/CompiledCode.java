package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the JIT had compiled in a JVM at one moment: for each compiled method, the calls that are left in its machine
 * code, each with the chain of inlined methods that it is in. An allocation that C2 removed has no call, one that it
 * kept has one, to a runtime stub.
 *
 * <p>Read from the agent's text: {@code s NUMBER NAME} a runtime stub; {@code m NUMBER SIGNATURE NAME DESCRIPTOR} a
 * method; {@code c METHOD SIZE [retired]} a compiled method, followed by its calls {@code p STUB METHOD@BCI ...}, innermost
 * first, where {@code STUB} is {@code +} for other code and {@code -} for what is no call; {@code full} at the end if
 * something was left out.
 */
final class CompiledCode {
    /** A method; a hidden class keeps the suffix that the JVM gave it. */
    record Method(String owner, String name, String descriptor) {
        @Override
        public boolean equals(Object other) { // written out: a record's own goes through method handles
            return this == other
                    || (other instanceof Method method
                            && name.equals(method.name)
                            && owner.equals(method.owner)
                            && descriptor.equals(method.descriptor));
        }

        @Override
        public int hashCode() {
            return 31 * (31 * owner.hashCode() + name.hashCode()) + descriptor.hashCode();
        }
    }

    /** A place in a method's bytecode. */
    record Frame(Method method, int bci) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Frame frame && bci == frame.bci && method.equals(frame.method);
        }

        @Override
        public int hashCode() {
            return 31 * method.hashCode() + bci;
        }
    }

    /** What a place in machine code leads to. */
    enum Kind {
        /** Memory for an object, from the runtime: the slow path of an allocation. */
        INSTANCE,
        /** The same for an array. */
        ARRAY,
        /** The interpreter, for what C2 took to never happen. */
        TRAP,
        /** Another method. */
        CALL,
        /** The runtime, for other purposes, or no call at all. */
        OTHER;

        boolean isAllocation() {
            return this == INSTANCE || this == ARRAY;
        }
    }

    /**
     * A place in machine code that the JVM knows the bytecode of.
     *
     * @param chain innermost first; the last is in the compiled method itself
     */
    record Call(Kind kind, List<Frame> chain) {}

    /**
     * A compiled method.
     *
     * @param bytes size of its machine code
     * @param retired whether the JVM no longer enters it
     * @param c1 whether the C1 compiler made it, which keeps every allocation
     */
    record Compilation(Method method, long bytes, boolean retired, boolean c1, List<Call> calls) {}

    private final List<Compilation> compilations = new ArrayList<>();
    private boolean complete = true;

    private CompiledCode() {}

    /** What is made up of bytecode. */
    static CompiledCode of(List<Compilation> compilations) {
        CompiledCode code = new CompiledCode();
        code.compilations.addAll(compilations);
        return code;
    }

    List<Compilation> compilations() {
        return Collections.unmodifiableList(compilations);
    }

    /** Whether the agent could tell of all. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Reads the agent's text.
     *
     * @param name what messages call it
     */
    static CompiledCode read(String text, String name) throws DataException {
        return new Reading(name).read(text);
    }

    private static final class Reading {
        private final CompiledCode code = new CompiledCode();
        private final String name;
        private final Map<String, Method> methods = new HashMap<>();
        private final Map<String, String> stubs = new HashMap<>();
        private Method method;
        private long bytes;
        private boolean retired;
        private boolean c1;
        private List<Call> calls = new ArrayList<>();

        Reading(String name) {
            this.name = name;
        }

        CompiledCode read(String text) throws DataException {
            int number = 0;
            for (int from = 0; from < text.length(); ) {
                int feed = text.indexOf('\n', from);
                int end = feed < 0 ? text.length() : feed;
                number++;
                try {
                    line(text.substring(from, end));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw new DataException(
                            name + ": line " + number + ": not what the agent writes: "
                                    + text.substring(from, Math.min(end, from + 60)),
                            e);
                }
                from = end + 1;
            }
            finish();
            return code;
        }

        private void line(String line) {
            String[] word = line.split(" ", -1);
            switch (word[0]) {
                case "s" -> stubs.put(word[1], line.substring(3 + word[1].length()));
                case "m" -> methods.put(word[1], new Method(owner(word[2]), word[3].intern(), word[4].intern()));
                case "c" -> {
                    finish();
                    method = known(word[1]);
                    bytes = Long.parseLong(word[2]);
                    retired = word.length > 3;
                }
                case "p" -> call(word);
                case "full" -> code.complete = false;
                default -> throw new IllegalArgumentException(line);
            }
        }

        private void call(String[] word) {
            List<Frame> chain = new ArrayList<>(word.length - 2);
            for (int i = 2; i < word.length; i++) {
                int at = word[i].indexOf('@');
                chain.add(new Frame(known(word[i].substring(0, at)), Integer.parseInt(word[i].substring(at + 1))));
            }
            String stub = stubs.getOrDefault(word[1], word[1]);
            c1 |= stub.contains("Runtime1") || stub.startsWith("C1 ");
            calls.add(new Call(kind(stub), chain));
        }

        private static Kind kind(String stub) {
            if (stub.contains("new_instance")) {
                return Kind.INSTANCE;
            }
            if (stub.contains("new_array") || stub.contains("multianewarray")) {
                return Kind.ARRAY;
            }
            if (stub.contains("ncommon")) {
                return Kind.TRAP;
            }
            boolean java = stub.equals("+")
                    || stub.contains("resolve")
                    || stub.contains("ic_miss")
                    || stub.contains("table stub")
                    || stub.contains("adapter")
                    || stub.contains("link");
            return java ? Kind.CALL : Kind.OTHER;
        }

        private Method known(String number) {
            Method known = methods.get(number);
            if (known == null) {
                throw new IllegalArgumentException("method " + number);
            }
            return known;
        }

        private void finish() {
            if (method != null) {
                code.compilations.add(new Compilation(method, bytes, retired, c1, List.copyOf(calls)));
            }
            method = null;
            c1 = false;
            calls = new ArrayList<>();
        }

        private static String owner(String signature) {
            boolean object = signature.startsWith("L") && signature.endsWith(";");
            return (object ? signature.substring(1, signature.length() - 1) : signature).intern();
        }
    }
}
