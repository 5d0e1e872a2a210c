package dev.edenscope.why;

import dev.edenscope.pprof.PprofReader;
import dev.edenscope.profile.Application;
import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a recording ({@code .eden}, a zip) holds: the profile, and beside it what the JIT had compiled, the class files
 * of that code and the JVM's flags. Close it when done: class files are read when they are asked for.
 */
public final class Evidence implements AutoCloseable {
    /** Entry of the profile, which any pprof tool reads. */
    public static final String PROFILE = "profile.pb.gz";

    private static final String CODE = "code.txt";
    private static final String CLASSES = "classes/";
    private static final String JVM = "jvm.properties";
    private static final String ORIGINS = "origins.txt";
    private static final long MOST_BYTES = 128L << 20; // of one entry
    private static final int MOST_METHODS = 20_000; // of class files alone: a hundredth of a second each
    private static final long LONGEST_ARRAY = 64; // EliminateAllocationArraySizeLimit by default

    /** Names of classes that the JVM makes as it goes: what is called so differs from run to run. */
    private static final Pattern MADE =
            Pattern.compile("\\$\\$|/0x|\\.0x|\\+0x|LambdaForm|\\$Proxy|/Generated|^java/lang/invoke/");

    private static final Pattern FEATURE = Pattern.compile("^[0-9]{1,4}");

    private final Closeable files;
    private final ZipFile zip; // null: class files alone
    private final Collection<String> classNames;
    private final String name;
    private final Profile profile;
    private final CompiledCode code;
    private final ClassFiles classes;
    private final Properties jvm;
    private final Application application;
    private final Logs logs;

    private Evidence(ZipFile zip, String name) throws IOException {
        this.files = zip;
        this.zip = zip;
        this.name = name;
        this.classNames = classNames(zip);
        try (InputStream in = entry(PROFILE)) {
            this.profile = PprofReader.read(in, name + "!" + PROFILE);
        }
        this.jvm = properties(zip);
        if (!problem(jvm).isEmpty()) {
            throw new DataException(name + ": the JVM did not tell what its JIT compiled: " + problem(jvm));
        }
        try (InputStream in = entry(CODE)) {
            this.code = CompiledCode.read(new String(bytes(in, CODE), StandardCharsets.UTF_8), name + "!" + CODE);
        }
        this.application = Application.from(origins());
        this.classes = new ClassFiles(this::classFile);
        this.logs = new Logs(code, end(profile.header()));
    }

    /** When the recording ended; the end of time where it does not say. */
    private static Instant end(Profile.Header header) {
        return header.timeNanos() == 0
                ? Instant.MAX
                : Instant.ofEpochSecond(0, header.timeNanos()).plusNanos(header.durationNanos());
    }

    private Evidence(ClassPath path) throws IOException {
        this.files = path;
        this.zip = null;
        this.name = "";
        this.classNames = path.names();
        this.profile =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))).build();
        this.jvm = new Properties();
        this.application = Application.guessed();
        this.classes = new ClassFiles(path::file);
        List<CompiledCode.Compilation> expected = new ArrayList<>();
        for (String owner : classNames) {
            for (CompiledCode.Method method : classes.methods(owner)) {
                if (expected.size() == MOST_METHODS) {
                    throw new DataException("more than " + MOST_METHODS + " methods; give a part of the class path");
                }
                if (classes.body(method).bytes() > 0) {
                    expected.add(Bytecode.outline(method));
                }
            }
        }
        this.code = CompiledCode.of(expected);
        this.logs = new Logs(code, Instant.MAX);
    }

    /**
     * Class files without a JVM that ran them: what C2 may do, as far as bytecode tells. Every verdict is a "may".
     *
     * @param path a folder of class files, or a jar
     * @throws IOException in one line, if it is neither
     */
    public static Evidence ofClasses(Path path) throws IOException {
        ClassPath files = new ClassPath(path);
        try {
            return new Evidence(files);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** Whether no JVM was seen to compile it. */
    boolean isBytecodeAlone() {
        return zip == null;
    }

    /**
     * Opens a recording.
     *
     * @throws IOException in one line, if it is none, or was made without what the JIT compiled
     */
    public static Evidence open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file; make one with: eden record --why PID -o FILE.eden", e);
        } catch (ZipException e) {
            throw new DataException(
                    file + ": not a recording: " + e.getMessage()
                            + "; make one with: eden record --why PID -o FILE.eden",
                    e);
        }
        try {
            return new Evidence(zip, file.toString());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private InputStream entry(String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new DataException(name + ": has no " + entry + ", so why is not known; make a recording with:"
                    + " eden record --why PID -o FILE.eden");
        }
        return zip.getInputStream(found);
    }

    /** Why the JVM that was recorded does not tell what its JIT compiled; empty if it does, or the zip does not say. */
    public static String problem(ZipFile recording) throws IOException {
        return problem(properties(recording));
    }

    private static String problem(Properties jvm) {
        return jvm.getProperty("problem", "");
    }

    private static Properties properties(ZipFile recording) throws IOException {
        Properties properties = new Properties();
        ZipEntry entry = recording.getEntry(JVM);
        if (entry != null) {
            try (InputStream in = recording.getInputStream(entry)) {
                properties.load(in);
            } catch (IllegalArgumentException e) {
                throw new DataException(recording.getName() + "!" + JVM + ": " + e.getMessage(), e);
            }
        }
        return properties;
    }

    private byte[] bytes(InputStream in, String entry) throws IOException {
        byte[] bytes = in.readNBytes((int) MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
            throw new DataException(name + "!" + entry + ": more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }

    byte[] classFile(String owner) {
        ZipEntry entry = zip.getEntry(CLASSES + owner + ".class");
        if (entry == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return bytes(in, entry.getName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collection<String> classNames(ZipFile zip) {
        List<String> names = new ArrayList<>();
        for (ZipEntry each : Collections.list(zip.entries())) {
            if (each.getName().startsWith(CLASSES) && each.getName().endsWith(".class")) {
                names.add(each.getName()
                        .substring(CLASSES.length(), each.getName().length() - ".class".length()));
            }
        }
        return names;
    }

    /**
     * Adds what the JVM's compiler itself said: more causes are then read, not inferred.
     *
     * @param log what {@code -XX:+LogCompilation} writes, or a flight recording with {@code jdk.CompilerInlining}; of the
     *     JVM that was recorded
     * @throws IOException in one line, if it is neither
     */
    public void add(Path log) throws IOException {
        logs.add(log);
    }

    /** What is amiss in what was added, each in a line. */
    public List<String> warnings() {
        return List.copyOf(logs.warnings());
    }

    Logs logs() {
        return logs;
    }

    /**
     * Whether another recording is of the same program on the same JVM: no class file differs of those that both have, and none
     * of the JVM's flags that the compiler goes by. What differs between two such is chance.
     */
    public boolean isSameProgram(Evidence other) {
        Set<String> both = new HashSet<>(classNames);
        both.retainAll(Set.copyOf(other.classNames));
        both.removeIf(name -> MADE.matcher(name).find());
        return !both.isEmpty()
                && jvm.equals(other.jvm)
                && both.stream().allMatch(name -> Arrays.equals(classFile(name), other.classFile(name)));
    }

    /** Internal names of the classes whose files are there. */
    Collection<String> classNames() {
        return classNames;
    }

    public Profile profile() {
        return profile;
    }

    CompiledCode code() {
        return code;
    }

    ClassFiles classes() {
        return classes;
    }

    /** Whose code is whose, by where the classes of a package are from, such as {@code file:/app/lib/acme.jar}. */
    public Application application() {
        return application;
    }

    private Map<String, String> origins() throws IOException {
        Map<String, String> origins = new TreeMap<>();
        ZipEntry entry = zip == null ? null : zip.getEntry(ORIGINS);
        if (entry != null) {
            try (InputStream in = zip.getInputStream(entry)) {
                String text = new String(bytes(in, ORIGINS), StandardCharsets.UTF_8);
                text.lines().filter(line -> line.indexOf(' ') > 0).forEach(line -> {
                    int blank = line.indexOf(' ');
                    origins.put(line.substring(0, blank), line.substring(blank + 1));
                });
            }
        }
        return origins;
    }

    /** The JDK's feature release, such as 17; absent where the recording does not tell. */
    public OptionalInt feature() {
        Matcher number = FEATURE.matcher(jvm.getProperty("java.version", ""));
        return number.find() ? OptionalInt.of(Integer.parseInt(number.group())) : OptionalInt.empty();
    }

    /** Size of G1's regions in bytes; empty for other collectors, and where the recording does not tell. */
    public OptionalLong regionBytes() {
        if (!jvm.getProperty("UseG1GC", "").equals("true")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(jvm.getProperty("G1HeapRegionSize", "")));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    long longestArray() {
        try {
            return Long.parseLong(jvm.getProperty("EliminateAllocationArraySizeLimit", "" + LONGEST_ARRAY));
        } catch (NumberFormatException e) {
            return LONGEST_ARRAY;
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
