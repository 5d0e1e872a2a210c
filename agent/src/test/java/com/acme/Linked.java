package com.acme;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Links, and so verifies, all classes of some modules of the JDK, and has its compiler at work. */
public final class Linked {
    private Linked() {}

    public static void main(String[] modules) throws Exception {
        int linked = 0;
        for (String module : modules) {
            Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    linked += link(name.substring(0, name.length() - ".class".length())) ? 1 : 0;
                }
            }
        }
        System.out.println("linked " + linked);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///A.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return "class A { java.util.List<String> x() { return java.util.stream.Stream.of(1).map(i -> \"\" + i).toList(); } }";
                    }
                };
        Path out = Files.createTempDirectory("linked");
        boolean compiled = compiler.getTask(null, null, null, List.of("-d", out.toString()), null, List.of(source))
                .call();
        Files.delete(out.resolve("A.class"));
        Files.delete(out);
        System.out.println(compiled ? "compiled" : "not compiled");
    }

    private static boolean link(String name) {
        try {
            return Class.forName(name, false, Linked.class.getClassLoader()).getDeclaredMethods() != null;
        } catch (ClassNotFoundException e) {
            return false; // module-info, package-info
        } catch (VerifyError | ClassFormatError e) {
            throw e;
        } catch (LinkageError e) {
            return false; // of a type that this JDK leaves out
        }
    }
}
