package dev.edenscope.why;

import java.util.Locale;

/** Sites as text, a line each, as {@code go build -gcflags=-m} prints them. */
public final class WhyText {
    private WhyText() {}

    /**
     * The text.
     *
     * @param detail whether every cause gets a line of its own, with its place
     */
    public static String of(Why why, boolean detail) {
        StringBuilder out = new StringBuilder();
        for (Site site : why.sites()) {
            String place = place(site);
            out.append(place).append(": ").append(what(site)).append(' ').append(site.verdict());
            if (!site.causes().isEmpty()) {
                out.append(": ").append(site.causes().get(0).text());
                if (site.causes().size() > 1) {
                    out.append(" (+").append(site.causes().size() - 1).append(" more)");
                }
            }
            if (site.copies() > 1) {
                out.append(" [")
                        .append(site.heapCopies())
                        .append(" of ")
                        .append(site.copies())
                        .append(" copies]");
            }
            if (!site.causes().isEmpty()) {
                out.append(site.causes().get(0).proved() ? " [proved]" : " [inferred]");
            }
            if (site.objects() > 0) {
                out.append(" {").append(rate(site.objects(), why)).append(" objects, ");
                out.append(percent(site.bytes(), why.totalBytes())).append(" of bytes}");
            }
            out.append('\n');
            if (detail) {
                for (Cause cause : site.causes()) {
                    out.append(place).append(":   ").append(cause.text());
                    if (!cause.where().isEmpty()) {
                        out.append(" at ").append(cause.where());
                    }
                    out.append(cause.proved() ? " [proved]\n" : " [inferred]\n");
                }
            }
        }
        return out.toString();
    }

    private static String place(Site site) {
        String file = site.file().substring(site.file().lastIndexOf('/') + 1);
        return file.isEmpty() ? "?" : site.line() == 0 ? file : file + ":" + site.line();
    }

    private static String what(Site site) {
        String simple = Names.simple(site.className());
        return "new " + simple + (site.maker().isEmpty() ? "" : " in " + method(site.maker()));
    }

    /** {@code Integer.valueOf} for {@code java.lang.Integer.valueOf}. */
    private static String method(String name) {
        int dot = name.lastIndexOf('.');
        int before = name.lastIndexOf('.', dot - 1);
        return name.substring(before + 1);
    }

    private static String rate(long count, Why why) {
        return why.durationNanos() == 0
                ? Long.toString(count)
                : String.format(Locale.ROOT, "%.0f/s", count * 1e9 / why.durationNanos());
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "0%" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
