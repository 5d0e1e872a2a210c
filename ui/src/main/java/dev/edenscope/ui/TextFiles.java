package dev.edenscope.ui;

import dev.edenscope.report.Json;
import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The source text that goes into a page: of the files that frames are in, and no others.
 *
 * @param kind whose files
 * @param application whether a function, by its name, is the application's
 * @param text where source is looked for
 */
public record TextFiles(Kind kind, Predicate<String> application, SourceText text) {
    private static final int MOST_CHARACTERS =
            16 << 20; // of all files together; what is more is left out, and that is said

    /** Whose source goes into a page. */
    public enum Kind {
        /** Of all files that are found. */
        ALL,
        /** Of the application. */
        APP,
        /** Of nobody. */
        NONE;

        /** As the command line has it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code {kind, files: [{file, lines[]}], missing: [], left}}: files that were not found, how many had no room. */
    void write(Json json, Columns columns) {
        json.open('{').name("kind").text(kind.toString()).name("files").open('[');
        List<Integer> missing = new ArrayList<>();
        int left = 0;
        long characters = 0;
        boolean[] own = columns.applicationFiles();
        for (int file = 0; file < own.length && kind != Kind.NONE; file++) {
            if (kind == Kind.APP && !own[file]) {
                continue;
            }
            List<String> lines = lines(columns.files().get(file));
            long more = lines.stream().mapToLong(line -> line.length() + 1).sum();
            if (lines.isEmpty()) {
                missing.add(file);
            } else if (characters + more > MOST_CHARACTERS) {
                left++;
            } else {
                characters += more;
                json.open('{')
                        .name("file")
                        .number(file)
                        .name("lines")
                        .texts(lines)
                        .close('}');
            }
        }
        json.close(']').name("missing").open('[');
        missing.forEach(json::number);
        json.close(']').name("left").number(left).close('}');
    }

    /** The lines of a file; none where it is not found. */
    private List<String> lines(String file) {
        try {
            return text.lines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
