package dev.edenscope.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.gc.Change;
import dev.edenscope.gc.Collection;
import dev.edenscope.gc.Collector;
import dev.edenscope.gc.GcHistory;
import dev.edenscope.gc.Phase;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.ValueType;
import dev.edenscope.report.Options;
import dev.edenscope.report.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on a screen of a size, as text. */
final class PictureTest {
    private static final Paper SMALL = new Paper(80, 24, true);
    private static final Paper LARGE = new Paper(120, 40, true);
    private static final Paper TINY = new Paper(40, 10, false);

    @TempDir
    Path folder;

    /** Two seconds of a shop: frames from the leaf on, then class, objects, bytes, objects and bytes in use. */
    private static Reading reading(long at, double share) {
        List<ValueType> types =
                List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);
        Profile.Header header = Profile.Header.of(types)
                .withPeriod(new ValueType("space", "bytes"), 524288)
                .withTime(at * 1_000_000_000, 2_000_000_000)
                .withComments(List.of("# edenscope exact=false interval=524288 samples=400 tracked=50"));
        ProfileBuilder builder = new ProfileBuilder(header);
        add(
                builder,
                "byte[]",
                share,
                40_000,
                40_000_000,
                10,
                10_000,
                "java.util.Arrays.copyOf:10",
                "com.acme.Shop.pack:30",
                "com.acme.Shop.order:12",
                "com.acme.Shop.serve:7",
                "java.lang.Thread.run:840");
        add(
                builder,
                "java.lang.Integer",
                share,
                900_000,
                14_400_000,
                0,
                0,
                "java.lang.Integer.valueOf:20",
                "com.acme.Shop.count:44",
                "com.acme.Shop.serve:8",
                "java.lang.Thread.run:840");
        add(
                builder,
                "java.lang.Integer",
                share,
                100_000,
                1_600_000,
                500,
                8000,
                "java.lang.Integer.valueOf:20",
                "com.acme.Shop.count:44",
                "com.acme.Report.daily:99",
                "java.lang.Thread.run:840");
        add(builder, "java.lang.String", share, 2000, 48_000, 2000, 48_000, "java.lang.Thread.setName:3");
        return new Reading(builder.build(), Optional.of(collections(at, share)));
    }

    private static void add(
            ProfileBuilder builder,
            String type,
            double share,
            long objects,
            long bytes,
            long kept,
            long keptBytes,
            String... frames) {
        int[] stack = new int[frames.length];
        for (int i = 0; i < frames.length; i++) {
            int colon = frames[i].indexOf(':');
            String function = frames[i].substring(0, colon);
            String owner = function.substring(0, function.lastIndexOf('.'));
            stack[i] = builder.location(
                    builder.function(new Function(function, "", owner.replace('.', '/') + ".java", 0)),
                    Long.parseLong(frames[i].substring(colon + 1)));
        }
        builder.add(
                builder.stack(stack, stack.length),
                builder.labels(List.of(Label.of("class", type))),
                Math.round(share * objects),
                Math.round(share * bytes),
                kept,
                keptBytes);
    }

    private static GcHistory collections(long at, double share) {
        Change heap = Change.of(100 << 20, 40 << 20);
        List<Collection> collections = List.of(pause(1, at + 0.5, 0.012, heap), pause(2, at + 1.5, 0.020, heap));
        return new GcHistory(
                "shop",
                Collector.G1,
                at,
                at + 2,
                collections,
                new GcHistory.Cpu(OptionalDouble.of(0.05), OptionalDouble.of(2), OptionalInt.of(2), false),
                new GcHistory.Limits(
                        OptionalLong.of(256 << 20), OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty()),
                OptionalLong.of(Math.round(share * 58_000_000)),
                GcHistory.Stalls.NONE,
                0,
                List.of());
    }

    private static Collection pause(long number, double at, double seconds, Change heap) {
        return new Collection(
                number,
                Collection.Kind.YOUNG,
                "Pause Young",
                "G1 Evacuation Pause",
                at,
                at + seconds,
                heap,
                List.of(new Phase("Pause Young", true, at, seconds, heap)),
                Collection.Details.NONE);
    }

    private static Live shop() {
        return Live.of("Shop (pid 42)  JDK 17.0.15")
                .with(reading(100, 1))
                .with(reading(102, 0.5))
                .with(reading(104, 1));
    }

    private String draw(Live live, Paper paper) {
        try (SourceText sources = new SourceText(new Options.Sources(folder.toString(), ""))) {
            List<Line> lines = Picture.of(live, paper, sources);
            assertThat(lines).hasSize(paper.rows());
            for (Line line : lines) {
                assertThat(Paper.width(line.text())).as(line.text()).isLessThanOrEqualTo(paper.columns());
            }
            return lines.stream().map(Line::text).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** The same with one line for all that are empty below each other. */
    private String shown(Live live, Paper paper) {
        return draw(live, paper).replaceAll("\n{3,}", "\n\n");
    }

    private static Live press(Live live, Action... actions) {
        Live next = live;
        for (Action action : actions) {
            next = next.press(action);
        }
        return next;
    }

    @Test
    void aTerminalOfTheUsualSizeHasItAll() {
        assertThat(shown(shop(), SMALL)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                   50MB/s │
                          │
                          │▇ ▇
                          │█▄█
                          │███
                        0 │┴┴┴
                  *objects/s     ±   bytes/s  share  line, allocated in 6s
                >       417k   ±5%    6.36MB    96%  com.acme.Shop.count(Shop.java:44)
                       16.7k   ±3%    15.9MB  3.84%  com.acme.Shop.pack(Shop.java:30)
                         833  ±99%    19.5kB  0.19%  java.lang.Thread.setName(Thread.java:3)

                q quit  ? help  Enter callers  s source  b by bytes  i in use  w longer  p pause
                """);
    }

    @Test
    void aLargeOneHasMore() {
        assertThat(shown(shop(), LARGE)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                   50MB/s │
                          │
                          │
                          │
                          │█ █
                          │█ █
                          │█▄█
                          │███
                          │███
                        0 │┴┴┴
                  *objects/s     ±   bytes/s  share  line, allocated in 6s
                >       417k   ±5%    6.36MB    96%  com.acme.Shop.count(Shop.java:44)
                       16.7k   ±3%    15.9MB  3.84%  com.acme.Shop.pack(Shop.java:30)
                         833  ±99%    19.5kB  0.19%  java.lang.Thread.setName(Thread.java:3)

                q quit  ? help  Enter callers  s source  b by bytes  i in use  w longer  p pause
                """);
    }

    @Test
    void aTinyOneHasTheNumbersAndWhichLineItIs() {
        assertThat(shown(shop(), TINY)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1
                allocates 27.7MB/s  521k objects/s
                GC every 1s  2.5% of CPU
                  *objects/s  bytes/s line, allocated i~
                >       417k   6.36MB ~unt(Shop.java:44)
                       16.7k   15.9MB ~ack(Shop.java:30)
                         833   19.5kB ~me(Thread.java:3)

                q quit  ? help  Enter callers  s source
                """);
    }

    @Test
    void keysRankAndChooseWhatIsShown() {
        assertThat(shown(press(shop(), Action.BYTES, Action.SPAN), SMALL)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                   50MB/s │
                          │
                          │▇ ▇
                          │█▄█
                          │███
                        0 │┴┴┴
                   objects/s     ±  *bytes/s  share  line, allocated in 6s
                >      16.7k   ±3%    15.9MB  71.4%  com.acme.Shop.pack(Shop.java:30)
                        417k   ±5%    6.36MB  28.5%  com.acme.Shop.count(Shop.java:44)
                         833  ±99%    19.5kB  0.09%  java.lang.Thread.setName(Thread.java:3)

                q quit  ? help  Enter callers  s source  o by objects  i in use  w longer
                """);
        assertThat(shown(press(shop(), Action.INUSE), SMALL)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                   50MB/s │
                          │
                          │▇ ▇
                          │█▄█
                          │███
                        0 │┴┴┴
                    *objects     ±     bytes  share  line, in use, of those born since sampling…
                >         2k  ±17%    46.9kB  79.7%  java.lang.Thread.setName(Thread.java:3)
                         500  ±41%    7.81kB  19.9%  com.acme.Shop.count(Shop.java:44)
                          10  ±36%    9.77kB   0.4%  com.acme.Shop.pack(Shop.java:30)

                q quit  ? help  Enter callers  s source  b by bytes  a allocated  w longer
                """);
    }

    @Test
    void aLineOpensIntoItsCallersAndThoseIntoTheirs() {
        Live opened = press(shop(), Action.OPEN);
        assertThat(shown(opened, SMALL)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                com.acme.Shop.count(Shop.java:44)
                  100% java.lang.Integer
                  *objects/s     ±   bytes/s  share  called by, allocated in 6s
                >       375k   ±6%    5.72MB  86.4%  com.acme.Shop.serve(Shop.java:8)
                       41.7k  ±17%     651kB   9.6%  com.acme.Report.daily(Report.java:99)

                q quit  Esc back  Enter its callers  s source  ? help  p pause
                """);
        assertThat(shown(press(opened, Action.DOWN, Action.OPEN), TINY)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1
                allocates 27.7MB/s  521k objects/s
                GC every 1s  2.5% of CPU
                com.acme.Shop.count(Shop.java:44)
                  100% java.lang.Integer
                  called by Report.daily(Report.java:99)
                  *objects/s  bytes/s called by, alloca~
                >      41.7k    651kB ~(Thread.java:840)

                q quit  Esc back  Enter its callers
                """);
        assertThat(draw(press(opened, Action.DOWN, Action.OPEN, Action.OPEN, Action.BACK, Action.BACK), SMALL))
                .isEqualTo(draw(shop(), SMALL));
    }

    @Test
    void aLineOpensIntoItsSource() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 50; i++) {
            text.append(i == 44 ? "\t\tcounts.add(\u001b[31mi); // boxed\n" : "    line " + i + "\n");
        }
        Files.writeString(Files.createDirectories(folder.resolve("com/acme")).resolve("Shop.java"), text);
        Live source = press(shop(), Action.SOURCE);
        assertThat(shown(source, SMALL)).isEqualTo("""
                Shop (pid 42)  JDK 17.0.15  G1  heap 40MB after GC, up to 256MB
                allocates 27.7MB/s  521k objects/s  estimate from 400 samples ±5%  in 2s
                GC every 1s  2.5% of CPU  pauses p50 12ms  p99 20ms  max 20ms  in 6s
                com.acme.Shop.count(Shop.java:44)
                   objects/s   bytes/s with calls  allocated in 6s
                           .         .          .    33      line 33
                           .         .          .    34      line 34
                           .         .          .    35      line 35
                           .         .          .    36      line 36
                           .         .          .    37      line 37
                           .         .          .    38      line 38
                           .         .          .    39      line 39
                           .         .          .    40      line 40
                           .         .          .    41      line 41
                           .         .          .    42      line 42
                           .         .          .    43      line 43
                >       417k    6.36MB       417k    44         counts.add(?[31mi); // boxed
                           .         .          .    45      line 45
                           .         .          .    46      line 46
                           .         .          .    47      line 47
                           .         .          .    48      line 48
                           .         .          .    49      line 49
                           .         .          .    50      line 50
                q quit  Esc back  c callers  up down  ? help  p pause
                """);
    }

    @Test
    void withoutItsSourceItSaysWhatToDo() {
        assertThat(draw(press(shop(), Action.SOURCE), SMALL))
                .contains("could not find file com/acme/Shop.java on path", "-source_path=DIRECTORY");
    }

    @Test
    void theSelectedLineStaysSelectedWhereverItComesToBe() {
        Live second = press(shop(), Action.DOWN);
        assertThat(draw(second, SMALL)).contains("> ").containsPattern("(?m)^> .*Shop\\.pack\\(Shop\\.java:30\\)$");
        assertThat(draw(press(second, Action.BYTES), SMALL))
                .containsPattern("(?m)^> .*Shop\\.pack\\(Shop\\.java:30\\)$");
        assertThat(draw(press(second, Action.LAST), SMALL)).containsPattern("(?m)^> .*Thread\\.setName");
        assertThat(draw(press(second, Action.PAGE_DOWN, Action.FIRST), SMALL)).containsPattern("(?m)^> .*Shop\\.count");
    }

    @Test
    void heldStillItShowsWhatItHadAndThenWhatHasComeSince() {
        Live held = press(shop(), Action.PAUSE);
        String before = draw(held, SMALL);
        assertThat(before).startsWith("[paused]  Shop (pid 42)");
        assertThat(draw(held.with(reading(106, 3)), SMALL)).isEqualTo(before);
        assertThat(draw(press(held.with(reading(106, 3)), Action.PAUSE), SMALL))
                .isEqualTo(draw(shop().with(reading(106, 3)), SMALL));
    }

    @Test
    void whenTheJvmHasEndedItSaysSoAndKeepsWhatWasSeen() {
        assertThat(draw(shop().ended("Shop (pid 42) has ended"), SMALL))
                .startsWith("[ended]  Shop (pid 42)")
                .contains("Shop.count(Shop.java:44)")
                .endsWith("\nShop (pid 42) has ended; q to leave\n");
    }

    @Test
    void beforeTheFirstLookItSaysThatItWaits() {
        assertThat(draw(Live.of("Shop (pid 42)"), SMALL)).startsWith("""
                Shop (pid 42)
                sampling; the first figures come with the first look
                """);
        press(Live.of("Shop (pid 42)"), Action.values());
    }

    @Test
    void helpNamesEveryKey() {
        String help = draw(press(shop(), Action.HELP), SMALL);
        for (Action action : Action.values()) {
            assertThat(help).contains(action.key() + "  " + action.meaning());
        }
        assertThat(draw(press(shop(), Action.HELP, Action.HELP), SMALL)).isEqualTo(draw(shop(), SMALL));
    }

    @Test
    void whatIsNotKnownIsAQuestionMark() {
        Profile.Header header =
                Profile.Header.of(List.of(ValueType.ALLOC_SPACE)).withTime(0, 2_000_000_000L);
        ProfileBuilder builder = new ProfileBuilder(header);
        int[] stack = {
            builder.location(builder.function(new Function("com.acme.Shop.pack", "", "com/acme/Shop.java", 0)), 30)
        };
        builder.add(builder.stack(stack, 1), 0, 1 << 20);
        Live live = Live.of("Shop (pid 42)").with(new Reading(builder.build(), Optional.empty()));
        assertThat(shown(live, SMALL))
                .startsWith("""
                Shop (pid 42)
                allocates 512kB/s  ? objects/s  bytes only, estimated from JFR's samples  in 2s
                garbage collections are not known
                """)
                .contains(">          ?     ?     512kB   100%  com.acme.Shop.pack(Shop.java:30)\n");
        assertThat(draw(press(live, Action.INUSE), SMALL)).contains("not known");
    }

    @Test
    void everySizeIsDrawnOn() {
        Live[] lives = {
            shop(), press(shop(), Action.OPEN), press(shop(), Action.SOURCE), press(shop(), Action.HELP), Live.of("x")
        };
        for (Live live : lives) {
            for (int columns = 1; columns < 130; columns += 7) {
                for (int rows = 1; rows < 50; rows += 3) {
                    draw(live, new Paper(columns, rows, rows % 2 == 0));
                }
            }
        }
    }
}
