package dev.edenscope.budget;

import dev.edenscope.profile.CallCount;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.util.List;

/**
 * A recording, for the budgets of methods: what is allocated in a method and all that it calls, by the second, or by the call
 * where the recording holds how often it was called ({@link CallCount}).
 *
 * @param source the file or address
 * @param profile what it holds
 */
public record Recorded(String source, Profile profile) implements Meter {
    private static final double NINETEEN_OF_TWENTY = 1.96; // standard errors
    private static final double NONE_SEEN = 3; // samples that may have been missed, 19 times of 20, where none came
    private static final int LEAST_OBJECT_BYTES = 16;

    @Override
    public List<Measured> of(Budget budget) {
        if (budget.subject().kind() != Budget.Kind.METHOD) {
            return List.of();
        }
        String method = budget.subject().name();
        Quantity quantity = budget.quantity();
        String type = quantity.isBytes() ? "alloc_space" : "alloc_objects";
        if (profile.sampleType(type) < 0) {
            return List.of(Measured.not(
                    method,
                    source,
                    "does not count " + (quantity.isBytes() ? "bytes" : "objects") + " (" + type
                            + "); record with: eden record PID -o FILE.eden"));
        }
        long calls = calls(method);
        Below below = Below.of(profile, method);
        if (below.isEmpty() && calls < 0) {
            return List.of();
        }
        double divisor =
                quantity.per() == Quantity.Per.CALL ? calls : profile.header().durationNanos() / 1e9;
        if (divisor <= 0) {
            return List.of(Measured.not(method, source, withoutDivisor(quantity, method, calls)));
        }
        return List.of(below.isEmpty() ? nothingSeen(budget, divisor) : measured(method, quantity, below, divisor));
    }

    private long calls(String method) {
        return CallCount.of(profile).stream()
                .filter(count -> count.method().equals(method))
                .mapToLong(CallCount::calls)
                .findFirst()
                .orElse(-1);
    }

    private static String withoutDivisor(Quantity quantity, String method, long calls) {
        if (quantity.per() == Quantity.Per.SECOND) {
            return "the recording does not say how long it took";
        }
        return calls == 0
                ? "was not called while it was recorded; record under load"
                : "its calls were not counted; record with: eden record --per " + method + " PID";
    }

    private Measured measured(String method, Quantity quantity, Below below, double divisor) {
        double value = (quantity.isBytes() ? below.bytes() : below.objects()) / divisor;
        double error = NINETEEN_OF_TWENTY
                * Math.sqrt(quantity.isBytes() ? below.byteVariance() : below.objectVariance())
                / divisor;
        return new Measured(
                method, value, error, basis(below), source, below.sites(quantity.isBytes(), 1 / divisor), source, "");
    }

    private static String basis(Below below) {
        if (Double.isNaN(below.samples())) {
            return "estimate, of unknown error";
        }
        return below.isExact() ? "exact" : "estimate from " + Math.round(below.samples()) + " samples";
    }

    /** The method ran, and no sample has it: nothing where all is counted; else only as little as could be missed. */
    private Measured nothingSeen(Budget budget, double divisor) {
        String method = budget.subject().name();
        long interval = profile.header().period();
        if (interval == 1) {
            return new Measured(method, 0, 0, "exact", source, List.of(), "", "");
        }
        double missed = NONE_SEEN * interval / (budget.quantity().isBytes() ? 1 : LEAST_OBJECT_BYTES) / divisor;
        if (interval <= 0 || missed > budget.most()) {
            return Measured.not(
                    method,
                    source,
                    "no sample has it, which is too little to say that it keeps its budget;"
                            + " record for longer, or with a smaller --interval");
        }
        return new Measured(method, 0, missed, "no sample", source, List.of(), "", "");
    }

    @Override
    public String absence(Budget budget) {
        if (budget.subject().kind() != Budget.Kind.METHOD) {
            return source + " is a recording, and benchmarks and tests are measured in results";
        }
        String method = budget.subject().name();
        String type = method.substring(0, method.lastIndexOf('.') + 1);
        String last = method.substring(type.length());
        List<String> alike = profile.functions().stream()
                .map(Function::name)
                .filter(name -> name.endsWith(last) || (!type.isEmpty() && name.startsWith(type)))
                .toList();
        String nearest = Spelling.nearest(method, alike);
        return source + " has no allocation below a method of this name"
                + (nearest.isEmpty() || nearest.equals(method) ? "" : "; the nearest is " + nearest);
    }

    /** Where a benchmark's quantity comes from: the sites below its method, in all as much as was measured; empty if unknown. */
    List<Site> sites(String method, Measured measured, Quantity quantity) {
        Below below = Below.of(profile, method);
        double all = quantity.isBytes() ? below.bytes() : below.objects();
        return all > 0 ? below.sites(quantity.isBytes(), measured.value() / all) : List.of();
    }
}
