package dev.edenscope.advice;

import dev.edenscope.why.Names;
import java.util.List;

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

    private Application(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /** What is neither the JDK nor a library that many use. */
    public static Application guessed() {
        return new Application(List.of());
    }

    /**
     * What has one of these prefixes, and nothing else.
     *
     * @param prefixes of class names, such as {@code com.acme.}
     */
    public static Application of(List<String> prefixes) {
        return prefixes.isEmpty() ? guessed() : new Application(prefixes);
    }

    /** Whether a method or a class, by its dotted name, is the application's. */
    public boolean owns(String name) {
        if (!prefixes.isEmpty()) {
            return prefixes.stream().anyMatch(name::startsWith);
        }
        return name.indexOf('.') > 0
                && !Names.isLibrary(name)
                && LIBRARIES.stream().noneMatch(name::startsWith)
                && OURS.stream().noneMatch(name::startsWith);
    }
}
