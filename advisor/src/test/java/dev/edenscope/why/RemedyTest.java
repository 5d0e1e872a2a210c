package dev.edenscope.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.why.Cause.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RemedyTest {
    private static Site site(String className, Cause... causes) {
        return new Site(
                "com/acme/Orders.java",
                43,
                "com.acme.Orders.price",
                className,
                "",
                Verdict.ESCAPES,
                List.of(causes),
                1,
                1,
                0,
                0);
    }

    private static String against(String className, Kind kind, String cause) {
        return Remedy.of(site(className, new Cause(kind, cause, "", true)))
                .get(0)
                .text();
    }

    private static String ofCall(String reason) {
        return against("com.acme.Point", Kind.CALL, "passed as argument 1 of Orders.price, not inlined: " + reason);
    }

    @Test
    void aCallIsMadeInlinableByWhatKeepsItOut() {
        assertThat(ofCall("hot method too big (402 bytes)"))
                .isEqualTo("move the cold part of Orders.price out of it: 402 bytes, limit 325;"
                        + " or pass the fields instead of the object");
        assertThat(ofCall("too big for a call that is not hot (77 bytes), or its own code is too large"))
                .startsWith("move all but the first steps of Orders.price out of it: 77 bytes, limit 35");
        assertThat(ofCall("already compiled into a big method")).startsWith("split Orders.price, ");
        assertThat(ofCall("too big (77 bytes)")).contains("77 bytes, limit 35 where a call is not hot");
        assertThat(ofCall("recursive")).startsWith("make a loop of Orders.price");
        assertThat(ofCall("recursive inlining is too deep")).startsWith("make a loop of Orders.price");
        assertThat(ofCall("virtual call, several receivers")).startsWith("let one class or two come to this call");
        assertThat(ofCall("inlined 15 levels deep already")).startsWith("take a level out of the calls");
        assertThat(
                        against(
                                "com.acme.Point",
                                Kind.CALL,
                                "passed as argument 1 of IntUnaryOperator.applyAsInt, not inlined: virtual call, several receivers"))
                .startsWith("let one class or two come to this call of IntUnaryOperator.applyAsInt");
        assertThat(against(
                        "com.acme.Point",
                        Kind.CALL,
                        "passed as receiver of Point's constructor, not inlined: too big (77 bytes)"))
                .startsWith("move all but the first steps of Point's constructor out of it: 77 bytes, limit 35");
        assertThat(ofCall("native method")).contains("never inlined");
        assertThat(ofCall("constructor of an exception")).contains("return a result instead of throwing");
        assertThat(ofCall("called too rarely")).startsWith("make the object on the branch that calls Orders.price");
    }

    @Test
    void nobodyIsToldToChangeTheJdk() {
        String cause = "passed as argument 1 of HashMap.putVal, not inlined: hot method too big (348 bytes)";
        assertThat(against("com.acme.Key", Kind.CALL, cause))
                .isEqualTo("pass the fields instead of the object, or do without HashMap.putVal here: it is the JDK's");
        String constructor = "passed as receiver of AbstractSet's constructor, not inlined: called too rarely";
        assertThat(against("com.acme.Keys", Kind.CALL, constructor))
                .isEqualTo("do without AbstractSet's constructor here: it is the JDK's");
    }

    @Test
    void theRemedyFitsTheClass() {
        assertThat(against("java.lang.Integer", Kind.ARRAY, "stored in an array"))
                .isEqualTo("use an array or a collection of primitives");
        assertThat(against("java.lang.Long", Kind.FIELD, "stored in field Orders.last"))
                .isEqualTo("make the type of Orders.last the primitive");
        assertThat(against("com.acme.Orders$$Lambda", Kind.STATIC, "stored in static field Orders.task"))
                .contains("store what the lambda captures in place of the object in Orders.task");
        assertThat(against("int[]", Kind.LENGTH, "array length is no constant"))
                .isEqualTo("make the length a constant of at most 64, or make the array once and reuse it");
        assertThat(against("int[]", Kind.LENGTH, "array length 65 is over EliminateAllocationArraySizeLimit=64"))
                .isEqualTo("make the length at most 64, in place of 65; or make the array once and reuse it");
        String element = "stored in an array of a new Object[], which is itself on the heap";
        assertThat(against("java.lang.Integer", Kind.HELD, element))
                .isEqualTo("use an array or a collection of primitives");
        assertThat(against("com.acme.Orders$$Lambda", Kind.RETURNED, "returned from Orders.task"))
                .isEqualTo(
                        "keep Orders.task small enough to be inlined where it is called (325 bytes if hot, 35 if not)");
        assertThat(against(
                        "com.acme.Point",
                        Kind.HELD,
                        "stored in field Box.value of a new Box, which is itself on the heap"))
                .isEqualTo("first remove the new Box that holds it; or have that hold the fields itself");
    }

    @Test
    void everyCauseHasARemedyAndOfSeveralAllMustGo() {
        List<Cause> causes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            causes.add(new Cause(kind, "for a reason of kind " + kind, "", true));
        }
        Site site = site("com.acme.Point", causes.toArray(Cause[]::new));
        assertThat(Remedy.of(site))
                .allSatisfy(remedy -> assertThat(remedy.text()).isNotBlank());
        assertThat(Remedy.of(site)).extracting(Remedy::cause).isEqualTo(causes);
        assertThat(WhyText.of(new Why(0, 0, List.of(site)), true))
                .endsWith("Orders.java:43:   all " + causes.size() + " causes must go before the object does\n");
    }
}
