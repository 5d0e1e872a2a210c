package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jvm")
final class EvidenceIT {
    @TempDir
    Path folder;

    /** The calls left in compiled code of a method that newer code has not replaced: stub, then chain as method@bci. */
    private static List<String> calls(String code, String method) {
        Map<String, String> methods = new HashMap<>();
        Map<String, String> stubs = new HashMap<>();
        List<String> calls = new ArrayList<>();
        boolean inside = false;
        for (String line : code.split("\n", -1)) {
            String[] word = line.split(" ", -1);
            switch (word[0]) {
                case "m" -> methods.put(word[1], word[2] + word[3]);
                case "s" -> stubs.put(word[1], line.substring(line.indexOf(' ', 2) + 1));
                case "c" -> {
                    inside = methods.get(word[1]).equals(method) && word.length == 3;
                    if (inside) {
                        calls.add("compiled");
                    }
                }
                case "p" -> {
                    if (inside) {
                        StringBuilder chain = new StringBuilder(stubs.getOrDefault(word[1], word[1]));
                        for (int i = 2; i < word.length; i++) {
                            String[] frame = word[i].split("@", -1);
                            chain.append(' ')
                                    .append(methods.get(frame[0]))
                                    .append('@')
                                    .append(frame[1]);
                        }
                        calls.add(chain.toString());
                    }
                }
                default -> assertThat(line).isEmpty();
            }
        }
        return calls;
    }

    @Test
    void compiledCodeShowsWhichAllocationsAreLeft() throws IOException, InterruptedException {
        try (Child child = Child.java(List.of(), "Compiled")) {
            child.await("warm");
            Attached.begin(child, "why", "interval=16k");
            Thread.sleep(500); // of samples
            Path recording = folder.resolve("recording.eden");
            Seen seen = Attached.endWithEvidence(child, "why", recording);
            assertThat(seen.profile().sampleCount()).isPositive();
            try (ZipFile zip = new ZipFile(recording.toFile())) {
                String code = text(zip, "code.txt");
                assertThat(calls(code, "Lcom/acme/Compiled;removed"))
                        .contains("compiled")
                        .noneMatch(call -> call.contains("new_instance"));
                assertThat(calls(code, "Lcom/acme/Compiled;kept"))
                        .anyMatch(call -> call.matches(".*new_instance(_Java)? Lcom/acme/Compiled;kept@0"));
                assertThat(calls(code, "Lcom/acme/Compiled;array"))
                        .anyMatch(call -> call.matches(".*new_array(_Java)? Lcom/acme/Compiled;array@4"));
                assertThat(calls(code, "Lcom/acme/Compiled;main"))
                        .anyMatch(call -> call.matches(
                                ".*new_instance(_Java)? Lcom/acme/Compiled;kept@0 Lcom/acme/Compiled;main@\\d+"));
                assertThat(text(zip, "jvm.properties"))
                        .contains("java.version=", "EliminateAllocationArraySizeLimit=64", "os.arch=");
                assertThat(classFile(zip, "classes/com/acme/Compiled\\.class")).contains("removed");
                // A hidden class has no file, but the JVM has its bytecode in memory.
                assertThat(classFile(zip, "classes/com/acme/Compiled\\$\\$Lambda.*\\.0x.*\\.class"))
                        .contains("getAsInt", "lambda$captured$0");
                assertThat(zip.getEntry("classes/java/lang/Object.class")).isNotNull();
                assertThat(text(zip, "gc.json")).contains("\"collectors\"");
            }
            child.hangUp();
            assertThat(child.err()).isEmpty();
        }
    }

    /** The class file whose name matches, as text of a byte a character. */
    private static String classFile(ZipFile zip, String name) throws IOException {
        ZipEntry file = zip.stream()
                .filter(entry -> entry.getName().matches(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
        try (InputStream in = zip.getInputStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("\u00ca\u00fe\u00ba\u00be");
            return text;
        }
    }

    private static String text(ZipFile zip, String entry) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
