package dev.edenscope.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApplicationTest {
    @Test
    void whatComesFromAFolderIsTheApplicationsAndJarsAreLibraries() {
        Application application = Application.from(Map.of(
                "com.acme", "file:/app/classes/",
                "com.acme.lib", "file:/app/lib/acme-lib.jar",
                "java.util", "jrt:/java.base"));
        assertThat(application.owns("com.acme.Orders.price")).isTrue();
        assertThat(application.owns("com.acme.lib.Codec.encode")).isFalse();
        assertThat(application.owns("java.util.ArrayList.grow")).isFalse();
        assertThat(application.owns("org.other.Thing.run")).as("not told of").isTrue();
        assertThat(application.owns("io.netty.buffer.PoolArena.allocate")).isFalse();
    }

    @Test
    void librariesThatAContainerUnpacksStayLibraries() {
        Application application =
                Application.from(Map.of("com.acme", "file:/app/classes/", "com.fasterxml.jackson", "file:/app/libs/"));
        assertThat(application.owns("com.fasterxml.jackson.Mapper.read")).isFalse();
        assertThat(application.owns("com.acme.Orders.price")).isTrue();
    }

    @Test
    void whoeverWritesALibraryOwnsIt() {
        Application application = Application.from(
                Map.of("org.h2.engine", "file:/src/h2/target/classes/", "java.util", "jrt:/java.base"));
        assertThat(application.owns("org.h2.engine.Session.query")).isTrue();
        assertThat(application.owns("java.util.ArrayList.grow")).isFalse();
    }

    @Test
    void prefixesAreTakenAtTheirWord() {
        Application application = Application.of(List.of("org.h2."));
        assertThat(application.owns("org.h2.engine.Session.query")).isTrue();
        assertThat(application.owns("com.acme.Orders.price")).isFalse();
    }

    @Test
    void withoutAWordWhatManyUseIsNotTheApplications() {
        Application application = Application.guessed();
        assertThat(application.owns("com.acme.Orders.price")).isTrue();
        assertThat(application.owns("Main.main")).isTrue();
        assertThat(application.owns("kotlin.text.StringsKt.split")).isFalse();
        assertThat(application.owns("[gc]")).isFalse();
    }
}
