package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JfrFramesTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.Orders, Orders.java",
        "com.acme.Orders$Line, Orders.java",
        "com.acme.Orders$Line$1, Orders.java",
        "com.acme.$Proxy12, $Proxy12.java",
        "Main, Main.java",
        "com.acme.OrdersKt, Orders.kt",
        "com.acme.Orders$$Lambda/0x00007f1234.56, Orders.java",
        "com.acme.Orders$$Lambda+0x00007f1234/1234, Orders.java",
    })
    void fileNamesAreGuessedFromClasses(String type, String file) {
        assertThat(JfrFrames.sourceFile(type)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "10 ms, 10000000",
        "20ms, 20000000",
        "500 us, 500000",
        "100 ns, 100",
        "1 s, 9223372036854775807",
        "everyChunk, 9223372036854775807",
        "'', 9223372036854775807",
    })
    void periodsAreReadAsJfrWritesThem(String text, long nanos) {
        assertThat(CpuSamples.nanos(text)).isEqualTo(nanos);
    }
}
