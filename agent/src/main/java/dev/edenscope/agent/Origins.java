package dev.edenscope.agent;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Profile;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the packages of a profile were loaded from, which tells the application's from libraries. */
final class Origins {
    private Origins() {}

    /** A line {@code com.acme.orders file:/app/classes/} for each package whose place is known; the JDK's have none. */
    static String text(Profile profile, Class<?>[] loaded) {
        Set<String> owners = new HashSet<>();
        for (Function function : profile.functions()) {
            int dot = function.name().lastIndexOf('.');
            if (dot > 0) {
                owners.add(function.name().substring(0, dot));
            }
        }
        Map<String, String> origins = new TreeMap<>();
        for (Class<?> each : loaded) {
            if (owners.contains(each.getName())) {
                String origin = origin(each);
                if (!origin.isEmpty()) {
                    origins.putIfAbsent(each.getPackageName(), origin);
                }
            }
        }
        StringBuilder text = new StringBuilder();
        origins.forEach(
                (name, origin) -> text.append(name).append(' ').append(origin).append('\n'));
        return text.toString();
    }

    private static String origin(Class<?> of) {
        try {
            CodeSource source = of.getProtectionDomain().getCodeSource();
            URL location = source == null ? null : source.getLocation();
            return location == null ? "" : location.toString().replace('\n', ' ');
        } catch (RuntimeException | LinkageError e) {
            return ""; // a loader of the application's may do anything
        }
    }
}
