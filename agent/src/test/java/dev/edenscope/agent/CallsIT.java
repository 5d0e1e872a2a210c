package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.CallCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are counted while a profile is taken. */
@Tag("jvm")
final class CallsIT {
    private static final String HANDLE = "com.acme.Requests.Api.handle";

    @TempDir
    Path folder;

    private static Child requests(String... options) throws InterruptedException {
        Child child = Child.java(List.of(options), "Requests");
        child.await("ready");
        return child;
    }

    @Test
    void objectsPerCallAreExact() throws IOException, InterruptedException {
        String three = "com.acme.Requests$Handler.three";
        String constructor = "com.acme.Requests$Api.<init>";
        try (Child child = requests()) {
            Attached.begin(child, "a", "exact,per=" + HANDLE + ",per=" + three + ",per=" + constructor);
            child.tell("serve 4 20000");
            Seen seen = Attached.end(child, "a");
            assertThat(CallCount.of(seen.profile()))
                    .containsExactly(
                            new CallCount(HANDLE, 2 * 4 * 20_000), // two overloads
                            new CallCount(three, 4 * 20_000),
                            new CallCount(constructor, 4));
            assertThat(seen.sum("alloc_objects", "", three)).isEqualTo(3L * 4 * 20_000);
            assertThat(seen.sum("alloc_space", "", three)).isEqualTo((24L + 16 + 24) * 4 * 20_000);
            assertThat(child.err()).isEmpty();
        }
    }

    @Test
    void ofAJvmThatStartsWithTheAgentTheClassesAreWovenWhenTheyAreLoaded() throws IOException, InterruptedException {
        Path file = folder.resolve("run.pb.gz");
        try (Child child = requests(Jdk.agent("exact,per=" + HANDLE + ",per=com.acme.Gone.handle,file=" + file))) {
            child.tell("serve 2 1000");
            child.hangUp();
            assertThat(child.exit()).as(child.toString()).isZero();
            assertThat(child.err()).isEmpty();
        }
        Seen seen = Seen.in(file);
        assertThat(CallCount.of(seen.profile())).containsExactly(new CallCount(HANDLE, 2 * (2 * 1000 + 1)));
        assertThat(seen.profile().comments())
                .contains("calls of com.acme.Gone.handle: not known: no class com.acme.Gone was loaded");
    }

    @Test
    void classesThatAreLoadedMeanwhileAreCountedToo() throws IOException, InterruptedException {
        try (Child child = requests()) {
            Attached.begin(child, "a", "per=com.acme.Requests.Late.call");
            child.tell("load");
            child.tell("load");
            Attached.begin(child, "b", "per=com.acme.Requests$Late.call"); // at the same time
            child.tell("load");
            assertThat(CallCount.of(Attached.end(child, "a").profile()))
                    .containsExactly(new CallCount("com.acme.Requests.Late.call", 3));
            child.tell("load");
            assertThat(CallCount.of(Attached.end(child, "b").profile()))
                    .containsExactly(new CallCount("com.acme.Requests$Late.call", 2));
        }
    }

    @Test
    void aClassThatCannotBeCountedMakesTheCountUnknown() throws IOException, InterruptedException {
        try (Child child = requests()) {
            Attached.begin(child, "a", "per=com.acme.Requests.Late.call");
            child.tell("loaders 3"); // the last one is blind, and works all the same
            Seen seen = Attached.end(child, "a");
            assertThat(CallCount.of(seen.profile())).isEmpty();
            assertThat(seen.comments())
                    .contains("calls of com.acme.Requests.Late.call: not known: its class loader com.acme.Requests$");
        }
    }

    @Test
    void whatIsNoMethodIsRefusedInALine() throws IOException, InterruptedException {
        try (Child child = requests()) {
            assertThat(refused(child, "com.acme.Requests.Api.hande"))
                    .isEqualTo(
                            "com.acme.Requests$Api declares no such method, but <init>, handle, none; count one that it"
                                    + " inherits where that is declared");
            assertThat(refused(child, "com.acme.Requests.Handler.none"))
                    .isEqualTo("it has no code in com.acme.Requests$Handler, it is abstract or native");
            assertThat(refused(child, "java.lang.Thread.currentThread"))
                    .isEqualTo("it has no code in java.lang.Thread, it is abstract or native");
            assertThat(refused(child, "handle")).startsWith("expected the class and the name of a method, such as ");
            assertThat(refused(child, "java.util.Objects.hash"))
                    .startsWith("calls of java.util.Objects.* cannot be counted");
            Attached.begin(child, "a", "per=" + HANDLE); // nothing of that is left
            Attached.end(child, "a");
        }
    }

    private static String refused(Child child, String method) throws IOException {
        String start = "usage per=" + method + ": ";
        String answer = Attached.command(child, "begin", "x", 300, "per=" + method);
        assertThat(answer).startsWith(start);
        return answer.substring(start.length());
    }

    /** Another agent, which sees class files behind ours, is the witness. */
    @Test
    void theCounterIsTakenOutAtTheEndAndWhenTheLeaseRunsOut() throws IOException, InterruptedException {
        String[] options = {Jdk.agent(""), "-javaagent:" + witness()};
        try (Child child = requests(options)) {
            String before = seen(child);
            assertThat(before).contains("handle").doesNotContain("EdenscopeCalls");
            Attached.begin(child, "a", "per=" + HANDLE);
            assertThat(seen(child)).contains("EdenscopeCalls1.entered");
            Attached.end(child, "a");
            assertThat(seen(child)).isEqualTo(before);

            assertThat(Attached.command(child, "begin", "b", 2, "per=" + HANDLE))
                    .isEqualTo("ok ");
            assertThat(seen(child)).contains("EdenscopeCalls1.entered");
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!seen(child).equals(before) && System.nanoTime() < deadline) {
                Thread.sleep(500);
            }
            assertThat(seen(child)).isEqualTo(before);
        }
    }

    /** The class's code, without the numbers of its constants: the JVM keeps some that are not used any more. */
    private String seen(Child child) throws IOException, InterruptedException {
        Path file = folder.resolve("Api.class");
        child.tell("witness " + file);
        try (Child javap = Child.of(List.of(Jdk.tool("javap"), "-p", "-c", "-l", file.toString()))) {
            assertThat(javap.exit()).isZero();
            return String.join("\n", javap.out()).replaceAll("#\\d+ *", "");
        }
    }

    /** The jar of an agent that sees the class of the requests as other agents leave it. */
    private Path witness() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "com.acme.Witness");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("witness.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("nothing"));
        }
        return jar;
    }

    /** What C2 compiled meanwhile has the offsets of the class with its counter: `why` needs that one. */
    @Test
    void theEvidenceHasTheClassAsItWasCompiled() throws IOException, InterruptedException {
        Path recording = folder.resolve("recording.eden");
        try (Child child = requests()) {
            Attached.begin(child, "a", "per=" + HANDLE);
            child.tell("serve 2 200000");
            Attached.endWithEvidence(child, "a", recording);
        }
        try (ZipFile zip = new ZipFile(recording.toFile())) {
            byte[] file = zip.getInputStream(zip.getEntry("classes/com/acme/Requests$Api.class"))
                    .readAllBytes();
            assertThat(new String(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .contains("EdenscopeCalls");
        }
    }
}
