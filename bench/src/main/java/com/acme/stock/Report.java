package com.acme.stock;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What moved, by day and by product. */
record Report(String title, Map<String, Day> days, List<Best> best, List<Store.Sum> stock) {
    record Day(int movements, BigDecimal value, List<String> categories) {}

    record Best(String sku, String name, int count) {}

    static Report of(String title, List<Movement> movements, Map<String, Product> products, List<Store.Sum> stock) {
        Map<LocalDate, List<Movement>> byDay = movements.stream()
                .collect(Collectors.groupingBy(each -> each.at().toLocalDate(), TreeMap::new, Collectors.toList()));
        Map<String, Day> days = new TreeMap<>();
        byDay.forEach((day, list) -> days.put(day.toString(), day(list, products)));
        Map<String, Integer> counts =
                movements.stream().collect(Collectors.toMap(Movement::sku, Movement::count, Integer::sum));
        List<Best> best = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(each -> new Best(each.getKey(), name(each.getKey(), products), each.getValue()))
                .toList();
        return new Report(title, days, best, stock);
    }

    private static Day day(List<Movement> movements, Map<String, Product> products) {
        BigDecimal value = movements.stream().map(Movement::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<String> categories = movements.stream()
                .map(each -> products.get(each.sku()))
                .map(Product::category)
                .distinct()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
        return new Day(movements.size(), value, categories);
    }

    private static String name(String sku, Map<String, Product> products) {
        return Optional.ofNullable(products.get(sku)).map(Product::name).orElse("?");
    }
}
