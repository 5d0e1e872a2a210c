package dev.edenscope.examples.orders.before;

import dev.edenscope.examples.orders.Catalogue;
import dev.edenscope.examples.orders.Catalogue.Product;
import dev.edenscope.examples.orders.Customers;
import java.util.HashMap;
import java.util.Map;

/** What a product costs in each tier. Safe for all threads. */
final class PriceList {
    private final Map<String, Long> centsByKey = new HashMap<>(); // long-lived: a String, an entry and a Long a price

    PriceList(Catalogue catalogue) {
        for (Product product : catalogue.products()) {
            for (int tier = 0; tier < Customers.TIERS; tier++) {
                centsByKey.put(key(tier, product.sku()), product.cents() * (100 - 2 * tier) / 100);
            }
        }
    }

    Long cents(int tier, String sku) {
        return centsByKey.get(key(tier, sku));
    }

    private static String key(int tier, String sku) {
        return String.format("%d:%s", tier, sku); // key by format: a Formatter and a String for each lookup
    }
}
