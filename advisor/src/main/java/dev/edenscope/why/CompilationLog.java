package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What C2 wrote down while it compiled ({@code -XX:+LogCompilation}): of each compilation which calls it inlined, why it did
 * not inline the others, which branches it left out, and which allocations it removed. Read from a log of JDK 17 or 25: the
 * whole one, or the part that a compiler thread keeps while the JVM runs. What C1 did is passed over.
 */
final class CompilationLog {
    private static final int DEEPEST = 256; // parses in one another; C2 stops long before
    private static final int MOST_CONSTANTS = 256; // bytes of one compilation
    private static final int MOST_ENTRIES = 3_000_000; // of all compilations that are kept, some 100 bytes each

    /** One compilation that came to an end. */
    static final class Task {
        final CompiledCode.Method method;
        final int osrBci; // of the loop that it begins in; -1: it begins where the method does
        final Parse root;
        private final long
                codeBytes; // size of its machine code with its stubs, as JVMTI has it, and with its constants

        private Task(CompiledCode.Method method, int osrBci, Parse root, long codeBytes) {
            this.method = method;
            this.osrBci = osrBci;
            this.root = root;
            this.codeBytes = codeBytes;
        }

        /** Whether the machine code's inline chains are all in what was parsed. */
        private boolean holds(CompiledCode.Compilation compilation) {
            for (CompiledCode.Call call : compilation.calls()) {
                if (root.at(call.chain()) == null) {
                    return false;
                }
            }
            return true;
        }

        /** By how many bytes it is larger than the code that it may be of; more than {@link #MOST_CONSTANTS}: it is of other code. */
        private long distance(CompiledCode.Compilation compilation) {
            long constants = codeBytes - compilation.bytes();
            boolean possible = constants >= 0 && constants <= MOST_CONSTANTS && holds(compilation);
            return possible ? constants : MOST_CONSTANTS + 1;
        }
    }

    /** One method as C2 parsed it: the compiled one, or one that was inlined into it. Each map is by bci. */
    static final class Parse {
        final CompiledCode.Method method;

        /** What the calls there were replaced by. */
        final Map<Integer, List<Parse>> inlined = new TreeMap<>();

        /** Why the call there, or one of those that it may go to, was not inlined. */
        final Map<Integer, String> refused = new TreeMap<>();

        /** Of a branch of which C2 compiled one side: whether that is the one where it is taken. */
        final Map<Integer, Boolean> taken = new TreeMap<>();

        /** What C2 took to never be reached, and has a trap in place of. */
        final Set<Integer> unreached = new HashSet<>();

        /** Objects and arrays that C2 did without. */
        final Set<Integer> removed = new HashSet<>();

        /** Calls that were to be inlined later, and then were not: nobody wanted their result. */
        final Map<Integer, CompiledCode.Method> dissolved = new TreeMap<>();

        private Parse(CompiledCode.Method method) {
            this.method = method;
        }

        private Parse inlined(int bci, CompiledCode.Method callee) {
            for (Parse each : inlined.getOrDefault(bci, List.of())) {
                if (each.method.equals(callee)) {
                    return each;
                }
            }
            return null;
        }

        /** The parse that the innermost frame of a chain is in, or null. */
        private Parse at(List<CompiledCode.Frame> chain) {
            Parse at = this;
            for (int i = chain.size() - 1; i > 0 && at != null; i--) {
                at = at.inlined(chain.get(i).bci(), chain.get(i - 1).method());
            }
            return at;
        }

        private void add(int bci, Parse callee) {
            Parse known = inlined(bci, callee.method);
            if (known == null) {
                inlined.computeIfAbsent(bci, at -> new ArrayList<>(1)).add(callee);
            } else {
                known.join(callee);
            }
        }

        /** The same method for another receiver: only what is so of both is so. */
        private void join(Parse other) {
            taken.entrySet().retainAll(other.taken.entrySet());
            unreached.retainAll(other.unreached);
            other.refused.forEach(refused::putIfAbsent);
            dissolved.putAll(other.dissolved);
            other.inlined.forEach((bci, callees) -> callees.forEach(callee -> add(bci, callee)));
        }
    }

    private final Map<CompiledCode.Method, List<Task>> tasks = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private CompilationLog() {}

    /**
     * Reads a log, once and line by line.
     *
     * @param wanted which methods' compilations are kept
     * @throws IOException in one line, if it is none or has no compilation of C2
     */
    static CompilationLog read(InputStream in, String name, Predicate<CompiledCode.Method> wanted) throws IOException {
        CompilationLog log = new CompilationLog();
        new Reading(log, new LogLines(in), name, wanted).read();
        return log;
    }

    /** What was logged of a compilation; null where nothing that was logged is just that. */
    Task of(CompiledCode.Compilation compilation) {
        Task found = null;
        long least = MOST_CONSTANTS;
        for (Task each : tasks.getOrDefault(compilation.method(), List.of())) {
            long distance = each.distance(compilation);
            if (distance <= least) { // of several that are alike, the last
                found = each;
                least = distance;
            }
        }
        return found;
    }

    /** Whether it is of the process that made this code: most of what both have is the same. */
    boolean isOf(CompiledCode code) {
        int both = 0;
        int same = 0;
        for (CompiledCode.Compilation each : code.compilations()) {
            if (!each.c1() && !each.retired() && tasks.containsKey(each.method())) {
                both++;
                same += of(each) == null ? 0 : 1;
            }
        }
        return 2 * same > both;
    }

    /** What is amiss in the log, each in a line. */
    List<String> warnings() {
        return warnings;
    }

    private static final class Reading {
        private final CompilationLog log;
        private final LogLines line;
        private final String name;
        private final Predicate<CompiledCode.Method> wanted;
        private final Map<CompiledCode.Method, CompiledCode.Method> interned = new HashMap<>();
        private int compilations;
        private int entries;
        private int broken;

        // Of the compilation that is being read
        private CompiledCode.Method compiled; // null: none that is kept
        private int osrBci;
        private Parse root;
        private final Map<String, String> types = new HashMap<>(); // by id
        private final Map<String, CompiledCode.Method> methods = new HashMap<>();
        private final Map<String, Integer> bytes = new HashMap<>(); // of bytecode, by the method's id
        private final Deque<Open> open = new ArrayDeque<>();
        private final Map<String, Late> lates = new HashMap<>(); // by id
        private final List<CompiledCode.Frame> chain = new ArrayList<>(); // innermost first
        private boolean inChain;
        private Parse lateCaller; // of the call that was put off and is inlined now; null: none is
        private int lateBci;

        /** A parse that has not ended. */
        private static final class Open {
            private final Parse parse;
            private int bci = -1;
            private String call = ""; // id of the last called method
            private String receivers = ""; // of the last virtual call
            private int receiversBci = -1;

            private Open(Parse parse) {
                this.parse = parse;
            }
        }

        /** A call whose inlining was put off. */
        private record Late(Parse caller, int bci, CompiledCode.Method callee) {}

        Reading(CompilationLog log, LogLines line, String name, Predicate<CompiledCode.Method> wanted) {
            this.log = log;
            this.line = line;
            this.name = name;
            this.wanted = wanted;
        }

        void read() throws IOException {
            boolean whole = false;
            boolean ended = false;
            while (line.next()) {
                String tag = line.tag();
                switch (tag) {
                    case "task" -> begin();
                    case "hotspot_log" -> whole = true;
                    case "/hotspot_log" -> ended = true;
                    default -> {
                        if (compiled != null && !tag.isEmpty()) {
                            try {
                                element(tag);
                            } catch (IllegalStateException e) {
                                broken++;
                                compiled = null;
                            }
                        }
                    }
                }
            }
            if (compilations == 0) {
                throw new DataException(
                        whole && !ended
                                ? name + ": ends at line " + (line.number() - 1)
                                        + ", before the compilations of C2: the"
                                        + " JVM writes them when it ends, until then they are in its hs_c*_pid*.log"
                                : name + ": has no compilation of C2; the JVM writes them with:"
                                        + " -XX:+UnlockDiagnosticVMOptions -XX:+LogCompilation -XX:LogFile=FILE");
            }
            if (whole && !ended) {
                log.warnings.add(name + ": ends at line " + (line.number() - 1)
                        + ", before the JVM did; compilations after that are not in it");
            }
            if (broken > 0) {
                log.warnings.add(name + ": " + broken + " of " + compilations
                        + " compilations of C2 are not as HotSpot writes them and were left out");
            }
            if (entries > MOST_ENTRIES) {
                log.warnings.add(name + ": holds more than " + MOST_ENTRIES
                        + " decisions about the methods asked for; compilations after that were left out");
            }
        }

        private void begin() {
            compiled = null;
            types.clear();
            methods.clear();
            bytes.clear();
            if (line.attribute("level") != null && line.number("level", 0) != 4) {
                return; // C1
            }
            compilations++;
            String[] word = String.valueOf(line.attribute("method")).split(" ", -1);
            if (word.length != 3) {
                broken++;
                return;
            }
            CompiledCode.Method method = method(owner(word[0]), word[1], word[2]);
            if (wanted.test(method) && entries <= MOST_ENTRIES) {
                boolean osr = "osr".equals(line.attribute("compile_kind"));
                compiled = method;
                osrBci = osr ? line.number("osr_bci", -1) : -1;
                restart();
            }
        }

        /** C2 begins a compilation that failed once more, with less of what it does. */
        private void restart() {
            root = new Parse(compiled);
            open.clear();
            lates.clear();
            chain.clear();
            inChain = false;
            lateCaller = null;
        }

        private void element(String tag) {
            switch (tag) {
                case "type", "klass" -> types.put(line.attribute("id"), line.attribute("name"));
                case "method" -> method();
                case "parse" -> parse();
                case "/parse" -> parsed();
                case "late_inline", "eliminate_allocation" -> {
                    lates.remove(line.attribute("inline_id"));
                    chain.clear();
                    inChain = true;
                }
                case "jvms" -> {
                    if (inChain) {
                        chain.add(new CompiledCode.Frame(called(), line.number("bci", -1)));
                    }
                }
                case "/late_inline" -> late();
                case "/eliminate_allocation" -> removed();
                case "failure" -> restart();
                case "task_done" -> end();
                case "/task" -> compiled = null;
                default -> {
                    if (!open.isEmpty()) {
                        decision(tag, open.peek());
                    }
                }
            }
        }

        /** What C2 says of an instruction of the method that it parses. */
        private void decision(String tag, Open now) {
            switch (tag) {
                case "bc" -> now.bci = line.number("bci", -1);
                case "call" -> {
                    now.call = line.attribute("method");
                    if (line.attribute("virtual") != null) {
                        now.receivers = receivers();
                        now.receiversBci = now.bci;
                    }
                }
                case "inline_fail" -> refuse(now, reason(now));
                case "virtual_call" -> {
                    if (now.receiversBci == now.bci) {
                        refuse(now, now.receivers);
                    }
                }
                case "inline_id" -> {
                    CompiledCode.Method callee = methods.get(now.call);
                    if (callee != null) {
                        lates.put(line.attribute("id"), new Late(now.parse, now.bci, callee));
                    }
                }
                case "uncommon_trap" -> trap(now);
                default -> {}
            }
        }

        private void refuse(Open now, String reason) {
            entries++;
            String known = now.parse.refused.putIfAbsent(now.bci, reason);
            if ("virtual call".equals(known)) {
                now.parse.refused.put(now.bci, reason);
            }
        }

        private String reason(Open now) {
            String reason = String.valueOf(line.attribute("reason"));
            Integer size = bytes.get(now.call);
            boolean ofSize = reason.equals("too big") || reason.equals("hot method too big");
            return (ofSize && size != null ? reason + " (" + size + " bytes)" : reason).intern();
        }

        /** The receivers that C2 knew of, by share. */
        private String receivers() {
            int all = line.number("count", 0);
            StringBuilder text = new StringBuilder("virtual call");
            int known = 0;
            for (String each : List.of("receiver", "receiver2")) {
                String type = types.get(line.attribute(each));
                int count = line.number(each + "_count", 0);
                if (type != null && all > 0) {
                    text.append(known == 0 ? ", receivers seen: " : ", ").append(Names.type(owner(type)));
                    text.append(' ')
                            .append(Math.min(100, Math.round(100.0 * count / all)))
                            .append(" %");
                    known += count;
                }
            }
            if (known == 0) {
                return "virtual call, no receiver stands out";
            }
            return text.append(known < all ? ", others" : "").toString();
        }

        private void trap(Open now) {
            int bci = line.number("bci", -1);
            if (line.attribute("method") != null || bci < 0) {
                return; // of a method that is looked at, not parsed
            }
            String reason = String.valueOf(line.attribute("reason"));
            switch (reason) {
                case "unstable_if", "unstable_fused_if" -> {
                    String comment = String.valueOf(line.attribute("comment"));
                    if (comment.equals("taken always") || comment.equals("taken never")) {
                        entries++;
                        now.parse.taken.put(bci, comment.equals("taken always"));
                    }
                }
                case "unloaded", "uninitialized", "unreached" -> now.parse.unreached.add(bci);
                default -> {}
            }
        }

        private void method() {
            String id = line.attribute("id");
            StringBuilder descriptor = new StringBuilder("(");
            String arguments = line.attribute("arguments");
            for (String each :
                    arguments == null ? new String[0] : arguments.strip().split(" ", -1)) {
                descriptor.append(descriptor(each));
            }
            descriptor.append(')').append(descriptor(line.attribute("return")));
            String holder = types.get(line.attribute("holder"));
            String called = line.attribute("name");
            if (holder != null && called != null) {
                methods.put(id, method(owner(holder), called, descriptor.toString()));
                bytes.put(id, line.number("bytes", 0));
            }
        }

        private String descriptor(String typeId) {
            String type = String.valueOf(types.get(typeId));
            return switch (type) {
                case "void" -> "V";
                case "boolean" -> "Z";
                case "byte" -> "B";
                case "char" -> "C";
                case "short" -> "S";
                case "int" -> "I";
                case "long" -> "J";
                case "float" -> "F";
                case "double" -> "D";
                default -> type.startsWith("[") ? type.replace('.', '/') : "L" + owner(type) + ";";
            };
        }

        /** The internal name as JVMTI has it: {@code com/acme/Orders$$Lambda$54.0x1234} for {@code com.acme.Orders$$Lambda$54/0x1234}. */
        private static String owner(String type) {
            int hidden = Math.max(type.lastIndexOf("/0x"), type.lastIndexOf("+0x"));
            return hidden < 0
                    ? type.replace('.', '/')
                    : type.substring(0, hidden).replace('.', '/') + "." + type.substring(hidden + 1);
        }

        private CompiledCode.Method method(String owner, String called, String descriptor) {
            CompiledCode.Method method = new CompiledCode.Method(owner, called, descriptor);
            CompiledCode.Method known = interned.putIfAbsent(method, method);
            return known == null ? method : known;
        }

        /** The method that an element is about. */
        private CompiledCode.Method called() {
            CompiledCode.Method method = methods.get(line.attribute("method"));
            if (method == null) {
                throw new IllegalStateException("unknown method");
            }
            return method;
        }

        private void parse() {
            CompiledCode.Method method = called();
            entries++;
            if (open.size() > DEEPEST) {
                throw new IllegalStateException("too deep");
            }
            boolean whole = open.isEmpty() && lateCaller == null;
            if (whole && !method.equals(compiled)) {
                throw new IllegalStateException("another method");
            }
            open.push(new Open(whole ? root : new Parse(method)));
        }

        private void parsed() {
            if (open.isEmpty()) {
                throw new IllegalStateException("nothing is parsed");
            }
            Parse done = open.pop().parse;
            if (!open.isEmpty()) {
                open.peek().parse.add(open.peek().bci, done);
            } else if (lateCaller != null) {
                lateCaller.add(lateBci, done);
            }
        }

        /** A call whose inlining was put off is inlined now: one that is bound, or whose receiver has become known. */
        private void late() {
            inChain = false;
            lateCaller = root.at(chain);
            if (lateCaller == null || chain.isEmpty()) {
                throw new IllegalStateException("unknown place");
            }
            lateBci = chain.get(0).bci();
        }

        /** An allocation that is no longer there; where its place was inlined twice, not all of it may be gone. */
        private void removed() {
            inChain = false;
            Parse at = root.at(chain);
            if (at != null && !chain.isEmpty()) {
                at.removed.add(chain.get(0).bci());
            }
        }

        private void end() {
            if (line.number("success", 0) == 1) {
                for (Late each : lates.values()) {
                    each.caller.dissolved.put(each.bci, each.callee);
                }
                Task task = new Task(compiled, osrBci, root, line.number("nmsize", 0));
                log.tasks.computeIfAbsent(compiled, of -> new ArrayList<>(1)).add(task);
            }
            compiled = null;
        }
    }
}
