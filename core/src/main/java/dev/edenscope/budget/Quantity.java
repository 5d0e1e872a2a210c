package dev.edenscope.budget;

import java.util.Arrays;
import java.util.List;

/** What a budget can limit of an operation: objects or bytes, each operation, call or second. */
public enum Quantity {
    ALLOCS_PER_OP("allocs-per-op", Series.ALLOCS, false, Per.OPERATION),
    BYTES_PER_OP("bytes-per-op", Series.BYTES, true, Per.OPERATION),
    OBJECTS_PER_CALL("objects-per-call", "objects/call", false, Per.CALL),
    BYTES_PER_CALL("bytes-per-call", "B/call", true, Per.CALL),
    OBJECTS_PER_SECOND("objects-per-second", "objects/s", false, Per.SECOND),
    BYTES_PER_SECOND("bytes-per-second", "B/s", true, Per.SECOND);

    /** What a quantity is divided by: an operation of a benchmark or test, a call of a method, a second of a recording. */
    public enum Per {
        OPERATION,
        CALL,
        SECOND
    }

    private final String key;
    private final String unit;
    private final boolean bytes;
    private final Per per;

    Quantity(String key, String unit, boolean bytes, Per per) {
        this.key = key;
        this.unit = unit;
        this.bytes = bytes;
        this.per = per;
    }

    /** What it is called in a file of budgets: {@code allocs-per-op}. */
    public String key() {
        return key;
    }

    /** What stands behind its numbers: {@code allocs/op}. */
    public String unit() {
        return unit;
    }

    /** Whether it counts bytes; else objects. */
    public boolean isBytes() {
        return bytes;
    }

    public Per per() {
        return per;
    }

    /** Those that a benchmark or a test has, or those that a method in a recording has. */
    public static List<Quantity> of(boolean operation) {
        return Arrays.stream(values())
                .filter(each -> (each.per == Per.OPERATION) == operation)
                .toList();
    }
}
