package dev.edenscope.examples.orders.after;

import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Catalogue.Product;
import dev.edenscope.examples.orders.Customers;

/** What a product costs in each tier. Safe for all threads. */
final class PriceList {
    private final long[] cents = new long[Catalogue.PRODUCTS * Customers.TIERS]; // by product number, then by tier

    PriceList(Catalogue catalogue) {
        for (Product product : catalogue.products()) {
            for (int tier = 0; tier < Customers.TIERS; tier++) {
                cents[product.number() * Customers.TIERS + tier] = product.cents() * (100 - 2 * tier) / 100;
            }
        }
    }

    long cents(int tier, int productNumber) {
        return cents[productNumber * Customers.TIERS + tier];
    }
}
