package dev.edenscope.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A recording, a zip: the profile, and beside it what the question why an object was allocated needs, and the garbage
 * collections.
 *
 * <ul>
 *   <li>{@code profile.pb.gz}
 *   <li>{@code code.txt}: what the JIT compiled (code.c), all of it
 *   <li>{@code classes/com/acme/Orders.class}: the class files of compiled code that has a sampled method or one that is
 *       not the JDK's, and of their super types. Of classes without a file, such as hidden ones, what the JVM has in memory
 *   <li>{@code origins.txt}: where packages were loaded from
 *   <li>{@code gc.json}: the collections while it was recorded ({@link Gc}), where they were watched
 *   <li>{@code jvm.properties}: the JVM's version, its architecture, the flags that the JIT decides by, and
 *       the size of G1's regions
 * </ul>
 */
final class Evidence {
    private static final int MOST_CLASSES = 8_000;
    private static final long MOST_CLASS_BYTES = 48L << 20;
    private static final List<String> PROPERTIES =
            List.of("java.version", "java.vm.name", "java.vm.version", "java.vm.vendor", "os.arch");
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
            "UseJVMCICompiler",
            "UseG1GC",
            "G1HeapRegionSize");

    private Evidence() {}

    /**
     * Writes a recording of what there is now. A JVM that does not tell what it compiled gives the properties alone, with the
     * reason as {@code problem}: the profile is not to be lost for that.
     *
     * @param profile whose methods are asked about
     * @param gc what {@link Gc} has seen, as JSON; empty where nobody watched
     */
    static void write(Profile profile, String gc, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PprofWriter.write(profile, bytes);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "profile.pb.gz", bytes.toByteArray());
            if (!gc.isEmpty()) {
                entry(zip, "gc.json", gc.getBytes(StandardCharsets.UTF_8));
            }
            add(profile, zip);
        }
    }

    /** One at a time: the C part has one environment for it. */
    private static synchronized void add(Profile profile, ZipOutputStream zip) throws IOException {
        String missing = Native.load();
        Class<?>[] known = missing == null ? Native.loadedClasses() : null;
        Class<?>[] loaded = known == null ? new Class<?>[0] : known;
        entry(zip, "origins.txt", Origins.text(profile, loaded).getBytes(StandardCharsets.UTF_8));
        Path code = Files.createTempFile("edenscope", ".txt");
        try {
            String problem = missing == null ? Native.compiledCode(nativeName(code)) : missing;
            String properties = jvm() + (problem == null ? "" : "problem=" + problem + "\n");
            entry(zip, "jvm.properties", properties.getBytes(StandardCharsets.UTF_8));
            if (problem == null) {
                zip.putNextEntry(new ZipEntry("code.txt"));
                Files.copy(code, zip);
                zip.closeEntry();
                classes(zip, loaded, CodeText.classes(code, sampled(profile)));
            }
        } finally {
            Files.delete(code);
        }
    }

    static byte[] nativeName(Path file) {
        return (file.toAbsolutePath() + "\0")
                .getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name())));
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
                String value = bean.getVMOption(flag).getValue();
                text.append(flag).append('=').append(value).append('\n');
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

    /** Whether it is one of them or, outside the JDK, nested in one: what C2 dissolved has left no trace in its code. */
    private static boolean isWanted(String name, Set<String> wanted) {
        int outer = name.lastIndexOf('$');
        boolean nested = outer > 0 && name.indexOf('.') < 0 && !Application.isJdk(name.replace('/', '.'));
        return wanted.contains(name) || (nested && isWanted(name.substring(0, outer), wanted));
    }

    /** Its internal name, with a dot before a hidden class's suffix. */
    private static String name(Class<?> of) {
        String name = of.getName();
        int suffix = of.isHidden() ? name.lastIndexOf('/') : name.length();
        return name.substring(0, suffix).replace('.', '/')
                + name.substring(suffix).replace('/', '.');
    }

    private static void classes(ZipOutputStream zip, Class<?>[] loaded, Set<String> wanted) throws IOException {
        Map<String, Class<?>> found = new TreeMap<>();
        Deque<Class<?>> next = new ArrayDeque<>();
        for (Class<?> each : loaded) {
            if (isWanted(name(each), wanted)) {
                next.add(each);
            }
        }
        while (!next.isEmpty() && found.size() < MOST_CLASSES) {
            Class<?> each = next.poll();
            // The same name from several loaders: one of them has to do.
            if (found.putIfAbsent(name(each), each) == null) {
                if (each.getSuperclass() != null) {
                    next.add(each.getSuperclass());
                }
                next.addAll(List.of(each.getInterfaces()));
            }
        }
        List<String> without = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, Class<?>> each : found.entrySet()) {
            byte[] file = Calls.woven(each.getValue(), file(each.getValue()));
            bytes += file.length;
            if (bytes > MOST_CLASS_BYTES) {
                return;
            }
            if (file.length > 0) {
                entry(zip, "classes/" + each.getKey() + ".class", file);
            } else {
                without.add(each.getKey());
            }
        }
        byte[][] files = Native.classFiles(without.stream().map(found::get).toArray(Class<?>[]::new));
        for (int i = 0; files != null && i < files.length; i++) {
            if (files[i] != null && files[i].length > 0) {
                entry(zip, "classes/" + without.get(i) + ".class", files[i]);
            }
        }
    }

    /** The class file as its loader has it; empty where it has none (generated classes), or fails. */
    private static byte[] file(Class<?> of) {
        if (of.isHidden()) {
            return new byte[0];
        }
        try (InputStream in =
                of.getResourceAsStream("/" + of.getName().replace('.', '/').concat(".class"))) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException | RuntimeException | LinkageError e) {
            return new byte[0]; // a loader of the application's may do anything
        }
    }
}
