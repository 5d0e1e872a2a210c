package dev.edenscope.examples.orders.before;

/** Amounts as text. */
final class Money {
    private Money() {}

    /** An amount that is not negative, such as {@code 12.50 EUR}. */
    static String text(long cents) {
        return String.format("%d.%02d EUR", cents / 100, cents % 100); // format: a Formatter and two boxed longs
    }
}
