package dev.edenscope.cli;

import dev.edenscope.profile.DataException;
import dev.edenscope.profile.Merge;
import dev.edenscope.profile.Profile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The profiles of several sources in one: they are read side by side, and the result is that of reading them one after
 * the other. If some cannot be read the others are used, and the user is told.
 */
final class Batch {
    private static final int NAMED = 5;
    private static final int MOST_ASKED = 64; // at the same time

    private final Source source;
    private final Terminal terminal;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Lane.Part> parts = new ArrayList<>();

    /** @param source what reads those that are no files */
    Batch(Source source, Terminal terminal) {
        this.source = source;
        this.terminal = terminal;
    }

    /** A word of the command line, and what it stands for: itself, or the files in a folder. */
    private record Entry(String name, boolean folder, List<Lane.Part> parts) {}

    /**
     * Reads the sources.
     *
     * @param kind what messages call them: source or base
     * @throws IllegalArgumentException if they cannot be added up
     */
    Profile read(List<String> names, String kind) throws IOException {
        for (Entry entry : entries(names)) {
            entries.add(entry);
            parts.addAll(entry.parts);
        }
        Merge merge = merged();
        int fetched = 0;
        for (Entry entry : entries) {
            try {
                tell(entry);
                fetched++;
            } catch (IOException e) {
                if (entries.size() == 1) {
                    throw e;
                }
                terminal.note(e.getMessage());
            }
        }
        if (fetched == 0) {
            throw new DataException("failed to fetch any " + kind + " profiles");
        }
        if (fetched < entries.size()) {
            terminal.note("Fetched " + fetched + " " + kind + " profiles out of " + entries.size());
        }
        return merge.profile();
    }

    /** What the words stand for. Endpoints and JVMs are asked at the same time, so that all are seen in the same seconds. */
    private List<Entry> entries(List<String> names) throws DataException {
        ExecutorService executor = Executors.newFixedThreadPool(MOST_ASKED, Batch::thread);
        try {
            List<Future<Entry>> asked = new ArrayList<>();
            for (String name : names) {
                boolean live = name.equals("-") || !new File(name).exists();
                asked.add(
                        live
                                ? executor.submit(() -> new Entry(name, false, List.of(live(name))))
                                : CompletableFuture.completedFuture(entry(name)));
            }
            List<Entry> found = new ArrayList<>();
            for (Future<Entry> each : asked) {
                found.add(result(each, () -> {}));
            }
            return found;
        } finally {
            executor.shutdownNow();
        }
    }

    private Entry entry(String name) {
        File file = new File(name);
        if (!file.isDirectory()) {
            return new Entry(name, false, List.of(new Lane.Part(file)));
        }
        File[] files = file.listFiles(one -> one.isFile() && !one.isHidden());
        if (files == null) {
            return new Entry(name, true, List.of());
        }
        Arrays.sort(files);
        return new Entry(name, true, Arrays.stream(files).map(Lane.Part::new).toList());
    }

    private Lane.Part live(String name) {
        try {
            return new Lane.Part(name, source.read(name), null);
        } catch (IOException e) {
            return new Lane.Part(name, null, e);
        }
    }

    private Merge merged() throws IOException {
        AtomicInteger done = new AtomicInteger();
        List<Lane> lanes = Lane.of(parts, done);
        ExecutorService executor = Executors.newFixedThreadPool(lanes.size(), Batch::thread);
        Progress progress = new Progress(terminal);
        try {
            List<Future<Merge>> merges = lanes.stream().map(executor::submit).toList();
            Merge merge = null;
            for (Future<Merge> each : merges) {
                Merge one = result(each, () -> progress.count("reading", done.get(), parts.size()));
                if (merge == null) {
                    merge = one;
                } else {
                    merge.add(one);
                }
            }
            return merge;
        } finally {
            executor.shutdownNow();
            progress.clear();
        }
    }

    /**
     * What work has led to, which has no checked exception of its own.
     *
     * @param waiting called again and again while it goes on
     */
    private static <T> T result(Future<T> work, Runnable waiting) throws DataException {
        while (true) {
            try {
                return work.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waiting.run();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error cause) {
                    throw cause;
                }
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataException("interrupted", e);
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "eden-reader");
        thread.setDaemon(true);
        return thread;
    }

    /** Tells the user what came of a source, or throws it if it is nothing. */
    private void tell(Entry entry) throws IOException {
        List<String> unread = new ArrayList<>();
        for (Lane.Part part : entry.parts) {
            part.warnings().forEach(terminal::note);
            if (part.failure() != null && !entry.folder) {
                throw part.failure();
            }
            if (part.failure() != null) {
                unread.add(new File(part.name).getName());
            }
        }
        if (entry.parts.isEmpty()) {
            throw new DataException(entry.name + ": no files in this folder, expected profiles");
        }
        String count = entry.name + ": " + unread.size() + " of " + entry.parts.size()
                + " files cannot be read as a profile: ";
        if (unread.size() == entry.parts.size()) {
            throw new DataException(count + some(unread));
        }
        if (!unread.isEmpty()) {
            terminal.note(count + some(unread));
        }
    }

    private static String some(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
