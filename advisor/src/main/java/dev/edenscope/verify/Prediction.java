package dev.edenscope.verify;

import java.util.List;

/**
 * What advice on the older recording expected of a line, and what came of it.
 *
 * @param rules those that spoke of it, the largest gain first
 * @param place the line
 * @param predicted share of all bytes that was to go away, 0 to 1
 * @param measured share of all bytes that has gone away there; below 0 where there are more
 * @param happened whether what fell there is more than chance
 */
public record Prediction(List<String> rules, String place, double predicted, double measured, boolean happened) {
    public Prediction {
        rules = List.copyOf(rules);
    }
}
