package dev.edenscope.ui;

import dev.edenscope.report.Json;
import java.util.List;
import java.util.Objects;

/**
 * What a served page can do beside showing what it has.
 *
 * @param refreshSeconds how often there is something new; 0 where nothing changes
 * @param snapshots what is kept, oldest first; empty where only one thing is shown
 * @param shown id of the snapshot that is shown, empty where there are none
 * @param uploads whether files can be dropped on the page
 */
public record Live(int refreshSeconds, List<Snapshot> snapshots, String shown, boolean uploads) {
    /** Something that was captured: its id for {@code data.json?at=ID}, when, and what it is called. */
    public record Snapshot(String id, long epochMillis, String title) {}

    public Live {
        snapshots = List.copyOf(snapshots);
        Objects.requireNonNull(shown, "shown");
    }

    void write(Json json) {
        json.open('{')
                .name("refreshSeconds")
                .number(refreshSeconds)
                .name("shown")
                .textOrNull(shown);
        json.name("uploads").flag(uploads).name("snapshots").open('[');
        for (Snapshot each : snapshots) {
            json.open('{').name("id").text(each.id).name("epochMillis").number(each.epochMillis);
            json.name("title").text(each.title).close('}');
        }
        json.close(']').close('}');
    }
}
