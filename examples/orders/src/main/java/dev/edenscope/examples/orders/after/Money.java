package dev.edenscope.examples.orders.after;

/** Amounts as text. */
final class Money {
    private Money() {}

    /** An amount that is not negative, such as {@code 12.50 EUR}. */
    static String text(long cents) {
        long rest = cents % 100;
        return cents / 100 + (rest < 10 ? ".0" : ".") + rest + " EUR"; // one concatenation: one array, one String
    }
}
