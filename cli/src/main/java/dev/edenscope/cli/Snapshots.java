package dev.edenscope.cli;

import dev.edenscope.profile.DataException;
import dev.edenscope.ui.Live;
import dev.edenscope.ui.Page;
import dev.edenscope.ui.PageData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;

/** What {@code eden web} shows: the last snapshots of its source, and the files that were dropped on its page. */
final class Snapshots implements WebServer.Content {
    private static final int MOST = 20;
    private static final long MOST_SAMPLES = 1_000_000; // of all together

    /** Makes a page's data of a file. */
    interface Reader {
        PageData read(Path file, String name) throws IOException;
    }

    private record Snapshot(Live.Snapshot live, PageData data) {}

    private final int refreshSeconds;
    private final Reader reader;
    private final Deque<Snapshot> kept = new ArrayDeque<>(); // guarded by this, as is all below
    private long next = 1;
    private String newest = "";
    private String problem = "";

    /**
     * Nothing yet.
     *
     * @param refreshSeconds how often there is something new; 0 where nothing changes
     */
    Snapshots(int refreshSeconds, Reader reader) {
        this.refreshSeconds = refreshSeconds;
        this.reader = reader;
    }

    /** Has this shown from here on. */
    synchronized void add(PageData data) {
        newest = keep(data);
        problem = "";
    }

    /** There is nothing new, and why. */
    synchronized void fail(String why) {
        problem = why;
    }

    private String keep(PageData data) {
        String id = Long.toString(next++);
        kept.addLast(new Snapshot(new Live.Snapshot(id, System.currentTimeMillis(), data.title()), data));
        while (kept.size() > MOST || (kept.size() > 1 && samples() > MOST_SAMPLES)) {
            kept.removeFirst();
        }
        return id;
    }

    private long samples() {
        return kept.stream()
                .mapToLong(each -> each.data.profile().sampleCount())
                .sum();
    }

    @Override
    public byte[] page() {
        return Page.served();
    }

    /** One at a time: to make it takes memory, and sources are looked up by one. */
    @Override
    public synchronized byte[] data(String at) throws IOException {
        if (at.isEmpty() && !problem.isEmpty()) {
            throw new DataException(problem);
        }
        String wanted = at.isEmpty() ? newest : at;
        for (Snapshot each : kept) {
            if (each.live.id().equals(wanted)) {
                Live live = new Live(
                        refreshSeconds, kept.stream().map(Snapshot::live).toList(), wanted, true);
                return each.data.with(live).json().getBytes(StandardCharsets.UTF_8);
            }
        }
        throw new DataException("this snapshot is no longer kept: there are the last " + MOST);
    }

    @Override
    public byte[] upload(String name, InputStream in) throws IOException {
        Path file = Files.createTempFile("eden", ".upload");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            synchronized (this) {
                return data(keep(reader.read(file, name)));
            }
        } catch (DataException e) {
            // What people know is how it is called where it came from.
            throw new DataException(e.getMessage().replace(file.toString(), name), e);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
