package dev.edenscope.why;

import dev.edenscope.pprof.PprofWriter;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A recording of the case {@code Places.InField} that a test has made up, but for the class file. */
final class Recorded {
    static final String CASE = "com/acme/why/Places$InField";

    /** What the JIT compiled: the case, with the object that it puts into a field. */
    static final String CODE = """
            s 1 _new_instance_Java
            m 1 Lcom/acme/why/Places$InField; run (I)I
            c 1 120
            p 1 1@0
            """;

    private Recorded() {}

    /** 1,200 objects of 24 bytes in a second. */
    static Profile profile() {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))
                        .withTime(0, 1_000_000_000L));
        String name = CASE.replace('/', '.') + ".run";
        int run = builder.function(new Function(name, name + "(I)I", "com/acme/why/Places.java", 0));
        int location = builder.location(run, line());
        int labels = builder.labels(List.of(Label.of("class", "com.acme.why.Shared$Point")));
        builder.add(builder.stack(new int[] {location}, 1), labels, 1200, 28_800);
        return builder.build();
    }

    /** The line on which the case makes its object. */
    static int line() {
        try {
            List<String> lines = Files.readAllLines(Corpus.SOURCES.resolve("Places.java"));
            int declared = lines.indexOf("    static final class InField implements Case {");
            for (int i = declared; ; i++) {
                if (lines.get(i).contains("new Point")) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void write(Path file, String code) throws IOException {
        Path profile = Files.createTempFile(file.getParent(), "profile", ".pb.gz");
        PprofWriter.write(profile(), profile);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                InputStream owner = Recorded.class.getResourceAsStream("/" + CASE + ".class")) {
            put(zip, Evidence.PROFILE, Files.readAllBytes(profile));
            put(zip, "code.txt", code.getBytes(StandardCharsets.UTF_8));
            put(zip, "jvm.properties", "java.version=17.0.15\n".getBytes(StandardCharsets.UTF_8));
            put(zip, "classes/" + CASE + ".class", owner.readAllBytes());
        }
    }

    /** The same of a JVM that does not tell what it compiled. */
    static void writeProblem(Path file, String problem) throws IOException {
        Path profile = Files.createTempFile(file.getParent(), "profile", ".pb.gz");
        PprofWriter.write(profile(), profile);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, Evidence.PROFILE, Files.readAllBytes(profile));
            put(zip, "jvm.properties", ("problem=" + problem + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
