package dev.edenscope.agent;

import dev.edenscope.profile.Application;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the JIT compiled, in a file of the C part's, which may be many megabytes: read line by line, and never held. */
final class CodeText {
    private final Set<String> sampled;
    private final List<String> classes = new ArrayList<>(List.of("")); // by method number
    private final BitSet asked = new BitSet(); // methods that are asked about
    private final BitSet wanted = new BitSet(); // methods whose classes are
    private final BitSet block = new BitSet(); // methods in the compiled method that is being read

    private CodeText(Set<String> sampled) {
        this.sampled = sampled;
    }

    /**
     * Internal names of the classes in those compiled methods that hold a method which is sampled or not the JDK's. Those of
     * hidden classes have a dot before their suffix.
     *
     * @param sampled names of methods, such as {@code java.util.HashMap.put}
     */
    static Set<String> classes(Path file, Set<String> sampled) throws IOException {
        CodeText text = new CodeText(sampled);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line; (line = lines.readLine()) != null; ) {
                text.read(line);
            }
        }
        text.endBlock();
        Set<String> names = new HashSet<>();
        for (int i = text.wanted.nextSetBit(0); i >= 0; i = text.wanted.nextSetBit(i + 1)) {
            String signature = text.classes.get(i);
            if (signature.startsWith("L")) {
                names.add(signature.substring(1, signature.length() - 1));
            }
        }
        return names;
    }

    private void read(String line) {
        switch (line.charAt(0)) {
            case 'm' -> {
                String[] word = line.split(" ", -1);
                int number = Integer.parseInt(word[1]);
                while (classes.size() <= number) {
                    classes.add("");
                }
                classes.set(number, word[2]);
                String type = JavaNames.type(word[2]);
                if (!Application.isJdk(type) || sampled.contains(type + "." + word[3])) {
                    asked.set(number);
                }
            }
            case 'c' -> {
                endBlock();
                block.set(number(line, 2));
            }
            case 'p' -> {
                for (int at = line.indexOf(' ', 2); at >= 0; at = line.indexOf(' ', at + 1)) {
                    block.set(number(line, at + 1));
                }
            }
            default -> {}
        }
    }

    private void endBlock() {
        if (block.intersects(asked)) {
            wanted.or(block);
        }
        block.clear();
    }

    private static int number(String line, int from) {
        int number = 0;
        for (int i = from; i < line.length() && Character.digit(line.charAt(i), 10) >= 0; i++) {
            number = 10 * number + Character.digit(line.charAt(i), 10);
        }
        return number;
    }
}
