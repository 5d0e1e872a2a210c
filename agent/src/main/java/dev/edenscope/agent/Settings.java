package dev.edenscope.agent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to capture and where to serve it. The names are those of the agent's options and of the command line.
 *
 * @param interval mean distance between samples in bytes, 1 to 2^30; by default 524288, as in Go
 * @param exact whether every object is counted instead
 * @param depth frames of a stack that are kept, 1 to 1024
 * @param tracked objects that are tracked for in-use at most, 64 to 2^24
 * @param stacks stacks that are kept at most, 64 to 2^22
 * @param cpu share of the process's CPU time that samples may cost before the interval is lengthened; 0: any
 * @param port TCP port of the endpoint, 0: any free one, -1: no endpoint
 * @param bind address of the endpoint
 * @param token what a client must send as {@code Authorization: Bearer}, or empty
 * @param open whether another address than loopback may be served without a token
 * @param file where the profile is written when the JVM ends, or empty
 * @param per methods whose calls are counted, as {@link CountedMethod} has them, each once; the option {@code per} can be given again
 */
record Settings(
        int interval,
        boolean exact,
        int depth,
        int tracked,
        int stacks,
        double cpu,
        int port,
        String bind,
        String token,
        boolean open,
        String file,
        List<String> per) {
    private static final String PER = "per";
    private static final String LIST = "/"; // which no name has

    Settings {
        per = List.copyOf(per);
        range("interval", interval, 1, 1 << 30);
        range("depth", depth, 1, 1024);
        range("tracked", tracked, 64, 1 << 24);
        range("stacks", stacks, 64, 1 << 22);
        range("port", port, -1, 65535);
        if (!(cpu >= 0 && cpu <= 1)) {
            throw new IllegalArgumentException("cpu=" + cpu + ": must be from 0 to 1");
        }
    }

    private static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + "=" + value + ": must be from " + least + " to " + most);
        }
    }

    /**
     * Reads {@code port=6060,interval=64k,exact}; what is not named has its default.
     *
     * @throws IllegalArgumentException naming the option that is unknown or has a bad value
     */
    static Settings parse(String options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : (options == null ? "" : options).split(",", -1)) {
            if (!option.isBlank()) {
                int equals = option.indexOf('=');
                String name = (equals < 0 ? option : option.substring(0, equals)).strip();
                String value =
                        equals < 0 ? "true" : option.substring(equals + 1).strip();
                String before = name.equals(PER) ? given.get(PER) : null;
                given.put(name, before == null ? value : before + LIST + value);
            }
        }
        Options o = new Options(given);
        Settings settings = new Settings(
                (int) Math.min(o.bytes("interval", 512 * 1024), Integer.MAX_VALUE),
                o.flag("exact"),
                o.number("depth", 128),
                o.number("tracked", 65536),
                o.number("stacks", 65536),
                o.share("cpu", 0.01),
                o.number("port", -1),
                o.text("bind", "127.0.0.1"),
                o.text("token", ""),
                o.flag("open"),
                o.text("file", ""),
                o.list(PER));
        o.requireAllKnown();
        return settings;
    }

    /** The same without calls to be counted: what captures are shared by. */
    Settings withoutCalls() {
        return new Settings(interval, exact, depth, tracked, stacks, cpu, port, bind, token, open, file, List.of());
    }

    /** The options given, and which names were asked for. */
    private record Options(Map<String, String> given, Set<String> known) {
        Options(Map<String, String> given) {
            this(given, new TreeSet<>());
        }

        String text(String name, String otherwise) {
            known.add(name);
            return given.getOrDefault(name, otherwise);
        }

        List<String> list(String name) {
            String values = text(name, "");
            return values.isEmpty()
                    ? List.of()
                    : Arrays.stream(values.split(LIST, -1)).distinct().toList();
        }

        boolean flag(String name) {
            return switch (text(name, "false")) {
                case "true" -> true;
                case "false" -> false;
                default -> throw bad(name, "true or false");
            };
        }

        int number(String name, int otherwise) {
            try {
                return Integer.parseInt(text(name, Integer.toString(otherwise)));
            } catch (NumberFormatException e) {
                throw bad(name, "a whole number");
            }
        }

        double share(String name, double otherwise) {
            String value = text(name, Double.toString(otherwise));
            try {
                return value.endsWith("%")
                        ? Double.parseDouble(value.substring(0, value.length() - 1)) / 100
                        : Double.parseDouble(value);
            } catch (NumberFormatException e) {
                throw bad(name, "a share such as 0.01 or 1%");
            }
        }

        long bytes(String name, long otherwise) {
            String value = text(name, Long.toString(otherwise)).toLowerCase(Locale.ROOT);
            String digits = value.endsWith("b") ? value.substring(0, value.length() - 1) : value;
            int shift = digits.endsWith("k") ? 10 : digits.endsWith("m") ? 20 : 0;
            try {
                return Long.parseLong(shift == 0 ? digits : digits.substring(0, digits.length() - 1)) << shift;
            } catch (NumberFormatException e) {
                throw bad(name, "a size such as 512k, 1m or 65536");
            }
        }

        IllegalArgumentException bad(String name, String wanted) {
            return new IllegalArgumentException(name + "=" + given.get(name) + ": expected " + wanted);
        }

        void requireAllKnown() {
            for (String name : given.keySet()) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException(
                            "unknown option " + name + ": there are " + String.join(", ", known));
                }
            }
        }
    }
}
