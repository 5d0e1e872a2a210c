package com.acme.stock;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The products and their movements, in an embedded database; for one thread. */
final class Store implements AutoCloseable {
    static final int PRODUCTS = 2_000;
    private static final int KEPT = 5_000;

    private final Connection connection;
    private final PreparedStatement product;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement sums;
    private int next;

    Store(String name) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:" + name);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE product (sku VARCHAR PRIMARY KEY, name VARCHAR, category VARCHAR, tags VARCHAR)");
            statement.execute(
                    "CREATE TABLE movement (id INT PRIMARY KEY, at TIMESTAMP, sku VARCHAR, count INT, price DECIMAL(10, 2))");
            statement.execute("CREATE INDEX of_sku ON movement (sku)");
        }
        try (PreparedStatement fill = connection.prepareStatement("INSERT INTO product VALUES (?, ?, ?, ?)")) {
            for (int i = 0; i < PRODUCTS; i++) {
                fill.setString(1, sku(i));
                fill.setString(2, "Product number " + i);
                fill.setString(3, "category-" + i % 23);
                fill.setString(4, "tag" + i % 5 + ",tag" + i % 7 + ",tag" + i % 11);
                fill.executeUpdate();
            }
        }
        product = connection.prepareStatement("SELECT name, category, tags FROM product WHERE sku = ?");
        insert = connection.prepareStatement("INSERT INTO movement VALUES (?, ?, ?, ?, ?)");
        delete = connection.prepareStatement("DELETE FROM movement WHERE id = ?");
        sums = connection.prepareStatement("SELECT p.category, SUM(m.count), SUM(m.count * m.price) FROM movement m "
                + "JOIN product p ON p.sku = m.sku WHERE m.sku BETWEEN ? AND ? GROUP BY p.category ORDER BY 1");
    }

    static String sku(int number) {
        return String.format(Locale.ROOT, "SKU-%05d", number);
    }

    Product product(String sku) {
        try {
            product.setString(1, sku);
            try (ResultSet found = product.executeQuery()) {
                return found.next()
                        ? new Product(
                                sku,
                                found.getString(1),
                                found.getString(2),
                                Arrays.asList(found.getString(3).split(",")))
                        : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(Movement movement) throws SQLException {
        insert.setInt(1, next);
        insert.setTimestamp(2, Timestamp.valueOf(movement.at()));
        insert.setString(3, movement.sku());
        insert.setInt(4, movement.count());
        insert.setBigDecimal(5, movement.price());
        insert.executeUpdate();
        delete.setInt(1, next++ - KEPT);
        delete.executeUpdate();
    }

    record Sum(String category, long count, BigDecimal value) {}

    List<Sum> sums(int from, int to) throws SQLException {
        sums.setString(1, sku(from));
        sums.setString(2, sku(to));
        List<Sum> all = new ArrayList<>();
        try (ResultSet found = sums.executeQuery()) {
            while (found.next()) {
                all.add(new Sum(found.getString(1), found.getLong(2), found.getBigDecimal(3)));
            }
        }
        return all;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
