package dev.edenscope.advice;

import dev.edenscope.why.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which code is the application's, and so can be changed; the rest is libraries. */
public final class Application {
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
     * What is from a directory, or from the jar that everything else lies in or beside; of what is not known whence it is as
     * {@link #guessed}. Where that leaves nothing to the application, all is guessed.
     *
     * @param origins where packages are from, by their names
     */
    public static Application from(Map<String, String> origins) {
        Map<String, Boolean> packages = new HashMap<>();
        origins.forEach((name, origin) -> packages.put(name, isOwn(origin) && isNoLibrary(name + ".")));
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
            return prefixes.stream().anyMatch(name::startsWith);
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

    private static boolean isNoLibrary(String name) {
        return name.indexOf('.') > 0
                && !Names.isLibrary(name)
                && LIBRARIES.stream().noneMatch(name::startsWith)
                && OURS.stream().noneMatch(name::startsWith);
    }
}
