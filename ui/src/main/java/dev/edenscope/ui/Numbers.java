package dev.edenscope.ui;

import dev.edenscope.report.Json;
import java.util.Arrays;

/** A column of whole numbers that grows. */
final class Numbers {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    void write(Json json) {
        json.open('[');
        for (int i = 0; i < size; i++) {
            json.number(values[i]);
        }
        json.close(']');
    }
}
