package com.acme.stock;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Stock SECONDS [THREADS]}: books movements of goods that come as text, and reports on them as JSON, as fast as it
 * can. Says {@code warm} after SECONDS, and goes on until standard input ends; then says how many it has booked.
 */
public final class Stock {
    private static final int BATCH = 40;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Store store;
    private final LoadingCache<String, Product> products;
    private final Random random;
    private LocalDateTime now = LocalDateTime.of(2026, 3, 1, 8, 0);

    private Stock(String name, int seed) throws SQLException {
        store = new Store(name);
        random = new Random(seed);
        products = Caffeine.newBuilder()
                .maximumSize(500)
                .expireAfterWrite(Duration.ofMinutes(1))
                .build(store::product);
    }

    /** Text as it comes in. */
    private String delivery() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            now = now.plusMinutes(random.nextInt(90));
            double far = random.nextGaussian() * Store.PRODUCTS / 8;
            int number = Math.floorMod((int) far, Store.PRODUCTS);
            BigDecimal price = BigDecimal.valueOf(100 + number * 7L % 5000, 2);
            text.append(new Movement(now, Store.sku(number), random.nextInt(12) - 4, price).text())
                    .append('\n');
        }
        return text.toString();
    }

    /** Books a delivery; returns what is told of it. */
    private String book(String text) throws SQLException {
        List<Movement> movements = new ArrayList<>();
        for (String line : text.split("\n", 0)) {
            Movement movement = Movement.parse(line);
            store.add(movement);
            movements.add(movement);
        }
        Map<String, Product> known =
                products.getAll(movements.stream().map(Movement::sku).toList());
        int from = random.nextInt(Store.PRODUCTS - 100);
        return JSON.writeValueAsString(Report.of("until " + now, movements, known, store.sums(from, from + 100)));
    }

    private long run() throws SQLException {
        Report report = JSON.readValue(book(delivery()), Report.class);
        return (long) report.best().stream().mapToInt(Report.Best::count).sum()
                + report.days().values().stream()
                        .mapToInt(Report.Day::movements)
                        .sum();
    }

    private static void work(int number, LongAdder booked) {
        try {
            Stock stock = new Stock("stock" + number, number);
            while (true) {
                booked.add(stock.run() > 0 ? BATCH : 0);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        LongAdder booked = new LongAdder();
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> work(number, booked), "stock-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        Thread.sleep(Integer.parseInt(arguments[0]) * 1000L);
        System.out.println("warm");
        while (System.in.read() >= 0) {
            // whoever started this holds on to it
        }
        System.out.println("booked=" + booked);
    }
}
