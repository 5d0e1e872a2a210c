package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    java.util.HashMap.newNode                          | HashMap.java  | java.util
                    java.util.HashMap$Node.<init>                      | HashMap.java  | java.util
                    com.acme.Orders.lambda$main$0                      | Orders.java   | com.acme
                    java/lang/String.valueOf                           | ''            | java.lang
                    kotlin.collections.CollectionsKt__IterablesKt.map  | ''            | kotlin.collections
                    com.acme.lower.method                              | ''            | com.acme
                    Main.main                                          | Main.java     | ''
                    main                                               | ''            | ''
                    main.main                                          | main.go       | main
                    main.main.func1.2                                  | /app/main.go  | main
                    fmt.Sprintf                                        | print.go      | fmt
                    fmt.Sprintf                                        | ''            | fmt
                    time.Time.Format                                   | format.go     | time
                    encoding/json.(*decodeState).object                | decode.go     | encoding/json
                    encoding/json.(*decodeState).object                | ''            | encoding/json
                    slices.SortFunc[go.shape.[]github.com/x/y.T,z]     | slices.go     | slices
                    gopkg.in/yaml%2ev3.unmarshal                       | yaml.go       | gopkg.in/yaml.v3
                    runtime.goexit                                     | asm_amd64.s   | runtime
                    """)
    void packagesAreThoseOfJavaAndGo(String function, String file, String expected) {
        assertThat(Packages.of(new Function(function, function, file, 0))).isEqualTo(expected);
    }
}
