package dev.edenscope.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How what is advised compares with what was expected: by rule, and over all. */
final class Score {
    private static final double SEEN = 0.01; // share of bytes or objects from which on the guard lets findings pass

    private final Map<String, Expected> expected;
    private final Map<String, Integer> hits = new TreeMap<>();
    private final Map<String, Integer> missed = new TreeMap<>();
    private final Map<String, Integer> falseAlarms = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int quiet;
    private int seen;

    Score(Map<String, Expected> expected) {
        this.expected = expected;
    }

    /** Adds what is advised on a theme, whose file is named so. */
    void add(String theme, Case recorded, Advice advice) {
        Map<String, List<String>> said = new TreeMap<>();
        for (Finding finding : advice.findings()) {
            List<String> rules = said.computeIfAbsent(finding.scene().place(), key -> new ArrayList<>());
            finding.hints().forEach(hint -> rules.add(hint.rule().id()));
        }
        TreeSet<String> places = new TreeSet<>(said.keySet());
        expected.keySet().stream()
                .filter(place -> place.startsWith(theme + ".java:"))
                .forEach(places::add);
        Map<String, String> shares = shares(recorded);
        for (String place : places) {
            Expected label = expected.getOrDefault(place, new Expected(Set.of("none")));
            compare(place, label, said.getOrDefault(place, List.of()), shares.getOrDefault(place, ""));
        }
    }

    private void compare(String place, Expected label, List<String> said, String share) {
        for (String rule : said) {
            if (label.allows(rule)) {
                hits.merge(rule, 1, Integer::sum);
            } else {
                falseAlarms.merge(rule, 1, Integer::sum);
                wrong.add("false alarm " + place + ": " + rule + ", expected " + label.rules() + " " + share);
            }
        }
        if (label.isFinding() && said.stream().noneMatch(label::allows)) {
            missed.merge(label.rules().iterator().next(), 1, Integer::sum);
            wrong.add("missed " + place + ": " + label.rules() + " " + share);
        }
        if (label.isNothing()) {
            quiet++;
            seen += share.isEmpty() ? 0 : 1;
        }
    }

    /** What each line that is worth a look allocates, as text. */
    private static Map<String, String> shares(Case recorded) {
        Map<String, String> shares = new TreeMap<>();
        for (Scene scene : recorded.scenes(recorded.recording())) {
            Traffic total = scene.recording().total();
            Traffic here = scene.allocations().stream()
                    .map(Allocation::traffic)
                    .reduce(Traffic::plus)
                    .orElseThrow();
            double bytes = (double) here.bytes() / total.bytes();
            double objects = (double) here.objects() / total.objects();
            if (Math.max(bytes, objects) >= SEEN) {
                shares.put(
                        scene.place(),
                        String.format(Locale.ROOT, "(%.1f %% of bytes, %.1f %% of objects)", bytes * 100, objects * 100)
                                + scene.allocations().stream()
                                        .limit(3)
                                        .map(each ->
                                                "\n    " + each.className() + " @ " + String.join(" < ", each.path()))
                                        .collect(Collectors.joining()));
            }
        }
        return shares;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    double recall() {
        return sum(hits) / (double) (sum(hits) + sum(missed));
    }

    double precision() {
        return sum(hits) / (double) (sum(hits) + sum(falseAlarms));
    }

    /** Near misses that allocate enough to be seen. */
    int seen() {
        return seen;
    }

    List<String> wrong() {
        return wrong;
    }

    String table() {
        TreeSet<String> rules = new TreeSet<>(hits.keySet());
        rules.addAll(missed.keySet());
        rules.addAll(falseAlarms.keySet());
        StringBuilder table =
                new StringBuilder(String.format("%-24s %5s %7s %12s%n", "rule", "hits", "missed", "false"));
        for (String rule : rules) {
            table.append(String.format(
                    "%-24s %5d %7d %12d%n",
                    rule, hits.getOrDefault(rule, 0), missed.getOrDefault(rule, 0), falseAlarms.getOrDefault(rule, 0)));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        "recall %.1f %%, precision %.1f %%; %d lines to be silent about, %d of them in sight%n",
                        recall() * 100,
                        precision() * 100,
                        quiet,
                        seen))
                .toString();
    }
}
