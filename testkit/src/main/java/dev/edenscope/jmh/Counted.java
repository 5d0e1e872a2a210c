package dev.edenscope.jmh;

import java.util.Collection;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * A number that a fork gives once, with its last iteration. JMH takes its own kind of numbers for 0 in the iterations that have none,
 * and gives the mean of them all; this one has no zero.
 */
final class Counted extends Result<Counted> {
    private static final long serialVersionUID = 1;

    Counted(String label, double value, String unit) {
        this(label, of(value), unit);
    }

    private Counted(String label, Statistics values, String unit) {
        super(ResultRole.SECONDARY, label, values, unit, AggregationPolicy.AVG);
    }

    @Override
    protected Aggregator<Counted> getThreadAggregator() {
        return Counted::together;
    }

    @Override
    protected Aggregator<Counted> getIterationAggregator() {
        return Counted::together;
    }

    private static Counted together(Collection<Counted> all) {
        ListStatistics values = new ListStatistics();
        all.forEach(each -> values.addValue(each.getScore()));
        Counted first = all.iterator().next();
        return new Counted(first.getLabel(), values, first.getScoreUnit());
    }
}
