package dev.edenscope.why;

import dev.edenscope.report.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * What has another name in the newer of two recordings: packages and classes that were moved between the two.
 *
 * @param names pairs of a part of the older recording's names and what that reads in the newer one
 */
public record Renamed(List<Pair> names) {
    /** Nothing has. */
    public static final Renamed NONE = new Renamed(List.of());

    /** Names that both recordings have are the same, dots between their parts. */
    public record Pair(String before, String after) {}

    public Renamed {
        names = List.copyOf(names);
    }

    /**
     * Reads what a user says.
     *
     * @param texts each {@code com.acme.before.=com.acme.after.}
     */
    public static Renamed of(List<String> texts) {
        List<Pair> pairs = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("-renamed \"" + text
                        + "\": expected OLD=NEW, parts of names such as com.acme.before.=com.acme.after.");
            }
            pairs.add(new Pair(text.substring(0, equals), text.substring(equals + 1)));
        }
        return new Renamed(pairs);
    }

    /** What an older name, or a text with names in it, is in the newer recording; with dots or slashes between their parts. */
    public String now(String text) {
        String now = text;
        for (Pair each : names) {
            now = now.replace(each.before, each.after)
                    .replace(each.before.replace('.', '/'), each.after.replace('.', '/'));
        }
        return now;
    }
}
