package dev.edenscope.advice;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is expected of a line of the labelled programs, which is written behind it: {@code // RULE: presize-list} for a
 * finding of that rule, {@code // RULE: none} for none, with a bar between where either is right. Where JDKs differ,
 * there are two parts, {@code 17: none; 25: boxing}, and the later one holds from that version on. Of a line without a
 * label nothing is to be said.
 */
record Expected(Set<String> rules) {
    private static final String MARK = "// RULE: ";
    private static final String NONE = "none";

    /** The labels of all files of a folder, by {@code File.java:LINE}. */
    static Map<String, Expected> in(Path folder, int jdk) throws IOException {
        Map<String, Expected> labels = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                int line = 0;
                for (String text : Files.readAllLines(file)) {
                    line++;
                    int at = text.indexOf(MARK);
                    if (at >= 0) {
                        String rules = part(text.substring(at + MARK.length()), jdk);
                        labels.put(file.getFileName() + ":" + line, new Expected(Set.of(rules.split("\\|", -1))));
                    }
                }
            }
        }
        return labels;
    }

    private static String part(String text, int jdk) {
        for (String part : text.split("; ", -1)) {
            if (part.startsWith(jdk < 25 ? "17: " : "25: ")) {
                return part.substring(4);
            }
        }
        return text;
    }

    /** Whether a finding has to be there. */
    boolean isFinding() {
        return !rules.contains(NONE);
    }

    /** Whether nothing may be there. */
    boolean isNothing() {
        return rules.equals(Set.of(NONE));
    }

    boolean allows(String rule) {
        return rules.contains(rule);
    }
}
