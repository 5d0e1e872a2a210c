package com.acme;

import java.util.function.IntSupplier;

/**
 * Allocates in a loop until its input ends: objects that C2 removes, that it keeps, arrays whose length it cannot know, and
 * lambdas.
 */
final class Compiled {
    private static Object last;
    private static long sum;

    private Compiled() {}

    private record Point(int x, int y) {}

    private static int removed(int i) {
        Point point = new Point(i, 1);
        return point.x() + point.y();
    }

    private static int kept(int i) {
        Point point = new Point(i, 2);
        last = point;
        return point.x();
    }

    private static int array(int length) {
        int[] all = new int[length & 127];
        return all.length > 3 ? all[2] : 0;
    }

    private static int captured(int i) {
        IntSupplier supplier = () -> i + 1;
        last = supplier;
        return supplier.getAsInt();
    }

    public static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        while (System.in.available() == 0) {
            for (int i = 0; i < 10_000; i++) {
                sum += removed(i) + kept(i) + array(i) + captured(i);
            }
            if (begin != 0 && System.nanoTime() - begin > 3_000_000_000L) {
                begin = 0;
                System.out.println("warm");
            }
        }
        System.out.println(sum + " " + last);
    }
}
