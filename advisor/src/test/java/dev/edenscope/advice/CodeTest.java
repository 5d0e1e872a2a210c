package dev.edenscope.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeTest {
    private static final String SOURCE = """
            package com.acme; final class Shop {
                List<String> names(List<Item> items, String... more) {
                    List<String> names = new ArrayList<>(); // grows
                    for (Item item : items) {
                        names.add(item.name());
                    }
                    String all = "{";
                    for (String each : more) {
                        if (!each.isEmpty()) {
                            all = all + each + ", ";
                        }
                        names.add(each);
                    }
                    names.add(all + "}");
                    return names;
                }

                boolean isSku(String text) {
                    return text.matches("[a-z]+");
                }

                String key(int shelf, String sku) {
                    return String.format("%02d:%s", shelf, sku)
                            + String.format("%s on %d", sku, shelf + 1);
                }
            }
            """;

    @TempDir
    Path folder;

    private Code code(int line) throws IOException {
        write();
        try (SourceText source = new SourceText(new Options.Sources(folder.toString(), ""))) {
            return Code.of(source, "com/acme/Shop.java", line).orElseThrow();
        }
    }

    private void write() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("com/acme")).resolve("Shop.java"), SOURCE);
    }

    /** The changes that are proposed for 100 arrays that a line of {@code Shop} makes on this path. */
    private List<String> changes(String path, int line) throws IOException {
        write();
        return Recorded.advice("100 4016 " + path + " com.acme.Shop.it:" + line, folder).findings().stream()
                .flatMap(finding -> finding.hints().stream())
                .flatMap(hint -> hint.changes().stream())
                .map(change -> change.line() + ": " + String.join(" | ", change.after()))
                .toList();
    }

    @Test
    void methodsAndLoopsAreFound() throws IOException {
        assertThat(code(5)).extracting(Code::first, Code::last, Code::loop).containsExactly(2, 16, 4);
        assertThat(code(10)).extracting(Code::first, Code::last, Code::loop).containsExactly(2, 16, 8);
        assertThat(code(14)).extracting(Code::first, Code::last, Code::loop).containsExactly(2, 16, 0);
        assertThat(code(19)).extracting(Code::first, Code::last).containsExactly(18, 20);
        assertThat(code(5).loopsOver()).contains("items");
        assertThat(code(12).sizeOf("more")).isEqualTo("more.length");
    }

    @Test
    void aListIsMadeAsLargeAsWhatTheLoopGoesOver() throws IOException {
        String grow = "java.lang.Object[] java.util.Arrays.copyOf java.util.ArrayList.grow java.util.ArrayList.add";
        assertThat(changes(grow, 5)).containsExactly("3: List<String> names = new ArrayList<>(items.size());");
        assertThat(changes(grow, 14)).isEmpty();
    }

    @Test
    void aTextPutTogetherInALoopIsAppended() throws IOException {
        String concatenation = "byte[] java.lang.StringConcatHelper.newArray java.lang.invoke.LambdaForm$MH.invoke";
        assertThat(changes(concatenation, 10)).containsExactly("10: all.append(each).append(\", \");");
        assertThat(Recorded.left(Recorded.advice("100 4016 " + concatenation + " com.acme.Shop.it:14", folder)))
                .containsExactly("string-concat-loop Shop.java:14: a single + expression is one String and its bytes"
                        + " already; a StringBuilder is no better");
    }

    @Test
    void anExpressionBecomesAField() throws IOException {
        assertThat(changes("int[] java.util.regex.Pattern.compile java.lang.String.matches", 19))
                .containsExactly(
                        "19: private static final Pattern PATTERN = Pattern.compile(\"[a-z]+\"); // in the class"
                                + " | return PATTERN.matcher(text).matches();");
    }

    @Test
    void onlyPlainFormatsBecomeConcatenations() throws IOException {
        assertThat(changes("java.util.Formatter java.lang.String.format", 23)).isEmpty();
        assertThat(changes("java.util.Formatter java.lang.String.format", 24))
                .containsExactly("24: + sku + \" on \" + (shelf + 1);");
    }
}
