package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a JVM's compiler itself said of the code in a recording: in its log, or in events of a flight recording. */
final class Logs {
    private static final byte[] FLIGHT_RECORDING = {'F', 'L', 'R', 0};

    private final CompiledCode code;
    private final Instant end;
    private final Set<CompiledCode.Method> compiled = new HashSet<>(); // by C2, and entered
    private final List<CompilationLog> logs = new ArrayList<>();
    private final List<InliningEvents> events = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param end when the code was what it is */
    Logs(CompiledCode code, Instant end) {
        this.code = code;
        this.end = end;
        for (CompiledCode.Compilation each : code.compilations()) {
            if (!each.c1() && !each.retired()) {
                compiled.add(each.method());
            }
        }
    }

    /** Reads one more; what it is, is told by its content. */
    void add(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(FLIGHT_RECORDING.length);
            byte[] magic = in.readNBytes(FLIGHT_RECORDING.length);
            in.reset();
            if (Arrays.equals(magic, FLIGHT_RECORDING)) {
                add(file, InliningEvents.read(file, compiled::contains, end));
            } else if (magic.length > 0 && magic[0] == '<') {
                add(file, CompilationLog.read(in, file.toString(), compiled::contains));
            } else {
                throw new DataException(
                        file + ": neither a log that -XX:+LogCompilation writes nor a flight recording");
            }
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
        }
    }

    private void add(Path file, CompilationLog log) {
        warnings.addAll(log.warnings());
        if (log.isOf(code)) {
            logs.add(log);
        } else {
            warnings.add(file + ": is not of the code that was recorded, and so of no use; is it another process's?");
        }
    }

    private void add(Path file, InliningEvents read) {
        warnings.addAll(read.warnings());
        if (read.isEmpty()) {
            warnings.add(
                    file + ": has none of the compilations that were recorded; is it another process's, or later?");
        }
        events.add(read);
    }

    /** What is amiss in them, each in a line. */
    List<String> warnings() {
        return warnings;
    }

    /** What C2 logged of a compilation; null where nothing that was logged is just that. */
    CompilationLog.Task of(CompiledCode.Compilation compilation) {
        for (CompilationLog log : logs) {
            CompilationLog.Task found = log.of(compilation);
            if (found != null) {
                return found;
            }
        }
        return null;
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
