package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of -XX:+LogCompilation that are made up, joined with a recording whose code has a call of a constructor. */
final class CompilationLogTest {
    /** The case, whose constructor call C2 did not inline: the object goes there, then into a field. */
    private static final String CODE = """
            s 1 _new_instance_Java
            m 1 Lcom/acme/why/Places$InField; run (I)I
            c 1 120
            p 1 1@0
            p + 1@6
            """;

    private static final String BEGIN = """
            <?xml version='1.0' encoding='UTF-8'?>
            <hotspot_log version='160 1' process='1' time_ms='1'>
            <tty>
            what the program prints: </tty> <task>
            """;

    private static final String TASK = """
            <compilation_log thread='7'>
            <task compile_id='9' method='com.acme.why.Places$InField run (I)I' bytes='23' count='60500' stamp='3.1'>
            <type id='1112' name='int'/>
            <type id='1114' name='void'/>
            <klass id='1249' name='com.acme.why.Places$InField' flags='24'/>
            <klass id='1252' name='com.acme.why.Shared$Point' flags='24'/>
            <method id='1250' holder='1249' name='run' return='1112' arguments='1112' flags='1' bytes='23'/>
            <method id='1253' holder='1252' name='&lt;init&gt;' return='1114' arguments='1112 1112' flags='0' bytes='402'/>
            <parse method='1250' uses='60500.0' stamp='3.1'>
            <bc code='183' bci='6'/>
            <call method='1253' count='60000' prof_factor='1.0' inline='1'/>
            <inline_fail reason='hot method too big'/>
            <direct_call bci='6'/>
            <parse_done stamp='3.1'/>
            </parse>
            <task_done success='1' nmsize='120' count='60500' stamp='3.1'/>
            </task>
            </compilation_log>
            """;

    private static final String END = """
            <hotspot_log_done stamp='13.7'/>
            </hotspot_log>
            """;

    @TempDir
    Path folder;

    /** The first cause, and whatever is amiss. */
    private String why(String log) throws IOException {
        return why(CODE, log);
    }

    private String why(String code, String log) throws IOException {
        Path file = folder.resolve("jit.log");
        Files.writeString(file, log);
        Path recording = folder.resolve("small.eden");
        Recorded.write(recording, code);
        try (Evidence evidence = Evidence.open(recording)) {
            evidence.add(file);
            String text = WhyText.of(Why.of(evidence), true);
            return text + String.join("\n", evidence.warnings()).replace(folder + "/", "");
        }
    }

    @Test
    void theReasonThatC2GaveIsProved() throws IOException {
        assertThat(why(BEGIN + TASK + END))
                .contains(
                        "passed as receiver of Shared.Point's constructor, not inlined: hot method too big (402 bytes)"
                                + " at Places.java:" + Recorded.line() + " [proved]")
                .doesNotContain("jit.log");
    }

    @Test
    void theReceiversOfACallThatIsNotBoundAreTold() throws IOException {
        String call = """
                <call method='1253' count='1000' virtual='1' inline='1' receiver='1252' receiver_count='880' \
                receiver2='1249' receiver2_count='60'/>
                <inline_fail reason='virtual call'/>
                <virtual_call bci='6'/>
                """;
        assertThat(why(BEGIN + TASK.replaceFirst("<call method='1253'(?s).*direct_call bci='6'/>\n", call) + END))
                .contains(
                        "not inlined: virtual call, receivers seen: Shared.Point 88 %, Places.InField 6 %, others at ");
    }

    @Test
    void whatALogOfACompilerThreadHasIsEnough() throws IOException {
        String thread = "<start_compile_thread name='C2 CompilerThread0' thread='7' process='1' stamp='0.02'/>\n";
        String part = TASK.substring(TASK.indexOf('\n') + 1) + "<task compile_id='10' method='com.acme.A run ()V' byt";
        assertThat(why(thread + part))
                .contains("hot method too big (402 bytes)")
                .doesNotContain("jit.log");
    }

    @Test
    void aLogOfOtherCodeIsOfNoUse() throws IOException {
        assertThat(why(BEGIN + TASK.replace("nmsize='120'", "nmsize='600'") + END))
                .contains("[inferred]")
                .endsWith("jit.log: is not of the code that was recorded, and so of no use; is it another process's?");
    }

    @Test
    void aCompilationOfC1OrOneThatFailedDoesNotCount() throws IOException {
        String failed = TASK.replace("hot method too big", "wrong").replace("success='1'", "success='0'");
        String retried = TASK.replace(
                "<parse method",
                "<parse method='1250'>\n<bc bci='6'/>\n<call method='1253'/>\n"
                        + "<inline_fail reason='wrong'/>\n<failure reason='retry without escape analysis'/>\n<parse method");
        String c1 = TASK.replace("hot method too big", "wrong").replace("count='60500' stamp", "level='3' stamp");
        assertThat(why(BEGIN + failed + retried + c1 + END))
                .contains("hot method too big (402 bytes)")
                .doesNotContain("wrong");
    }

    @Test
    void aLogThatIsCutOffSaysSo() throws IOException {
        assertThat(why(BEGIN + TASK))
                .contains("hot method too big")
                .endsWith("jit.log: ends at line 22, before the JVM did; compilations after that are not in it");
        assertThatThrownBy(() -> why(BEGIN))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        folder + "/jit.log: ends at line 4, before the compilations of C2: the JVM writes them when it"
                                + " ends, until then they are in its hs_c*_pid*.log");
    }

    @Test
    void whatIsNoLogIsSaidInOneLine() {
        assertThatThrownBy(() -> why("[0.1s][info] no log"))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + "/jit.log: neither a log that -XX:+LogCompilation writes nor a flight recording");
        assertThatThrownBy(() -> why("FLR\0no flight recording either"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + "/jit.log: no flight recording that the JDK can read: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> why("<html>\n</html>\n"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + "/jit.log: has no compilation of C2; the JVM writes them with: -XX:");
    }

    @Test
    void aCompilationThatIsNotAsHotSpotWritesItIsLeftOut() throws IOException {
        String broken = TASK.replace("<parse method='1250'", "<parse method='77'");
        assertThat(why(BEGIN + TASK + broken + END))
                .contains("hot method too big")
                .endsWith("jit.log: 1 of 2 compilations of C2 are not as HotSpot writes them and were left out");
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            deep.append("<parse method='1250'>\n");
        }
        assertThat(why(BEGIN + TASK + TASK.replace("<parse_done", deep + "<parse_done") + END))
                .endsWith("jit.log: 1 of 2 compilations of C2 are not as HotSpot writes them and were left out");
    }

    @Test
    void nothingIsExpandedOrFetched() throws IOException {
        String entity = "<!DOCTYPE hotspot_log [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n";
        assertThat(why(entity + BEGIN + TASK.replace("hot method too big", "&e; &lt;b&gt;") + END))
                .contains("not inlined: &e; <b> at ");
    }

    /** Calls of one method are put off until all others are inlined; where they were is told by a chain. */
    @Test
    void aCallThatWasInlinedLateIsInTheTree() throws IOException {
        String late = TASK.replace(
                        "<inline_fail reason='hot method too big'/>",
                        "<inline_success reason='inline (hot)'/>\n<inline_id id='5'/>")
                .replace("<task_done", """
                        <late_inline method='1253' inline_id='5'>
                        <jvms bci='6' method='1250'/>
                        </late_inline>
                        <parse method='1253' uses='1' stamp='3.1'>
                        <bc code='183' bci='1'/>
                        <call method='1253'/>
                        <inline_fail reason='as it is'/>
                        </parse>
                        <task_done""");
        String inlined = CODE.replace("c 1 120", "m 2 Lcom/acme/why/Shared$Point; <init> (II)V\nc 1 120")
                .replace("p + 1@6", "p + 2@1 1@6");
        assertThat(why(inlined, BEGIN + late + END)).doesNotContain("jit.log");
        assertThat(why(inlined, BEGIN + TASK + END)).endsWith("is it another process's?");
    }

    /** The branch around the object was never taken: what made it is not there, and the other side is all there is. */
    @Test
    void whatC2LeftOutIsNeverReached() throws IOException {
        String trap = "<uncommon_trap bci='0' reason='uninitialized' action='reinterpret' debug_id='0'/>\n";
        String log = BEGIN + TASK.replace("<bc code='183' bci='6'/>\n", trap + "<bc code='183' bci='6'/>\n") + END;
        assertThat(why(CODE.replace("p 1 1@0\n", ""), log)).contains(": new Shared.Point is never reached");
    }

    @Test
    void codeThatBeginsInALoopIsNotReachedBefore() throws IOException {
        String osr = TASK.replace("compile_id='9'", "compile_id='9' compile_kind='osr' osr_bci='15'");
        String code = CODE.replace("p 1 1@0\n", "");
        assertThat(why(code, BEGIN + TASK + END)).contains(": new Shared.Point does not escape");
        assertThat(why(code, BEGIN + osr + END)).contains(": new Shared.Point is never reached");
    }

    @Test
    void damagedLogsAreReadOrRefused() {
        Random random = new Random(11);
        String whole = BEGIN + TASK + TASK + END;
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int k = 0; k <= random.nextInt(4); k++) {
                text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
            }
            text.setLength(random.nextInt(text.length() + 1));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            try {
                CompilationLog.read(new ByteArrayInputStream(bytes), "jit.log", method -> true);
                read++;
            } catch (IOException e) {
                assertThat(e).isInstanceOf(DataException.class).hasMessageStartingWith("jit.log: ");
            }
        }
        assertThat(read).isPositive();
    }
}
