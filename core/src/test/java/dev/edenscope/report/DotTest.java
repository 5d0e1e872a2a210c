package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DotTest {
    /** The cases of the reference tool's own documentation of its expressions, and some that no expression takes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.util.concurrent.ThreadPoolExecutor$Worker.run|ThreadPoolExecutor$Worker.run",
                "java.bar.foo.FooBar.run(java.lang.Runnable)|FooBar.run",
                "com.acme.Orders.<init>|Orders.<init>",
                "com.acme.Orders.lambda$handle$0|Orders.lambda$handle$0",
                "(anonymous namespace)::Bar::Foo|Bar::Foo",
                "foo::Foo::bar<a::b>|Foo::bar<a::b>",
                "github.com/blah/blah/vendor/gopkg.in/redis.v3.(*baseClient).(github.com/blah/x.Cmdable)-fm"
                        + "|redis.v3.(*baseClient).(github.com/blah/x.Cmdable)-fm",
                "github.com/foo/bar/v4.(*Foo).Bar|bar.(*Foo).Bar",
                "example.org/v2xyz/foo.Bar|foo.Bar",
                "malloc|malloc",
                "java/lang/String.valueOf|String.valueOf",
            })
    void namesAreShortened(String name, String shorter) {
        assertThat(ShortName.of(name)).isEqualTo(shorter);
    }

    @Test
    void namesOfManyElementsAreShortenedToo() {
        assertThat(ShortName.of("a.".repeat(100_000) + "Orders.handle")).isEqualTo("Orders.handle");
        assertThat(ShortName.of("a/".repeat(100_000) + "orders.Handle")).isEqualTo("orders.Handle");
    }

    @Test
    void quotesAndBackslashesOfNamesAreKept() {
        Dot dot = Dot.of(Collapsed.allocations("main;say\"hello\"\\n 1 10"), Options.defaults());
        assertThat(Text.of(dot, Options.defaults()))
                .contains("[label=\"say\\\"hello\\\"\\\\n\\n10B (100%)\" id=\"node1\"")
                .contains("tooltip=\"main -> say\\\"hello\\\"\\\\n (10B)\"");
    }

    @Test
    void aCallTreeHasAPlaceForEachWayToIt() {
        Options options = Options.defaults().with("call_tree", "true").with("trim", "false");
        Dot dot = Dot.of(Collapsed.allocations("main;a;copy 1 10\nmain;b;copy 1 5"), options);
        assertThat(dot.nodes().stream().map(Dot.Node::name).collect(Collectors.toList()))
                .containsExactlyInAnyOrder("main", "a", "b", "copy", "copy");
        assertThat(dot.edges()).hasSize(4);
    }
}
