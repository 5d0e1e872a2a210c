package dev.edenscope.readers;

import dev.edenscope.budget.Benchmarked;
import dev.edenscope.budget.Budget;
import dev.edenscope.budget.Budget.Kind;
import dev.edenscope.budget.Budget.Place;
import dev.edenscope.budget.Budget.Subject;
import dev.edenscope.budget.Budget.Tolerance;
import dev.edenscope.budget.Measured;
import dev.edenscope.budget.Meter;
import dev.edenscope.budget.Quantity;
import java.time.LocalDate;
import java.util.List;

/** A first file of budgets: what was measured may be allocated, and no more. */
public final class BudgetDraft {
    private BudgetDraft() {}

    /**
     * The text; without a budget where nothing of the kind was measured.
     *
     * @param sources what was measured
     * @param words as which the sources were given
     */
    public static String of(List<Meter> sources, List<String> words, LocalDate date, String reason) {
        StringBuilder budgets = new StringBuilder();
        boolean counted = true;
        for (Meter source : sources) {
            if (source instanceof Benchmarked benchmarked) {
                for (String name : benchmarked.results().names()) {
                    StringBuilder numbers = new StringBuilder();
                    for (Quantity quantity : Quantity.of(true)) {
                        Subject subject = new Subject(Kind.BENCHMARK, name, "");
                        for (Measured each :
                                source.of(new Budget(subject, quantity, 0, Tolerance.NONE, new Place(1, 1)))) {
                            if (each.isMeasured()) {
                                counted &= each.error() == 0;
                                String number = BudgetEdit.number(each.value(), each.error() == 0);
                                numbers.append(quantity.key())
                                        .append(" = ")
                                        .append(number)
                                        .append('\n');
                            }
                        }
                    }
                    if (!numbers.isEmpty()) {
                        budgets.append("\n[[budget]]\nbenchmark = ")
                                .append(BudgetEdit.quoted(name))
                                .append('\n');
                        budgets.append(numbers);
                    }
                }
            }
        }
        StringBuilder text = new StringBuilder("# What an operation may allocate; eden check holds it against what was"
                + " measured, eden check --update writes new numbers.\n");
        text.append("sources = [");
        text.append(String.join(", ", words.stream().map(BudgetEdit::quoted).toList()));
        text.append("]\n\n[defaults]\n");
        text.append(counted ? "tolerance = \"0%\"\n" : "tolerance = \"2%\" # not all of it was counted\n");
        return text.append(budgets)
                .append(BudgetEdit.change(date, reason, List.of("all of them"), "\n"))
                .toString();
    }
}
