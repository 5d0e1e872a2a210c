package dev.edenscope.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Times as people write them: {@code 2006-01-02 15:04:05 MST}.
 *
 * <p>The zone's abbreviation is the one of the system's zone files (RFC 8536), as other programs on the machine print
 * it. The JDK has its own names, which differ (GMT+03:00 for +03), and loads much to find them.
 */
final class LocalTime {
    private static final List<String> DIRECTORIES =
            List.of("/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo");

    private static final long SECOND = 1_000_000_000L;

    private LocalTime() {}

    static String format(Instant instant, ZoneId zone) {
        return dateAndTime(instant, zone.getRules().getOffset(instant)) + " " + abbreviation(instant, zone);
    }

    /** Nanoseconds since 1970 to the last digit, with the offset: {@code 2006-01-02 15:04:05.999 -0700 MST}. */
    static String formatNanos(long nanos, ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND));
        long rest = Math.floorMod(nanos, SECOND);
        ZoneOffset offset = zone.getRules().getOffset(instant);
        String fraction =
                rest == 0 ? "" : "." + Long.toString(SECOND + rest).substring(1).replaceAll("0+$", "");
        int minutes = offset.getTotalSeconds() / 60;
        int hoursAndMinutes = Math.abs(minutes) / 60 * 100 + Math.abs(minutes) % 60;
        return dateAndTime(instant, offset) + fraction + (minutes < 0 ? " -" : " +")
                + Integer.toString(10_000 + hoursAndMinutes).substring(1) + " " + abbreviation(instant, zone);
    }

    private static String dateAndTime(Instant instant, ZoneOffset offset) {
        String[] fields = instant.atOffset(offset)
                .toLocalDateTime()
                .withNano(0)
                .toString()
                .split("T", -1);
        String time = fields[1].length() == 5 ? fields[1] + ":00" : fields[1];
        return fields[0] + " " + time;
    }

    /** What the zone is called at a time, for example CET or CEST. */
    static String abbreviation(Instant instant, ZoneId zone) {
        if (zone.getId().equals("UTC") || zone.getId().equals("Z")) {
            return "UTC";
        }
        for (String directory : DIRECTORIES) {
            try {
                Path file = Path.of(directory, zone.getId());
                if (Files.isRegularFile(file)) {
                    return abbreviation(instant, zone, Files.readAllBytes(file));
                }
            } catch (IOException | InvalidPathException | IndexOutOfBoundsException e) {
                break;
            }
        }
        return displayName(instant, zone);
    }

    private static String displayName(Instant instant, ZoneId zone) {
        boolean summer = zone.getRules().isDaylightSavings(instant);
        return TimeZone.getTimeZone(zone).getDisplayName(summer, TimeZone.SHORT, Locale.ROOT);
    }

    private static String abbreviation(Instant instant, ZoneId zone, byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        int version = file.get(4);
        int start = version == 0 ? 0 : 44 + bodyLength(file, 0, 4);
        int timeBytes = version == 0 ? 4 : 8;
        int times = file.getInt(start + 32);
        int types = file.getInt(start + 36);
        int timesAt = start + 44;
        int indexesAt = timesAt + times * timeBytes;
        int typesAt = indexesAt + times;
        int namesAt = typesAt + types * 6;
        int last = -1;
        while (last + 1 < times && time(file, timesAt, timeBytes, last + 1) <= instant.getEpochSecond()) {
            last++;
        }
        if (last == times - 1 && version != 0) {
            String footer = text(bytes, start + 44 + bodyLength(file, start, 8) + 1, '\n');
            if (!footer.isEmpty()) {
                return ofRule(footer, zone.getRules().isDaylightSavings(instant));
            }
        }
        int type = last < 0 ? 0 : file.get(indexesAt + last) & 0xFF;
        return text(bytes, namesAt + (file.get(typesAt + type * 6 + 5) & 0xFF), '\0');
    }

    /** Length of what follows the header at {@code start}. */
    private static int bodyLength(ByteBuffer file, int start, int timeBytes) {
        int utcFlags = file.getInt(start + 20);
        int standardFlags = file.getInt(start + 24);
        int leaps = file.getInt(start + 28);
        int times = file.getInt(start + 32);
        int types = file.getInt(start + 36);
        int chars = file.getInt(start + 40);
        return times * (timeBytes + 1) + types * 6 + chars + leaps * (timeBytes + 4) + standardFlags + utcFlags;
    }

    private static long time(ByteBuffer file, int at, int bytes, int index) {
        return bytes == 4 ? file.getInt(at + index * 4) : file.getLong(at + index * 8);
    }

    private static String text(byte[] file, int at, char end) {
        int to = at;
        while (file[to] != end) {
            to++;
        }
        return new String(file, at, to - at, StandardCharsets.US_ASCII);
    }

    /** The first or second name of a rule such as {@code CET-1CEST,M3.5.0,M10.5.0/3} or {@code <+03>-3}. */
    private static String ofRule(String rule, boolean summer) {
        int at = 0;
        String name = "";
        for (int i = 0; i < (summer ? 2 : 1); i++) {
            int from = at;
            boolean quoted = at < rule.length() && rule.charAt(at) == '<';
            while (at < rule.length() && (quoted ? rule.charAt(at) != '>' : Character.isLetter(rule.charAt(at)))) {
                at++;
            }
            name = quoted ? rule.substring(from + 1, at) : rule.substring(from, at);
            at += quoted ? 1 : 0;
            while (at < rule.length() && "+-:0123456789".indexOf(rule.charAt(at)) >= 0) {
                at++;
            }
        }
        return name;
    }
}
