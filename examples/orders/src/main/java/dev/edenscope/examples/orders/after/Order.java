package dev.edenscope.examples.orders.after;

import java.util.List;

/** A stored order, which is also what is answered. Its lists are given away by nobody and changed by nobody. */
record Order(
        long id,
        long customer,
        String name,
        List<Line> lines,
        List<Subtotal> categories,
        int discountPercent,
        long totalCents,
        String total,
        String basket,
        String note) {

    /** What was ordered of one product, and what it costs. */
    record Line(String sku, String name, int quantity, long cents, String total) {}

    /** What the lines of one category cost, before the customer's discount. */
    record Subtotal(int category, long cents) {}
}
