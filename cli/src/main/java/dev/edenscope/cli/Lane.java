package dev.edenscope.cli;

import dev.edenscope.profile.Merge;
import dev.edenscope.profile.Profile;
import dev.edenscope.readers.ProfileFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some neighbours among the files of a command line, which one thread reads and adds up. Lanes side by side, added up in
 * their order, give what one thread would.
 */
final class Lane implements Callable<Merge> {
    // A gzip-ed byte becomes some 8 while reading, and 8 to 16 of the profile.
    private static final long LARGEST = Runtime.getRuntime().maxMemory() / 32;

    private final List<Part> parts;
    private final AtomicInteger done;

    private Lane(List<Part> parts, AtomicInteger done) {
        this.parts = parts;
        this.done = done;
    }

    /** What is to be read, and what came of it. */
    static final class Part {
        final String name;
        private final File file;
        private Profile profile;
        private List<String> warnings = List.of();
        private IOException failure;

        /** A file. */
        Part(File file) {
            this.name = file.getPath();
            this.file = file;
        }

        /** What is at hand already. */
        Part(String name, Profile profile, IOException failure) {
            this.name = name;
            this.file = null;
            this.profile = profile;
            this.failure = failure;
        }

        /** Why it could not be read; null if it could. */
        IOException failure() {
            return failure;
        }

        /** What its reader had to say. */
        List<String> warnings() {
            return warnings;
        }

        private long bytes() {
            return file == null ? 0 : file.length();
        }

        private void addTo(Merge merge) {
            try {
                if (file != null) {
                    profile = ProfileFile.read(file.toPath());
                }
                if (profile != null) {
                    warnings = profile.warnings();
                    merge.add(profile);
                }
            } catch (IOException e) {
                failure = e;
            } finally {
                profile = null;
            }
        }
    }

    /**
     * Lanes of about equal size, at least one: as many as processors, fewer where files are so large that the heap would
     * not hold so many.
     *
     * @param done counts what is read
     */
    static List<Lane> of(List<Part> parts, AtomicInteger done) {
        long bytes = 0;
        long largest = 1;
        for (Part part : parts) {
            bytes += part.bytes();
            largest = Math.max(largest, part.bytes());
        }
        long count = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, LARGEST / largest));
        List<Lane> lanes = new ArrayList<>();
        int from = 0;
        long before = 0;
        for (int to = 1; to < parts.size(); to++) {
            before += parts.get(to - 1).bytes();
            if (before * count >= bytes * (lanes.size() + 1)) {
                lanes.add(new Lane(parts.subList(from, to), done));
                from = to;
            }
        }
        lanes.add(new Lane(parts.subList(from, parts.size()), done));
        return lanes;
    }

    @Override
    public Merge call() {
        Merge merge = new Merge();
        for (Part part : parts) {
            part.addTo(merge);
            done.incrementAndGet();
        }
        return merge;
    }
}
