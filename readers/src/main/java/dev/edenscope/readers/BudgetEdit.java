package dev.edenscope.readers;

import dev.edenscope.budget.Budget;
import dev.edenscope.profile.DataException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * New numbers for a file of budgets. Each is written where the old one stands, and the reason behind all else as a {@code
 * [[change]]}; nothing else of the file is touched.
 */
public final class BudgetEdit {
    private static final int ESTIMATE_DIGITS = 3;

    private final BudgetFile file;
    private final List<Changed> changes = new ArrayList<>();

    private record Changed(Budget budget, String value) {}

    public BudgetEdit(BudgetFile file) {
        this.file = file;
    }

    /**
     * Sets a budget to what was measured.
     *
     * @param exact whether it was counted; else it is rounded up to three digits
     */
    public void set(Budget budget, double measured, boolean exact) {
        changes.add(new Changed(budget, number(measured, exact)));
    }

    static String number(double measured, boolean exact) {
        BigDecimal value = BigDecimal.valueOf(measured);
        if (!exact) {
            value = value.round(new MathContext(ESTIMATE_DIGITS, RoundingMode.CEILING));
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** What is changed, a line each: {@code com.acme.Codec.encode: allocs-per-op 5 to 3}. */
    public List<String> changes() {
        return changes.stream().map(this::line).toList();
    }

    private String line(Changed changed) {
        Budget budget = changed.budget;
        int at = value(budget);
        return budget.subject().name() + ": " + budget.quantity().key() + " "
                + file.text().substring(at, end(at)) + " to " + changed.value;
    }

    /**
     * The text with the new numbers.
     *
     * @param date of the change
     * @param reason for it
     * @throws DataException if the text is written so that a number cannot be replaced alone
     */
    public String text(LocalDate date, String reason) throws DataException {
        StringBuilder text = new StringBuilder(file.text());
        changes.stream()
                .sorted(Comparator.comparingInt((Changed each) -> value(each.budget))
                        .reversed())
                .forEach(each -> {
                    int at = value(each.budget);
                    text.replace(at, end(at), each.value);
                });
        String feed = file.text().contains("\r\n") ? "\r\n" : "\n";
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : feed);
        return checked(text.append(change(date, reason, changes(), feed)).toString());
    }

    static String change(LocalDate date, String reason, List<String> budgets, String feed) {
        StringBuilder text = new StringBuilder(feed).append("[[change]]").append(feed);
        text.append("date = ").append(date).append(feed);
        text.append("reason = ").append(quoted(reason)).append(feed);
        text.append("budgets = [").append(feed);
        budgets.forEach(
                line -> text.append("  ").append(quoted(line)).append(',').append(feed));
        return text.append(']').append(feed).toString();
    }

    private String checked(String text) throws DataException {
        List<Budget> edited = BudgetFile.of(file.name(), text).budgets();
        boolean same = edited.size() == file.budgets().size();
        for (int i = 0; same && i < edited.size(); i++) {
            Budget before = file.budgets().get(i);
            double value = changes.stream()
                    .filter(each -> each.budget.equals(before))
                    .mapToDouble(each -> Double.parseDouble(each.value))
                    .findFirst()
                    .orElse(before.value());
            Budget now = edited.get(i);
            same = now.value() == value
                    && now.subject().equals(before.subject())
                    && now.quantity() == before.quantity();
        }
        if (!same) {
            throw new DataException(file.name() + ": is written so that its numbers cannot be replaced one by one;"
                    + " write each budget on a line of its own: " + String.join("; ", changes()));
        }
        return text;
    }

    /** Where a budget's number begins: behind its key and the equals sign. */
    private int value(Budget budget) {
        String text = file.text();
        int at = 0;
        for (int line = 1; line < budget.place().line(); line++) {
            at = text.indexOf('\n', at) + 1;
        }
        at = text.indexOf('=', text.offsetByCodePoints(at, budget.place().column() - 1)) + 1;
        while (text.charAt(at) == ' ' || text.charAt(at) == '\t') {
            at++;
        }
        return at;
    }

    private int end(int from) {
        String text = file.text();
        int end = from;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "+-._".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Writes a text in a file's place, whole or not at all, with the permissions that it has. */
    public static void write(Path file, String text) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file;
        Path part = real.resolveSibling(real.getFileName() + ".part");
        try {
            if (Files.exists(real)) {
                Files.copy(real, part, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(part, text);
            Files.move(part, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written: " + e, e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
