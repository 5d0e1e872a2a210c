package dev.edenscope.report;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Source files by the names that profiles have for them.
 *
 * <p>A relative name is looked for in every directory of the path and in all its parents, and in archives that the path
 * names ({@code *-sources.jar}, the JDK's {@code src.zip}); after all of these, in the source archives that lie in a
 * directory of the path. Archives stay open until {@link #close}. Safe for several threads.
 */
public final class SourceText implements AutoCloseable {
    private final String path;
    private final String trimPath;
    private final Map<File, ZipFile> archives = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    public SourceText(Options.Sources sources) {
        this.path = sources.path().isEmpty() ? System.getProperty("user.dir") : sources.path();
        this.trimPath = sources.trimPath();
    }

    /** The lines of a file. The message of the exception names the file and where it was looked for. */
    public synchronized List<String> lines(String file) throws IOException {
        List<String> known = texts.get(file);
        if (known == null) {
            known = split(bytes(Names.trimmed(file, trimPath, path)));
            texts.put(file, known);
        }
        return known;
    }

    @Override
    public synchronized void close() {
        for (ZipFile archive : archives.values()) {
            try {
                archive.close();
            } catch (IOException e) {
                // It was only read: nothing is lost.
            }
        }
    }

    private byte[] bytes(String name) throws IOException {
        if (new File(name).isAbsolute()) {
            return absolute(name);
        }
        List<String> places = Names.list(path);
        for (String place : places) {
            byte[] found = isArchive(place) ? inArchive(new File(place), name) : inParents(place, name);
            if (found != null) {
                return found;
            }
        }
        for (String place : places) {
            byte[] found = inArchivesOf(new File(place), name);
            if (found != null) {
                return found;
            }
        }
        throw new IOException("could not find file " + name + " on path " + path);
    }

    private static byte[] absolute(String name) throws IOException {
        File file = new File(name);
        if (!file.exists()) {
            throw new IOException("open " + name + ": no such file or directory");
        }
        if (!file.canRead()) {
            throw new IOException("open " + name + ": permission denied");
        }
        return read(file);
    }

    private static byte[] inParents(String directory, String name) throws IOException {
        for (File at = new File(Names.clean(directory)); at != null; at = at.getParentFile()) {
            File file = new File(at, name);
            if (file.isFile() && file.canRead()) {
                return read(file);
            }
        }
        File relative = new File(name);
        boolean isRelative = !new File(directory).isAbsolute();
        return isRelative && relative.isFile() && relative.canRead() ? read(relative) : null;
    }

    private static byte[] read(File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return in.readAllBytes();
        }
    }

    // Archives

    private static boolean isArchive(String place) {
        return (place.endsWith(".jar") || place.endsWith(".zip")) && new File(place).isFile();
    }

    private byte[] inArchivesOf(File directory, String name) throws IOException {
        String[] files = directory.list((in, file) -> file.endsWith("-sources.jar") || file.equals("src.zip"));
        if (files == null) {
            return null;
        }
        Arrays.sort(files);
        for (String file : files) {
            byte[] found = inArchive(new File(directory, file), name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private byte[] inArchive(File file, String name) throws IOException {
        ZipFile archive = archives.get(file);
        if (archive == null) {
            archive = opened(file);
            archives.put(file, archive);
        }
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            entry = inModule(archive, name);
        }
        if (entry == null || entry.isDirectory()) {
            return null;
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static ZipFile opened(File file) throws IOException {
        try {
            return new ZipFile(file);
        } catch (IOException e) {
            throw new IOException(file + ": not a readable archive: " + e.getMessage(), e);
        }
    }

    /** The entry of this name below a module's directory, as the JDK's src.zip has them. */
    private static ZipEntry inModule(ZipFile archive, String name) {
        String suffix = "/" + name;
        for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String path = entry.getName();
            if (path.endsWith(suffix) && path.indexOf('/') == path.length() - suffix.length()) {
                return entry;
            }
        }
        return null;
    }

    /** Lines without their ends, which are a line feed or a carriage return and a line feed. */
    private static List<String> split(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            int cut = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(text.substring(start, cut));
            start = end + 1;
        }
        return lines;
    }
}
