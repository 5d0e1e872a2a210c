package dev.edenscope.examples.orders.after;

import dev.edenscope.examples.orders.Customers;
import dev.edenscope.examples.orders.Customers.Customer;
import dev.edenscope.examples.orders.after.Order.Line;
import dev.edenscope.examples.orders.after.Order.Subtotal;
import java.util.List;

/** The last orders, in a ring. Safe for all threads. */
final class OrderStore {
    private final Order[] ring;
    private final long[] previousIds; // beside the ring: the order before by the same customer
    private final long[] lastIdByCustomer = new long[Customers.CUSTOMERS + 1];
    private long lastId;

    OrderStore(int kept) {
        ring = new Order[kept];
        previousIds = new long[kept];
    }

    /** Stores an order under the next id, in place of the one that is now too old. */
    synchronized Order add(
            Customer customer,
            List<Line> lines,
            List<Subtotal> categories,
            long totalCents,
            String total,
            String basket,
            String note) {
        long id = ++lastId;
        Order order = new Order(
                id,
                customer.id(),
                customer.name(),
                lines,
                categories,
                customer.discountPercent(),
                totalCents,
                total,
                basket,
                note);
        ring[slot(id)] = order;
        previousIds[slot(id)] = lastIdByCustomer[(int) customer.id()];
        lastIdByCustomer[(int) customer.id()] = id;
        return order;
    }

    private int slot(long id) {
        return (int) (id % ring.length);
    }

    private boolean isKept(long id) {
        return id > 0 && id <= lastId && id > lastId - ring.length;
    }

    /** The order of an id, or null. */
    synchronized Order order(long id) {
        return isKept(id) ? ring[slot(id)] : null;
    }

    /** Adds the kept orders of a customer to a list, newest first, as many as given at most. */
    synchronized void lastOrdersOf(long customer, int most, List<Order> found) {
        long id = lastIdByCustomer[(int) customer];
        for (int i = 0; i < most && isKept(id); i++) {
            found.add(ring[slot(id)]);
            id = previousIds[slot(id)];
        }
    }
}
