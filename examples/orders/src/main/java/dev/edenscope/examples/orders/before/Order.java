package dev.edenscope.examples.orders.before;

import java.util.ArrayList;
import java.util.List;

/** A stored order. Immutable. */
final class Order {
    private final Long id;
    private final Long customer;
    private final String name;
    private final List<Line> lines;
    private final List<Subtotal> categories;
    private final Integer discountPercent;
    private final Long totalCents;
    private final String total;
    private final String basket;
    private final String note;

    Order(
            Long id,
            Long customer,
            String name,
            List<Line> lines,
            List<Subtotal> categories,
            Integer discountPercent,
            Long totalCents,
            String total,
            String basket,
            String note) {
        this.id = id;
        this.customer = customer;
        this.name = name;
        this.lines = new ArrayList<>(lines); // defensive copy: of a list that nobody else has
        this.categories = new ArrayList<>(categories); // defensive copy
        this.discountPercent = discountPercent;
        this.totalCents = totalCents;
        this.total = total;
        this.basket = basket;
        this.note = note;
    }

    Long id() {
        return id;
    }

    Long customer() {
        return customer;
    }

    String name() {
        return name;
    }

    List<Line> lines() {
        return new ArrayList<>(lines); // defensive copy: for each look at it
    }

    List<Subtotal> categories() {
        return new ArrayList<>(categories); // defensive copy: for each look at it
    }

    Integer discountPercent() {
        return discountPercent;
    }

    Long totalCents() {
        return totalCents;
    }

    String total() {
        return total;
    }

    String basket() {
        return basket;
    }

    String note() {
        return note;
    }

    /** What was ordered of one product, and what it costs. */
    record Line(String sku, String name, Integer quantity, Long cents, String total) {}

    /** What the lines of one category cost, before the customer's discount. */
    record Subtotal(Integer category, Long cents) {}
}
