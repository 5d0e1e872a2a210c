package dev.edenscope.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which code is the application's, and so can be changed; the rest is the JDK's and libraries. Code goes by its dotted name. */
public final class Application {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** The runtimes of other languages. */
    private static final List<String> LANGUAGES = List.of("kotlin.", "scala.");

    /** Whoever these belong to, few will change them. */
    private static final List<String> LIBRARIES = List.of(
            "akka.",
            "android.",
            "ch.qos.logback.",
            "clojure.",
            "com.amazonaws.",
            "com.esotericsoftware.",
            "com.fasterxml.",
            "com.github.benmanes.caffeine.",
            "com.google.",
            "com.mongodb.",
            "com.mysql.",
            "com.squareup.",
            "com.zaxxer.",
            "groovy.",
            "io.grpc.",
            "io.micrometer.",
            "io.micronaut.",
            "io.netty.",
            "io.opentelemetry.",
            "io.projectreactor.",
            "io.quarkus.",
            "io.reactivex.",
            "io.undertow.",
            "io.vertx.",
            "jakarta.",
            "net.bytebuddy.",
            "okhttp3.",
            "okio.",
            "org.apache.",
            "org.codehaus.",
            "org.eclipse.",
            "org.glassfish.",
            "org.h2.",
            "org.hibernate.",
            "org.jboss.",
            "org.jetbrains.",
            "org.jooq.",
            "org.json.",
            "org.junit.",
            "org.objectweb.",
            "org.openjdk.jmh.",
            "org.postgresql.",
            "org.slf4j.",
            "org.springframework.",
            "org.xerial.",
            "org.yaml.",
            "reactor.",
            "retrofit2.",
            "rx.",
            "software.amazon.",
            "tools.jackson.");

    private static final List<String> OURS = List.of("dev.edenscope.agent.");

    private final List<String> prefixes;
    private final Map<String, Boolean> packages;

    private Application(List<String> prefixes, Map<String, Boolean> packages) {
        this.prefixes = List.copyOf(prefixes);
        this.packages = Map.copyOf(packages);
    }

    /** What is neither the JDK nor a library that many use. */
    public static Application guessed() {
        return new Application(List.of(), Map.of());
    }

    /**
     * What has one of these prefixes, and nothing else.
     *
     * @param prefixes of class names, such as {@code com.acme.}
     */
    public static Application of(List<String> prefixes) {
        return prefixes.isEmpty() ? guessed() : new Application(prefixes, Map.of());
    }

    /**
     * What is from a directory, or from the jar that everything else lies in or beside, but for libraries that many use, as
     * containers unpack them; if that leaves nothing, these too, for somebody writes them. What it is not known of whence it is,
     * and all where nothing is from a directory, is {@link #guessed}.
     *
     * @param origins where packages are from, by their names
     */
    public static Application from(Map<String, String> origins) {
        Map<String, Boolean> packages = new HashMap<>();
        origins.forEach((name, origin) -> packages.put(name, isOwn(origin) && isNoLibrary(name + ".")));
        if (!packages.containsValue(true)) {
            origins.forEach((name, origin) ->
                    packages.put(name, isOwn(origin) && !isPlatform(name + ".") && !hasOne(OURS, name + ".")));
        }
        return packages.containsValue(true) ? new Application(List.of(), packages) : guessed();
    }

    /** A directory, or the classes of a jar that has its libraries inside. */
    private static boolean isOwn(String origin) {
        boolean directory = origin.endsWith("/") && !origin.endsWith("!/");
        return directory || origin.contains("BOOT-INF/classes") || origin.contains("WEB-INF/classes");
    }

    /** Whether a method or a class, by its dotted name, is the application's. */
    public boolean owns(String name) {
        if (!prefixes.isEmpty()) {
            return hasOne(prefixes, name);
        }
        if (!packages.isEmpty()) {
            Boolean known = packages.get(packageOf(name));
            if (known != null) {
                return known;
            }
        }
        return isNoLibrary(name);
    }

    /** The package in a method's or class's name: all before the first part that begins with a capital. */
    private static String packageOf(String name) {
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (Character.isUpperCase(name.charAt(from))) {
                break;
            }
            from = dot + 1;
        }
        return from == 0 ? "" : name.substring(0, from - 1);
    }

    /** Whether a method or a class is the JDK's. */
    public static boolean isJdk(String name) {
        return hasOne(JDK, name);
    }

    /** Whether a method or a class is the JDK's, or of the runtime of another language of the JVM's. */
    public static boolean isPlatform(String name) {
        return isJdk(name) || hasOne(LANGUAGES, name);
    }

    private static boolean isNoLibrary(String name) {
        return name.indexOf('.') > 0 && !isPlatform(name) && !hasOne(LIBRARIES, name) && !hasOne(OURS, name);
    }

    private static boolean hasOne(List<String> prefixes, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
