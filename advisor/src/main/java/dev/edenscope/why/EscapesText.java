package dev.edenscope.why;

import dev.edenscope.report.Json;
import dev.edenscope.why.Escapes.Change;
import dev.edenscope.why.Escapes.Kind;
import java.util.Locale;

/** What has changed between two recordings, as text and as JSON. */
public final class EscapesText {
    private EscapesText() {}

    /** A line a place, {@code gone   Orders.java:43: new Point escapes to heap: ...; now Orders.java:47 does not escape}, and the sums. */
    public static String of(Escapes escapes) {
        StringBuilder out = new StringBuilder();
        for (Change change : escapes.changes()) {
            out.append(line(change, escapes));
            out.append('\n');
        }
        out.append(escapes.count(Kind.GONE))
                .append(" gone, ")
                .append(escapes.count(Kind.NEW))
                .append(" new, ");
        out.append(escapes.count(Kind.STILL)).append(" still there, ");
        return out.append(escapes.count(Kind.UNKNOWN)).append(" unknown\n").toString();
    }

    /**
     * A place in a line, without its end.
     *
     * @param escapes what it is a part of
     */
    public static String line(Change change, Escapes escapes) {
        boolean wasOnHeap = change.before() != null && change.before().isOnHeap();
        boolean ofAfter = change.kind() == Kind.STILL || !wasOnHeap;
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        String line = String.format(Locale.ROOT, "%-8s", kind)
                + (ofAfter
                        ? WhyText.line(change.after(), escapes.nanosAfter())
                        : WhyText.line(change.before(), escapes.nanosBefore()));
        if (change.kind() == Kind.STILL) {
            return line;
        }
        return line + (ofAfter ? "; before: " + other(change.before()) : "; now: " + other(change.after()));
    }

    private static String other(Site site) {
        return site == null ? "no such place" : WhyText.place(site) + " " + site.verdict();
    }

    /**
     * {@code {gone, new, still, unknown, changes: [{change, before, after}]}}, where {@code before} and {@code after} are sites as
     * {@link WhyJson} has them, or null.
     */
    public static String json(Escapes escapes) {
        Json json = new Json().open('{');
        for (Kind kind : Kind.values()) {
            json.name(kind.name().toLowerCase(Locale.ROOT)).number(escapes.count(kind));
        }
        json.name("changes").open('[');
        for (Change change : escapes.changes()) {
            json.open('{').name("change").text(change.kind().name().toLowerCase(Locale.ROOT));
            site(json.name("before"), change.before(), escapes.nanosBefore());
            site(json.name("after"), change.after(), escapes.nanosAfter());
            json.close('}');
        }
        return json.close(']').close('}').document();
    }

    private static void site(Json json, Site site, long nanos) {
        if (site == null) {
            json.nothing();
        } else {
            WhyJson.add(site, nanos, json);
        }
    }
}
