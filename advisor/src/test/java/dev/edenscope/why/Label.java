package dev.edenscope.why;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is expected of the objects of a class that a line of the corpus makes, by itself or in library code that it calls.
 *
 * <p>It is written behind the line: {@code // WHY: Point removed; Box heap static}. For each class its simple name ({@code lambda}
 * for any lambda, {@code 1} for the first anonymous class), then {@code removed}, {@code unreached}, {@code uncompiled}, or {@code heap} with
 * the kind of its first cause, of several that are as plain with a bar between. {@code either} is on the heap or removed
 * depending on what else the process runs, for it goes through library code whose profile all share. Where JDKs differ,
 * each part begins with {@code 17:} or {@code 25:}, and the later one holds from that version on.
 */
record Label(String file, int line, String type, String verdict, Set<String> causes) {
    private static final String MARK = "// WHY: ";

    /** The labels of all files of a folder. */
    static List<Label> in(Path folder, int jdk) throws IOException {
        List<Label> labels = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    int at = lines.get(i).indexOf(MARK);
                    if (at >= 0) {
                        String text = lines.get(i).substring(at + MARK.length());
                        add(file.getFileName().toString(), i + 1, text, jdk, labels);
                    }
                }
            }
        }
        return labels;
    }

    private static void add(String file, int line, String text, int jdk, List<Label> labels) {
        for (String part : text.split("; ", -1)) {
            String[] word = part.split(" ", -1);
            int first = 0;
            if (word[0].endsWith(":")) {
                boolean old = word[0].equals("17:");
                if (old != jdk < 25) {
                    continue;
                }
                first = 1;
            }
            Set<String> causes = word.length > first + 2 ? Set.of(word[first + 2].split("\\|", -1)) : Set.of();
            labels.add(new Label(file, line, word[first], word[first + 1], causes));
        }
    }

    /** Whether a class is the one that is meant. */
    boolean isOf(String className) {
        if (type.equals("lambda")) {
            return className.contains("$$Lambda");
        }
        String name = Names.simple(className);
        return name.equals(type) || name.endsWith("$" + type);
    }

    /** Whether that is what became of it. */
    boolean allows(boolean onHeap) {
        return verdict.equals("either") || verdict.equals("heap") == onHeap;
    }

    boolean isCause(Cause.Kind kind) {
        return causes.contains(kind.name().toLowerCase(Locale.ROOT));
    }
}
