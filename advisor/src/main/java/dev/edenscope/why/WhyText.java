package dev.edenscope.why;

import java.util.Locale;

/** Sites as text, a line each, as {@code go build -gcflags=-m} prints them. */
public final class WhyText {
    private WhyText() {}

    /**
     * The text: {@code Orders.java:43: new Point escapes to heap: CAUSE (+2 more) [1 of 3 copies] [proved] {1.2M objects/s, 28MB/s}}.
     * Without a duration the objects and bytes of the whole recording stand at the end.
     *
     * @param detail whether every cause gets a line of its own, with the place where it arises and what
     *     that is inlined into, and one with what would remove it
     */
    public static String of(Why why, boolean detail) {
        StringBuilder out = new StringBuilder();
        for (Site site : why.sites()) {
            out.append(line(site, why.durationNanos())).append('\n');
            if (detail) {
                detail(site, place(site), out);
            }
        }
        return out.toString();
    }

    /** A site in a line, without its end. */
    static String line(Site site, long nanos) {
        StringBuilder out = new StringBuilder(place(site)).append(": ").append(verdict(site));
        if (site.objects() > 0) {
            out.append(" {").append(rate(site.objects(), 1000, nanos, "", "k", "M", "G"));
            out.append(nanos == 0 ? " objects, " : " objects/s, ");
            out.append(rate(site.bytes(), 1024, nanos, "B", "kB", "MB", "GB"));
            out.append(nanos == 0 ? "}" : "/s}");
        }
        return out.toString();
    }

    /** What became of a site's objects, without the place: {@code new Point escapes to heap: CAUSE [proved]}. */
    public static String verdict(Site site) {
        StringBuilder out = new StringBuilder(what(site)).append(' ').append(site.verdict());
        if (!site.causes().isEmpty()) {
            out.append(": ").append(site.causes().get(0).text());
            if (site.causes().size() > 1) {
                out.append(" (+").append(site.causes().size() - 1).append(" more)");
            }
        }
        if (site.copies() > 1) {
            out.append(" [").append(site.heapCopies()).append(" of ").append(site.copies());
            out.append(" copies]");
        }
        if (!site.causes().isEmpty()) {
            out.append(mark(site.causes().get(0)));
        }
        return out.toString();
    }

    private static void detail(Site site, String place, StringBuilder out) {
        for (Remedy remedy : Remedy.of(site)) {
            Cause cause = remedy.cause();
            out.append(place).append(":   ").append(cause.text());
            if (!cause.where().isEmpty()) {
                out.append(" at ").append(cause.where());
            }
            out.append(mark(cause)).append('\n');
            out.append(place).append(":     help: ").append(remedy.text()).append('\n');
        }
        if (site.causes().size() > 1) {
            out.append(place).append(":   all ").append(site.causes().size());
            out.append(" causes must go before the object does\n");
        }
    }

    private static String mark(Cause cause) {
        return cause.proved() ? " [proved]" : " [inferred]";
    }

    static String place(Site site) {
        String file = site.file().substring(site.file().lastIndexOf('/') + 1);
        return file.isEmpty() ? "?" : site.line() == 0 ? file : file + ":" + site.line();
    }

    private static String what(Site site) {
        String made = Names.isLambda(site.className()) ? "lambda" : "new " + Names.type(site.className());
        return site.maker().isEmpty() ? made : made + " in " + Names.method(site.maker());
    }

    private static String rate(long count, int step, long nanos, String... units) {
        double scaled = nanos == 0 ? count : count * 1e9 / nanos;
        int unit = 0;
        while (scaled >= step && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        String digits = String.format(Locale.ROOT, scaled >= 10 || unit == 0 ? "%.0f" : "%.1f", scaled);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + units[unit];
    }
}
