package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a JVM's compiler itself said about the code of a recording. */
final class Logs {
    private final Set<CompiledCode.Method> roots = new HashSet<>();
    private final List<CompilationLog> logs = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Logs(CompiledCode code) {
        for (CompiledCode.Compilation each : code.compilations()) {
            if (!each.c1() && !each.retired()) {
                roots.add(each.method());
            }
        }
    }

    /** Reads one more. */
    void add(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            CompilationLog log = CompilationLog.read(in, file.toString(), roots::contains);
            warnings.addAll(log.warnings());
            if (log.isEmpty() && !roots.isEmpty()) {
                warnings.add(file + ": has none of the compiled methods of the recording; is it of another process?");
            }
            logs.add(log);
        } catch (IOException e) {
            throw DataException.unreadable(file.toString(), e);
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
}
