package dev.edenscope.report;

import java.util.HashMap;
import java.util.Map;

/** A call graph in callgrind's format, byte for byte as {@code go tool pprof -callgrind} prints it. */
final class CallgrindText {
    private final StringBuilder out = new StringBuilder();
    private final Heading heading;
    private final String unit;
    private final Map<String, Integer> binaries = new HashMap<>();
    private final Map<String, Integer> files = new HashMap<>();
    private final Map<String, Integer> functions = new HashMap<>();

    private CallgrindText(Callgrind callgrind) {
        this.heading = callgrind.heading();
        this.unit = callgrind.outputUnit();
    }

    static String of(Callgrind callgrind) {
        CallgrindText text = new CallgrindText(callgrind);
        text.line("positions: instr line");
        text.line("events: " + callgrind.heading().type() + "(" + callgrind.outputUnit() + ")");
        Callgrind.Entry before = null;
        for (Callgrind.Entry entry : callgrind.entries()) {
            text.entry(entry, before);
            before = entry;
        }
        return text.out.toString();
    }

    private void entry(Callgrind.Entry entry, Callgrind.Entry before) {
        if (before == null
                || !entry.binary().equals(before.binary())
                || !entry.file().equals(before.file())
                || !entry.function().equals(before.function())) {
            line("");
            line("ob=" + shorter(binaries, entry.binary()));
            line("fl=" + shorter(files, entry.file()));
            line("fn=" + shorter(functions, entry.function()));
        }
        line(address(before, entry.address()) + " " + entry.line() + " " + scaled(entry.flat()));
        for (Callgrind.Call call : entry.calls()) {
            line("cfl=" + shorter(files, call.file()));
            line("cfn=" + shorter(functions, call.function()));
            line("calls=0 " + address(before, call.address()) + " " + call.line());
            line("* * " + scaled(call.weight()));
        }
    }

    /** A name with a number, and where it occurs again its number alone. */
    private static String shorter(Map<String, Integer> numbers, String name) {
        if (name.isEmpty()) {
            return "";
        }
        Integer known = numbers.putIfAbsent(name, numbers.size() + 1);
        return known == null ? "(" + numbers.size() + ") " + name : "(" + known + ")";
    }

    /** An address, or how far it is from the entry before if that is shorter. */
    private static String address(Callgrind.Entry before, long address) {
        String absolute = "0x" + Long.toHexString(address);
        if (before == null) {
            return absolute;
        }
        long distance = address - before.address();
        String relative = distance == 0 ? "*" : (distance > 0 ? "+" : "") + distance;
        return relative.length() < absolute.length() ? relative : absolute;
    }

    private long scaled(long value) {
        return (long) Measure.scale(value, heading.unit(), unit).value();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
