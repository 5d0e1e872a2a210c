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
    private static Reading reading(long seconds, double share) {
        List<ValueType> types =
                List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE, ValueType.INUSE_OBJECTS, ValueType.INUSE_SPACE);
        Profile.Header header = Profile.Header.of(types)
                .withPeriod(new ValueType("space", "bytes"), 524288)
                .withTime(1_000_000_000_000L, seconds * 1_000_000_000)
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
        return new Reading(builder.build(), Optional.of(collections()));
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

    private static GcHistory collections() {
        Change heap = Change.of(100 << 20, 40 << 20);
        List<Collection> collections = List.of(pause(1, 100.5, 0.012, heap), pause(2, 101.5, 0.020, heap));
        return new GcHistory(
                "shop",
                Collector.G1,
                100,
                102,
                collections,
                new GcHistory.Cpu(OptionalDouble.of(0.05), OptionalDouble.of(2), OptionalInt.of(2), false),
                new GcHistory.Limits(
                        OptionalLong.of(256 << 20), OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty()),
                OptionalLong.of(58_000_000),
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
                .with(reading(2, 1))
                .with(reading(2, 0.5))
                .with(reading(2, 1));
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

    private static Live press(Live live, Action... actions) {
        Live next = live;
        for (Action action : actions) {
            next = next.press(action);
        }
        return next;
    }

    @Test
    void aTerminalOfTheUsualSizeHasItAll() {
        assertThat(draw(shop(), SMALL)).isEqualTo("");
    }

    @Test
    void aLargeOneHasMore() {
        assertThat(draw(shop(), LARGE)).isEqualTo("");
    }

    @Test
    void aTinyOneHasTheNumbersAndWhichLineItIs() {
        assertThat(draw(shop(), TINY)).isEqualTo("");
    }

    @Test
    void keysRankAndChooseWhatIsShown() {
        assertThat(draw(press(shop(), Action.BYTES, Action.SPAN), SMALL)).isEqualTo("");
        assertThat(draw(press(shop(), Action.INUSE), SMALL)).isEqualTo("");
    }

    @Test
    void aLineOpensIntoItsCallersAndThoseIntoTheirs() {
        Live opened = press(shop(), Action.OPEN);
        assertThat(draw(opened, SMALL)).isEqualTo("");
        assertThat(draw(press(opened, Action.DOWN, Action.OPEN), TINY)).isEqualTo("");
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
        assertThat(draw(source, SMALL)).isEqualTo("");
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
        assertThat(draw(held.with(reading(2, 3)), SMALL)).isEqualTo(before);
        assertThat(draw(press(held.with(reading(2, 3)), Action.PAUSE), SMALL))
                .isEqualTo(draw(shop().with(reading(2, 3)), SMALL));
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
        assertThat(draw(live, SMALL)).isEqualTo("");
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
