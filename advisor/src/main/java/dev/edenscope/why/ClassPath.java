package dev.edenscope.why;

import dev.edenscope.profile.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The class files of a folder or a jar; those of the JDK are that of this process. */
final class ClassPath implements Closeable {
    private static final String SUFFIX = ".class";
    private static final long MOST_BYTES = 16L << 20; // of one class

    private final Path folder; // null: a jar
    private final ZipFile jar;

    ClassPath(Path path) throws IOException {
        folder = Files.isDirectory(path) ? path : null;
        try {
            jar = folder == null ? new ZipFile(path.toFile()) : null;
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": no such folder or jar", e);
        } catch (ZipException e) {
            throw new DataException(path + ": not a jar: " + e.getMessage(), e);
        }
    }

    /** Internal names of its classes, in order. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (folder == null) {
            Collections.list(jar.entries()).forEach(entry -> names.add(entry.getName()));
        } else {
            try (Stream<Path> files = Files.walk(folder)) {
                files.forEach(
                        file -> names.add(folder.relativize(file).toString().replace('\\', '/')));
            }
        }
        return names.stream()
                .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.contains("-info."))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .sorted()
                .toList();
    }

    /** The bytes of a class, or null where there is none. */
    byte[] file(String owner) {
        try (InputStream in = stream(owner + SUFFIX)) {
            return in == null ? null : in.readNBytes((int) MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream stream(String name) throws IOException {
        ZipEntry entry = jar == null ? null : jar.getEntry(name);
        if (entry != null) {
            return jar.getInputStream(entry);
        }
        Path file = folder == null ? null : folder.resolve(name);
        return file != null && Files.isRegularFile(file)
                ? Files.newInputStream(file)
                : ClassLoader.getPlatformClassLoader().getResourceAsStream(name);
    }

    @Override
    public void close() throws IOException {
        if (jar != null) {
            jar.close();
        }
    }
}
