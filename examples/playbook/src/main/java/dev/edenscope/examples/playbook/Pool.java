package dev.edenscope.examples.playbook;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/**
 * Objects that are dear to make, for whoever needs one for a while. An array holds them: a linked queue would make an object
 * for each that is given back.
 */
final class Pool<T> {
    private final ArrayBlockingQueue<T> free;
    private final Supplier<T> maker;

    /**
     * An empty pool.
     *
     * @param most how many are kept; what is given back beyond is left to the collector
     */
    Pool(int most, Supplier<T> maker) {
        this.free = new ArrayBlockingQueue<>(most);
        this.maker = maker;
    }

    T take() {
        T one = free.poll();
        return one == null ? maker.get() : one;
    }

    /** Gives one back that nobody uses any more, and that holds nothing of whoever did. */
    void give(T one) {
        free.offer(one);
    }
}
