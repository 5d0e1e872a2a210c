package dev.edenscope.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What the question why an object was allocated needs beside the profile, as a zip.
 *
 * <ul>
 *   <li>{@code code.txt}: what the JIT compiled (code.c), all of it
 *   <li>{@code classes/com/acme/Orders.class}: the class files of compiled code that has a sampled method or one that is
 *       not the JDK's, and of their super types. Hidden classes have none
 *   <li>{@code jvm.properties}: the JVM's version, its architecture, and the flags that the JIT decides by
 * </ul>
 */
final class Evidence {
    private static final int MOST_CLASSES = 8_000;
    private static final long MOST_CLASS_BYTES = 48L << 20;
    private static final List<String> PROPERTIES =
            List.of("java.version", "java.vm.name", "java.vm.version", "java.vm.vendor", "os.arch");
    private static final List<String> JDK = List.of("Ljava/", "Ljavax/", "Ljdk/", "Lsun/", "Lcom/sun/");
    private static final List<String> FLAGS = List.of(
            "DoEscapeAnalysis",
            "EliminateAllocations",
            "EliminateAllocationArraySizeLimit",
            "ReduceAllocationMerges",
            "Inline",
            "MaxInlineSize",
            "FreqInlineSize",
            "MaxInlineLevel",
            "MaxRecursiveInlineLevel",
            "InlineSmallCode",
            "TieredStopAtLevel",
            "UseJVMCICompiler");

    private Evidence() {}

    /**
     * Writes what there is now. A JVM that does not tell what it compiled gives the properties alone, with the reason as
     * {@code problem}: the profile is not to be lost for that.
     *
     * @param profile whose methods are asked about
     */
    static void write(Profile profile, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(profile, zip);
        }
    }

    /** Writes a recording, as {@code eden record} does: the profile, and behind it all that. */
    static void writeRecording(Profile profile, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PprofWriter.write(profile, bytes);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "profile.pb.gz", bytes.toByteArray());
            add(profile, zip);
        }
    }

    private static void add(Profile profile, ZipOutputStream zip) throws IOException {
        String missing = Native.load();
        Object told = missing == null ? Native.compiledCode() : missing;
        if (told instanceof byte[] code) {
            entry(zip, "jvm.properties", jvm().getBytes(StandardCharsets.UTF_8));
            entry(zip, "code.txt", code);
            classes(zip, wanted(new String(code, StandardCharsets.UTF_8), sampled(profile)));
        } else {
            entry(zip, "jvm.properties", (jvm() + "problem=" + told + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String jvm() {
        StringBuilder text = new StringBuilder();
        for (String property : PROPERTIES) {
            text.append(property)
                    .append('=')
                    .append(System.getProperty(property, ""))
                    .append('\n');
        }
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (String flag : bean == null ? List.<String>of() : FLAGS) {
            try {
                text.append(flag)
                        .append('=')
                        .append(bean.getVMOption(flag).getValue())
                        .append('\n');
            } catch (IllegalArgumentException e) {
                // this JVM has no such flag
            }
        }
        return text.toString();
    }

    private static Set<String> sampled(Profile profile) {
        Set<String> names = new HashSet<>();
        for (Function function : profile.functions()) {
            names.add(function.name());
        }
        return names;
    }

    private static boolean isJdk(String signature) {
        return JDK.stream().anyMatch(signature::startsWith);
    }

    /** Internal names of the classes in the compiled methods that a method asked about is part of. */
    private static Set<String> wanted(String code, Set<String> sampled) {
        Map<String, String> classOf = new HashMap<>(); // by method number
        Set<String> asked = new HashSet<>(); // method numbers
        Set<String> wanted = new HashSet<>();
        Set<String> block = new HashSet<>();
        boolean concerned = false;
        for (int from = 0, to; from < code.length(); from = to + 1) {
            to = code.indexOf('\n', from);
            String[] word = code.substring(from, to).split(" ", -1);
            switch (word[0]) {
                case "m" -> {
                    classOf.put(word[1], word[2]);
                    if (!isJdk(word[2]) || sampled.contains(JavaNames.type(word[2]) + "." + word[3])) {
                        asked.add(word[1]);
                    }
                }
                case "c" -> {
                    if (concerned) {
                        wanted.addAll(block);
                    }
                    block.clear();
                    block.add(classOf.get(word[1]));
                    concerned = asked.contains(word[1]);
                }
                case "p" -> {
                    for (int i = 2; i < word.length; i++) {
                        String method = word[i].substring(0, word[i].indexOf('@'));
                        block.add(classOf.get(method));
                        concerned |= asked.contains(method);
                    }
                }
                default -> {}
            }
        }
        if (concerned) {
            wanted.addAll(block);
        }
        Set<String> names = new HashSet<>();
        for (String signature : wanted) {
            if (signature != null
                    && signature.startsWith("L")
                    && signature.indexOf('.') < 0) { // hidden ones have a dot
                names.add(signature.substring(1, signature.length() - 1));
            }
        }
        return names;
    }

    /** Whether it is one of them or, outside the JDK, nested in one: what C2 dissolved has left no trace in its code. */
    private static boolean isWanted(String name, Set<String> wanted) {
        int outer = name.lastIndexOf('$');
        return wanted.contains(name) || (outer > 0 && !isJdk("L" + name) && isWanted(name.substring(0, outer), wanted));
    }

    private static void classes(ZipOutputStream zip, Set<String> wanted) throws IOException {
        Class<?>[] loaded = Native.loadedClasses();
        Map<String, Class<?>> found = new TreeMap<>();
        Deque<Class<?>> next = new ArrayDeque<>();
        for (Class<?> each : loaded == null ? new Class<?>[0] : loaded) {
            if (isWanted(each.getName().replace('.', '/'), wanted)) {
                next.add(each);
            }
        }
        while (!next.isEmpty() && found.size() < MOST_CLASSES) {
            Class<?> each = next.poll();
            // The same name from several loaders: one of them has to do.
            if (found.putIfAbsent(each.getName().replace('.', '/'), each) == null) {
                if (each.getSuperclass() != null) {
                    next.add(each.getSuperclass());
                }
                next.addAll(List.of(each.getInterfaces()));
            }
        }
        long bytes = 0;
        for (Map.Entry<String, Class<?>> each : found.entrySet()) {
            byte[] file = file(each.getValue());
            bytes += file.length;
            if (bytes > MOST_CLASS_BYTES) {
                return;
            }
            if (file.length > 0) {
                entry(zip, "classes/" + each.getKey() + ".class", file);
            }
        }
    }

    /** The class file as its loader has it; empty where it has none (generated classes), or fails. */
    private static byte[] file(Class<?> of) {
        try (InputStream in =
                of.getResourceAsStream("/" + of.getName().replace('.', '/').concat(".class"))) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError e) {
            return new byte[0]; // a loader of the application's may do anything
        }
    }
}
