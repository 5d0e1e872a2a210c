package dev.edenscope.readers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JfrNamesTest {
    @ParameterizedTest
    @CsvSource({
        "com/acme/Orders, com.acme.Orders.m, com/acme/Orders.java",
        "com/acme/Orders$Line$1, com.acme.Orders$Line$1.m, com/acme/Orders.java",
        "com/acme/$Proxy12, com.acme.$Proxy12.m, com/acme/$Proxy12.java",
        "Main, Main.m, Main.java",
        "com/acme/OrdersKt, com.acme.OrdersKt.m, com/acme/Orders.kt",
        "com/acme/Orders$$Lambda$14+0x0000000800c03000/1364118097, com.acme.Orders$$Lambda.m, com/acme/Orders.java",
        "com/acme/Orders$$Lambda+0x000002.0c/13, com.acme.Orders$$Lambda.m, com/acme/Orders.java",
        "com/acme/Orders$$Lambda$7.0x0000000800c03000, com.acme.Orders$$Lambda.m, com/acme/Orders.java",
        "com/acme/Orders$$Lambda$12/1364118097, com.acme.Orders$$Lambda.m, com/acme/Orders.java",
        "java/lang/invoke/LambdaForm$MH+0x0000020c2c10c000/1364118097, java.lang.invoke.LambdaForm$MH.m, java/lang/invoke/LambdaForm.java",
        "jdk/internal/reflect/GeneratedMethodAccessor71, jdk.internal.reflect.GeneratedMethodAccessor.m, jdk/internal/reflect/GeneratedMethodAccessor.java",
        "'', m, ''",
    })
    void functionsAreNamedByTheirClass(String type, String name, String file) {
        assertThat(JfrNames.function(type, "m", "()V").name()).isEqualTo(name);
        assertThat(JfrNames.function(type, "m", "()V").filename()).isEqualTo(file);
        assertThat(JfrNames.function(type, "m", "()V").systemName()).isEqualTo(type.isEmpty() ? "" : name + "()V");
    }

    @ParameterizedTest
    @CsvSource({
        "java/lang/String, java.lang.String",
        "[B, byte[]",
        "[[J, long[][]",
        "[Ljava/lang/Object;, java.lang.Object[]",
        "[Lcom/acme/Orders$$Lambda$7+0x0000000800c03000/12;, com.acme.Orders$$Lambda[]",
        "com/acme/Orders$$Lambda$7+0x0000000800c03000/12, com.acme.Orders$$Lambda",
        "'', ''",
    })
    void classesAreNamedAsInJava(String type, String name) {
        assertThat(JfrNames.type(type)).isEqualTo(name);
    }
}
