package com.acme.stock;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goods that came or went: a line of a text such as {@code 2026-03-01 12:00:05 SKU-00042 -3 @ 12.50}. */
record Movement(LocalDateTime at, String sku, int count, BigDecimal price) {
    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) +(SKU-\\d+) +([+-]?\\d+) @ (\\d+\\.\\d+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    static Movement parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a movement: " + line);
        }
        return new Movement(
                LocalDateTime.parse(matcher.group(1), TIME),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                new BigDecimal(matcher.group(4)));
    }

    String text() {
        return TIME.format(at) + " " + sku + " " + count + " @ " + price;
    }

    BigDecimal value() {
        return price.multiply(BigDecimal.valueOf(count));
    }
}
