package dev.edenscope.examples.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Who may order: 20,000 customers, always the same ones. Immutable, hence safe for all threads. */
public final class Customers {
    /** The number of customers; their ids are 1 to this, inclusive. */
    public static final int CUSTOMERS = 20_000;

    /** The number of tiers; they are 0 to this, exclusive, and each has its prices. */
    public static final int TIERS = 3;

    private static final String[] GIVEN = {
        "Ada", "Alan", "Barbara", "Brian", "Dennis", "Edsger", "Frances", "Grace", "Guy", "Hedy", "James", "Jean",
        "John", "Joan", "Ken", "Leslie", "Margaret", "Mary", "Niklaus", "Radia", "Rob", "Robin", "Sophie", "Tony"
    };
    private static final String[] FAMILY = {
        "Adler", "Baker", "Castro", "Dumont", "Ek", "Fischer", "García", "Hansen", "Ito", "Jansen", "Kowalski", "Lund",
        "Meyer", "Nowak", "Okafor", "Petrov", "Quist", "Rossi", "Sørensen", "Tanaka", "Ueda", "Varga", "Weiß", "Young"
    };

    private final List<Customer> customers;

    /** Makes the customers. */
    public Customers() {
        Random random = new Random(42);
        List<Customer> made = new ArrayList<>(CUSTOMERS);
        for (int id = 1; id <= CUSTOMERS; id++) {
            String name = GIVEN[random.nextInt(GIVEN.length)] + " " + FAMILY[random.nextInt(FAMILY.length)];
            made.add(new Customer(id, name, random.nextInt(TIERS), random.nextInt(4) * 5));
        }
        customers = List.copyOf(made);
    }

    /** The customer of an id, or null. */
    public Customer customer(long id) {
        return id >= 1 && id <= CUSTOMERS ? customers.get((int) id - 1) : null;
    }

    /** Somebody who orders. */
    public record Customer(long id, String name, int tier, int discountPercent) {}
}
