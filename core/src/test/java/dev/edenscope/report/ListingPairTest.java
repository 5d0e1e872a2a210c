package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListingPairTest {
    private static final Profile PROFILE = Collapsed.of(
            Profile.Header.of(List.of(
                    ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE)),
            """
                    handle@Orders.java:2^1 8 128 0 0
                    handle@Orders.java:3^1;put@Map.java:9^8 2 4096 2 4096
                    """);

    @TempDir
    Path folder;

    private String text(String functions, Options options) throws IOException {
        Files.writeString(folder.resolve("Orders.java"), "void handle() {\n\tnew Key();\n\tput();\n}\n");
        return Text.of(ListingPair.of(PROFILE, functions, options.with("source_path", folder.toString())));
    }

    @Test
    void objectsAndBytesOfEachLineAreBesideEachOther() throws IOException {
        assertThat(text("handle", Options.defaults())).isEqualTo("""
                Total: 10 alloc_objects, 4.12kB alloc_space
                ROUTINE ======================== handle in Orders.java
                         8         10        128B     4.12kB (flat, cum)   100% of alloc_objects, 100% of alloc_space
                         .          .           .          .      1:void handle() {
                         8          8        128B       128B      2:\tnew Key();
                         .          2           .        4kB      3:\tput();
                         .          .           .          .      4:}
                """);
    }

    @Test
    void theFamilyIsThatOfTheSampleType() throws IOException {
        assertThat(text("handle", Options.defaults().with("sample_index", "inuse_space")))
                .contains(
                        "Total: 2 inuse_objects, 4kB inuse_space\n",
                        "\n         .          2           .        4kB      3:");
    }

    @Test
    void noMatchIsAnError() {
        assertThatThrownBy(() -> text("nothing", Options.defaults()))
                .isInstanceOf(UsageException.class)
                .hasMessage("no matches found for regexp: nothing");
    }
}
