package dev.edenscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** {@code CompileSources SOURCES CLASSES SECONDS}: compiles what is in one folder into another again and again; says {@code warm} after a while. */
final class CompileSources {
    private CompileSources() {}

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean good = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!good) {
                throw new IOException("it does not compile");
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
            sources = all.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                    .toList();
        }
        Path classes = Files.createDirectories(Path.of(arguments[1]));
        long begin = System.nanoTime();
        for (boolean warm = false; ; ) {
            compile(sources, classes);
            if (!warm && System.nanoTime() - begin > Integer.parseInt(arguments[2]) * 1_000_000_000L) {
                warm = true;
                System.out.println("warm");
            }
        }
    }
}
