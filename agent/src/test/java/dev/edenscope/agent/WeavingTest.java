package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeavingTest {
    private static final String COUNTER = CallCounter.class.getName().replace('.', '/');

    /** Behind each method: how often {@code run} calls it. */
    private static final String SHAPES = """
            import java.lang.annotation.*;
            import java.util.*;
            import java.util.function.*;

            public final class Shapes {
                @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @Retention(RetentionPolicy.RUNTIME) @interface Kept {}

                static int first = 7;                                                     // <clinit> 1
                private final int n;

                Shapes(int n) { this(n > 0 ? n : -n, "one"); }                            // <init> 8
                Shapes(int n, String name) { super(); this.n = n; if (n > 1) { first++; } }

                static int loop(int n) { do { n--; } while (n > 0); return n; }           // loop 3
                static int forever(int n) { for (;;) { if (n-- < 0) { return n; } } }     // forever 2
                static int table(int n) {                                                 // table 4
                    switch (n) { case 0: return 5; case 1: return 6; case 2: return 7; case 3: return 9; default: return 8; }
                }
                static int lookup(int n) {                                                // lookup 3
                    switch (n) { case 10: return 5; case 1000: return 6; case 100000: return 7; default: return 8; }
                }
                static int text(String of) {                                              // text 2
                    switch (of) { case "a": return 1; case "bb": return 2; default: return 3; }
                }
                static int caught(Object of) {                                            // caught 2
                    try { return of.hashCode() * 0; } catch (NullPointerException e) { return -1; } finally { first++; }
                }
                static int thrown(int n) {                                                // thrown 2
                    if (n == 0) { throw new IllegalStateException(); }
                    return n;
                }
                static synchronized int locked(int n) { return n > 3 ? locked(n - 1) : n; } // locked 3
                int blocked() { synchronized (this) { return n > 0 ? n : 1; } }           // blocked 1
                static Object made(boolean one) {                                         // made 2
                    return new StringBuilder(one ? "x" : "y").append(new String(one ? "z" : "")).toString();
                }
                static long far(long a, double b) {                                       // far 2
                    long x = a * 3 + a * 5 - a * 7 + a * 11 - a * 13 + a * 17; double y = b * 3 + b * 5 - b * 7 + b * 11;
                    long z = x ^ (x >> 3) ^ (x << 5) ^ (x >>> 7) ^ (x << 11); int i = (int) (z ^ x);
                    while (i > 100) { long w = i; i /= 2; x += w; }
                    return x > y ? x + z : i;
                }
                static <T extends @Kept Comparable<T>> @Kept T most(List<@Kept T> of) {   // most 1
                    @Kept T most = (@Kept T) of.get(0);
                    for (@Kept T each : of) { if (each.compareTo(most) > 0) { most = each; } }
                    List<@Kept String> more = new ArrayList<@Kept String>();
                    Supplier<@Kept List<String>> made = ArrayList<@Kept String>::new;
                    try { more.add(null); } catch (@Kept RuntimeException e) { return null; }
                    return more instanceof @Kept ArrayList && made.get().isEmpty() ? most : null;
                }
                static int over(int n) { return n; }                                      // over 3
                static int over(String of) { return over(of.length()); }
                static int nothing() { return 0; }                                        // nothing 0

                interface Shape { int sides(); default int twice() { return 2 * sides(); } } // Shape.twice 2
                enum Kind implements Shape { TWO { public int sides() { return 2; } }, THREE; // Kind.sides 1
                    public int sides() { return 3; } }
                static final class Pair<A, B> { final A a; final B b;                     // Pair.<init> 2
                    Pair(A a, B b) { this.a = Objects.requireNonNull(a); this.b = b; }
                    A a() { return a; } }                                                 // Pair.a 1
                class Inner { int outer() { return n; } }                                 // Inner.outer 1

                public static void run() {
                    loop(1); loop(5); loop(0); forever(3); forever(0);
                    for (int i = 0; i < 4; i++) { table(i); }
                    lookup(10); lookup(1000); lookup(1); text("a"); text("c"); caught("a"); caught(null);
                    thrown(1);
                    try { thrown(0); } catch (IllegalStateException e) { first++; }
                    locked(5);
                    Shapes shapes = new Shapes(3);
                    new Shapes(-3); new Shapes(2, "b"); new Shapes(1); new Shapes(1, "");
                    shapes.blocked(); made(true); made(false); far(3, 4); far(1 << 20, -1);
                    most(Arrays.asList(1, 3, 2)); over(3); over("three");
                    Kind.TWO.twice(); Kind.THREE.twice();
                    new Pair<>(1, 2).a(); new Pair<>("", null); shapes.new Inner().outer();
                }
            }
            """;

    @TempDir
    Path folder;

    /** The classes of a source by their names; what is compiled for an older JVM has other shapes. */
    private Map<String, byte[]> compiled(String name, String source, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        List<String> arguments =
                new ArrayList<>(List.of("-g", "-nowarn", "-proc:none", "-Xlint:none", "-d", folder.toString()));
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                classes.put(each.getFileName().toString().replace(".class", ""), Files.readAllBytes(each));
            }
        }
        return classes;
    }

    /** Defines classes and calls {@code run} of one of them, and returns how often the counter was called. */
    private static long run(Map<String, byte[]> classes, String main) throws ReflectiveOperationException {
        ClassLoader loader = new ClassLoader(WeavingTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] file = classes.get(name);
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, file, 0, file.length);
            }
        };
        long before = sum();
        loader.loadClass(main).getMethod("run").invoke(null);
        return sum() - before;
    }

    private static long sum() {
        long sum = 0;
        for (int i = 0; i < CallCounter.CELLS.length(); i++) {
            sum += CallCounter.CELLS.get(i);
        }
        return sum;
    }

    private static Map<String, byte[]> woven(Map<String, byte[]> classes, String type, String method) {
        Map<String, byte[]> woven = new HashMap<>(classes);
        woven.put(
                type, Weaving.weave(classes.get(type), Map.of(method, COUNTER)).file());
        return woven;
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "11", "17"})
    void eachCallOfAMethodOfAnyShapeIsCountedOnce(String release) throws Exception {
        Map<String, byte[]> classes = compiled("Shapes", SHAPES, "--release", release);
        Map<String, Long> expected = new TreeMap<>();
        Map<String, Long> found = new TreeMap<>();
        for (String line : SHAPES.lines().toList()) {
            String[] word = line.substring(line.indexOf("//") + 1).split(" ", -1);
            if (line.contains("// ")) {
                expected.put(word[1], Long.parseLong(word[2]));
            }
        }
        for (String name : expected.keySet()) {
            int dot = name.indexOf('.');
            String type = dot < 0 ? "Shapes" : "Shapes$" + name.substring(0, dot);
            found.put(name, run(woven(classes, type, name.substring(dot + 1)), "Shapes"));
        }
        assertThat(found).isEqualTo(expected).hasSize(21);
    }

    @Test
    void whatACallIsLookedForByIsFoundOrToldApart() throws IOException {
        Map<String, byte[]> classes = compiled("Shapes", SHAPES);
        Weaving.Result result = Weaving.weave(classes.get("Shapes$Shape"), Map.of("sides", COUNTER, "other", COUNTER));
        assertThat(result.file()).isNull();
        assertThat(result.woven()).isEmpty();
        assertThat(result.methods()).containsExactly("sides", "twice");
        assertThat(Weaving.weave(classes.get("Shapes$Shape"), Map.of("sides", COUNTER, "twice", COUNTER))
                        .woven())
                .containsExactly("twice");
    }

    /** {@code iinc} is three bytes, {@code return} one. */
    private Map<String, byte[]> ofLength(int bytes) throws IOException {
        String name = "Long" + bytes;
        StringBuilder source =
                new StringBuilder("public final class " + name + " { public static void run() { int x = 0;");
        source.append(" x++;".repeat((bytes - 3) / 3)).append(" } }");
        return compiled(name, source.toString());
    }

    @Test
    void aMethodMayGrowToTheLimitOfTheClassFileAndNoFurther() throws Exception {
        Map<String, byte[]> longest = ofLength(65_529);
        assertThat(run(woven(longest, "Long65529", "run"), "Long65529")).isOne();
        byte[] longer = ofLength(65_532).get("Long65532");
        assertThatIllegalStateException()
                .isThrownBy(() -> Weaving.weave(longer, Map.of("run", COUNTER)))
                .withMessage("run is as long as a method can be, 65532 bytes of code");
    }

    @Test
    void aMethodThatTheJvmWouldNotCompileAnyMoreStaysAsItIs() throws Exception {
        byte[] compiled = ofLength(7_998).get("Long7998");
        assertThatIllegalStateException()
                .isThrownBy(() -> Weaving.weave(compiled, Map.of("run", COUNTER)))
                .withMessage("run has 7998 bytes of code; with a counter the JVM would not compile it any more");
        assertThat(run(woven(ofLength(8_001), "Long8001", "run"), "Long8001")).isOne();
        assertThat(run(woven(ofLength(7_995), "Long7995", "run"), "Long7995")).isOne();
    }

    @Test
    void stackTracesKeepTheirLines() throws Exception {
        Map<String, byte[]> classes = compiled("Failing", """
                public final class Failing {
                    public static void run() { throw
                        new IllegalStateException("line " +
                            new Throwable().getStackTrace()[0].getLineNumber());
                    }
                }
                """);
        Exception before = failure(classes);
        Exception after = failure(woven(classes, "Failing", "run"));
        assertThat(after.getCause()).hasMessage(before.getCause().getMessage());
        assertThat(after.getCause().getStackTrace()[0])
                .isEqualTo(before.getCause().getStackTrace()[0]);
    }

    private static Exception failure(Map<String, byte[]> classes) {
        try {
            run(classes, "Failing");
            throw new AssertionError("expected to fail");
        } catch (ReflectiveOperationException e) {
            return e;
        }
    }
}
