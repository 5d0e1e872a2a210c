package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a JVM's compiler itself said of the code in a recording: in its log, or in events of a flight recording. */
final class Logs {
    private static final byte[] FLIGHT_RECORDING = {'F', 'L', 'R', 0};

    private final Set<CompiledCode.Method> compiled = new HashSet<>(); // by C2, and entered
    private final Instant end;
    private final List<CompilationLog> logs = new ArrayList<>();
    private final List<InliningEvents> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param end when the code was what it is */
    Logs(CompiledCode code, Instant end) {
        this.end = end;
        for (CompiledCode.Compilation each : code.compilations()) {
            if (!each.c1() && !each.retired()) {
                compiled.add(each.method());
            }
        }
    }

    /** Reads one more; what it is, is told by its content. */
    void add(Path file) throws IOException {
        int known;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(FLIGHT_RECORDING.length);
            byte[] magic = in.readNBytes(FLIGHT_RECORDING.length);
            in.reset();
            if (java.util.Arrays.equals(magic, FLIGHT_RECORDING)) {
                InliningEvents read = InliningEvents.read(file, compiled::contains, end);
                warnings.addAll(read.warnings());
                events.add(read);
                known = read.methods();
            } else if (magic.length > 0 && magic[0] == '<') {
                CompilationLog read = CompilationLog.read(in, file.toString(), compiled::contains);
                warnings.addAll(read.warnings());
                logs.add(read);
                known = read.methods();
            } else {
                throw new DataException(
                        file + ": neither a log that -XX:+LogCompilation writes nor a flight recording");
            }
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
        if (known == 0 && !compiled.isEmpty()) {
            warnings.add(file + ": has none of the compiled methods of the recording; is it of another process?");
        }
    }

    /** What is amiss in them, each in a line. */
    List<String> warnings() {
        return warnings;
    }

    /** What C2 logged of a compilation; null where nothing that was logged is just that. */
    CompilationLog.Task of(CompiledCode.Compilation compilation) {
        CompilationLog.Task found = null;
        for (CompilationLog log : logs) {
            for (CompilationLog.Task each : log.of(compilation.method())) {
                boolean size = each.codeBytes == 0 || each.codeBytes == compilation.bytes();
                if (size && each.holds(compilation)) {
                    found = each; // of several that are alike, the last
                }
            }
        }
        return found;
    }

    /** Why a call in the code of a method was not inlined, as an event says; null where none does. */
    String reason(CompiledCode.Method of, CompiledCode.Method caller, int bci) {
        for (InliningEvents each : events) {
            String reason = each.reason(of, caller, bci);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }
}
