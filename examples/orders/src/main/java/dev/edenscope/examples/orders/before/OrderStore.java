package dev.edenscope.examples.orders.before;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The last orders. Safe for all threads. */
final class OrderStore {
    private final int kept;
    private final Map<Long, Order> orders = new HashMap<>(); // boxing: Long keys; map growth: up to all that are kept
    private final Map<Long, List<Long>> idsByCustomer = new HashMap<>(); // boxing: Long keys, lists of Long
    private Long lastId = 0L;

    OrderStore(int kept) {
        this.kept = kept;
    }

    /** Stores the order that is made for the next id, and forgets the one that is now too old. */
    synchronized Order add(Function<Long, Order> make) {
        lastId++; // boxing: a new Long for each id
        Order order = make.apply(lastId);
        orders.put(lastId, order); // boxing: and an entry
        idsByCustomer
                .computeIfAbsent(order.customer(), customer -> new ArrayList<>())
                .add(lastId);
        Order forgotten = orders.remove(lastId - kept); // boxing: a key to look for
        if (forgotten != null) {
            List<Long> ids = idsByCustomer.get(forgotten.customer());
            ids.remove(forgotten.id());
            if (ids.isEmpty()) {
                idsByCustomer.remove(forgotten.customer());
            }
        }
        return order;
    }

    /** The order of an id, or null. */
    synchronized Order order(long id) {
        return orders.get(id); // boxing: a key to look for
    }

    /** The kept orders of a customer, newest first. */
    synchronized List<Order> ordersOf(long customer) {
        List<Long> ids = new ArrayList<>(idsByCustomer.getOrDefault(customer, List.of())); // defensive copy
        Collections.reverse(ids);
        List<Order> found = new ArrayList<>(); // list growth: no capacity, though the size is known
        for (Long id : ids) {
            found.add(orders.get(id));
        }
        return found;
    }
}
