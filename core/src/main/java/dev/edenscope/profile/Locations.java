package dev.edenscope.profile;

import java.util.Arrays;

/** The columns of all locations and of their lines. */
final class Locations {
    private int[] mapping = new int[16];
    private long[] address = new long[16];
    private boolean[] folded = new boolean[16];
    private int[] lineStart = new int[17];
    private int[] function = new int[16];
    private long[] lineNumber = new long[16];
    private long[] column = new long[16];
    private int count;

    int count() {
        return count;
    }

    int mapping(int location) {
        return mapping[location];
    }

    long address(int location) {
        return address[location];
    }

    boolean folded(int location) {
        return folded[location];
    }

    int lineCount(int location) {
        return lineStart[location + 1] - lineStart[location];
    }

    int function(int location, int line) {
        return function[at(location, line)];
    }

    long lineNumber(int location, int line) {
        return lineNumber[at(location, line)];
    }

    long column(int location, int line) {
        return column[at(location, line)];
    }

    boolean equal(int id, int mappingId, long addr, boolean fold, int lines, int[] f, long[] l, long[] c) {
        int from = lineStart[id];
        if (address[id] != addr
                || mapping[id] != mappingId
                || folded[id] != fold
                || lineStart[id + 1] - from != lines) {
            return false;
        }
        for (int i = 0; i < lines; i++) {
            if (function[from + i] != f[i] || lineNumber[from + i] != l[i] || column[from + i] != c[i]) {
                return false;
            }
        }
        return true;
    }

    void append(int mappingId, long addr, boolean fold, int lines, int[] f, long[] l, long[] c) {
        int from = lineStart[count];
        int to = from + lines;
        if (count == mapping.length) {
            mapping = Arrays.copyOf(mapping, count * 2);
            address = Arrays.copyOf(address, count * 2);
            folded = Arrays.copyOf(folded, count * 2);
            lineStart = Arrays.copyOf(lineStart, count * 2 + 1);
        }
        if (to > function.length) {
            int length = Math.max(to, function.length * 2);
            function = Arrays.copyOf(function, length);
            lineNumber = Arrays.copyOf(lineNumber, length);
            column = Arrays.copyOf(column, length);
        }
        mapping[count] = mappingId;
        address[count] = addr;
        folded[count] = fold;
        System.arraycopy(f, 0, function, from, lines);
        System.arraycopy(l, 0, lineNumber, from, lines);
        System.arraycopy(c, 0, column, from, lines);
        lineStart[++count] = to;
    }

    private int at(int location, int line) {
        int at = lineStart[location] + line;
        if (line < 0 || at >= lineStart[location + 1]) {
            throw new IndexOutOfBoundsException("line " + line + " of " + lineCount(location));
        }
        return at;
    }
}
