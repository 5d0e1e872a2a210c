package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import dev.edenscope.profile.RandomProfile;
import dev.edenscope.profile.ValueType;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shapes that docs/json.md promises, as a parser sees them. */
final class JsonReportTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String HEADING = """
            "type":"alloc_space","unit":"bytes","total":20576,"binary":null,"buildId":null,"timeNanos":null,\
            "durationNanos":null,"comments":["measured at noon"],"filters":[],"warnings":[],""";
    private static final Profile ORDERS = orders();

    private static Profile orders() {
        ProfileBuilder builder =
                new ProfileBuilder(Profile.Header.of(List.of(ValueType.ALLOC_OBJECTS, ValueType.ALLOC_SPACE))
                        .withComments(List.of("measured at noon", "#for programs")));
        int main = builder.function(new Function("main", "main()V", "Main.java", 1));
        int copy = builder.function(new Function("Arrays.copyOf", "", "Arrays.java", 0));
        int inlined = builder.location(-1, 0, false, 2, new int[] {copy, main}, new long[] {90, 8}, new long[2]);
        int root = builder.location(main, 3);
        int labels = builder.labels(List.of(Label.of("class", "byte[]"), Label.of("bytes", 2048, "")));
        builder.add(builder.stack(new int[] {inlined, root}, 2), labels, 10, 20480);
        builder.add(builder.stack(new int[] {root}, 1), 0, 3, 96);
        return builder.build();
    }

    private static String traces(Profile profile, Options options) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonReport.write(Traces.of(profile, options), out);
        return out.toString();
    }

    private static String raw(Profile profile, Options options) throws IOException {
        StringBuilder out = new StringBuilder();
        JsonReport.write(Raw.of(profile, options), out);
        return out.toString();
    }

    @Test
    void tracesShareTheirFrames() throws IOException {
        assertThat(traces(ORDERS, Options.defaults().with("granularity", "lines")))
                .isEqualTo("{" + HEADING + """
                        "frames":[\
                        {"name":"Arrays.copyOf Arrays.java:90","function":"Arrays.copyOf","file":"Arrays.java","line":90,\
                        "inline":true},\
                        {"name":"main Main.java:8","function":"main","file":"Main.java","line":8,"inline":false},\
                        {"name":"main Main.java:3","function":"main","file":"Main.java","line":3,"inline":false}],\
                        "traces":[\
                        {"value":20480,"stack":[0,1,2],"labels":[{"key":"bytes","number":2048,"unit":"bytes"},\
                        {"key":"class","text":"byte[]"}]},\
                        {"value":96,"stack":[2],"labels":[]}]}
                        """);
    }

    @Test
    void tagsHaveTheSumsOfTheirValues() {
        assertThat(JsonReport.of(TagSums.of(ORDERS, Options.defaults()))).isEqualTo("{" + HEADING + """
                        "tags":[{"key":"bytes","sum":20480,"values":[{"text":"2kB","sum":20480}]},\
                        {"key":"class","sum":20480,"values":[{"text":"byte[]","sum":20480}]}]}
                        """);
    }

    @Test
    void commentsAreAnArray() {
        assertThat(JsonReport.of(Comments.of(ORDERS)))
                .isEqualTo("{\"comments\":[\"measured at noon\",\"#for programs\"]}\n");
    }

    @Test
    void rawHasAllTables() throws IOException {
        assertThat(raw(ORDERS, Options.defaults())).isEqualTo("""
                        {"sampleTypes":[{"type":"alloc_objects","unit":"count"},{"type":"alloc_space","unit":"bytes"}],\
                        "defaultSampleType":null,"periodType":null,"period":null,"timeNanos":null,"durationNanos":null,\
                        "comments":["measured at noon","#for programs"],"docUrl":null,"warnings":[],\
                        "samples":[{"values":[10,20480],"stack":[1,2],"labels":[{"key":"bytes","number":2048,"unit":null},\
                        {"key":"class","text":"byte[]"}]},\
                        {"values":[3,96],"stack":[2],"labels":[]}],\
                        "locations":[{"id":1,"mapping":1,"address":"0x0","folded":false,"lines":[\
                        {"function":"Arrays.copyOf","systemName":null,"file":"Arrays.java","startLine":null,"line":90,\
                        "column":null},\
                        {"function":"main","systemName":"main()V","file":"Main.java","startLine":1,"line":8,\
                        "column":null}]},\
                        {"id":2,"mapping":1,"address":"0x0","folded":false,"lines":[\
                        {"function":"main","systemName":"main()V","file":"Main.java","startLine":1,"line":3,\
                        "column":null}]}],\
                        "mappings":[{"id":1,"start":"0x0","limit":"0x0","offset":"0x0","file":null,"buildId":null,\
                        "hasFunctions":false,"hasFilenames":false,"hasLineNumbers":false,"hasInlineFrames":false}]}
                        """);
    }

    @Test
    void topHasItsNodes() {
        JsonNode top = MAPPER.readTree(JsonReport.of(Top.of(ORDERS, Options.defaults()), ORDERS));
        assertThat(top.get("shown").asLong()).isEqualTo(20576);
        assertThat(top.get("nodeCount").asInt()).isEqualTo(2);
        assertThat(top.get("dropped").asInt()).isZero();
        assertThat(top.get("nodes").toString()).isEqualTo("""
                        [{"name":"Arrays.copyOf","function":"Arrays.copyOf","file":"Arrays.java","line":null,\
                        "flat":20480,"cum":20480,"inline":"all"},\
                        {"name":"main","function":"main","file":"Main.java","line":null,\
                        "flat":96,"cum":20576,"inline":"none"}]""");
    }

    @Test
    void treeHasTheCallersAndCalleesOfItsNodes() {
        Options lines = Options.defaults().with("granularity", "lines");
        String tree = JsonReport.of(Tree.peek(ORDERS, "copyOf|:3", lines), ORDERS);
        assertThat(tree).isEqualTo("{" + HEADING + """
                        "shown":20576,"nodeCount":3,"dropped":0,"droppedCalls":0,"nodes":[\
                        {"name":"Arrays.copyOf Arrays.java:90","function":"Arrays.copyOf","file":"Arrays.java","line":90,\
                        "flat":20480,"cum":20480,\
                        "callers":[{"name":"main Main.java:8","weight":20480,"inline":true}],"callees":[]},\
                        {"name":"main Main.java:3","function":"main","file":"Main.java","line":3,"flat":96,"cum":20576,\
                        "callers":[],"callees":[{"name":"main Main.java:8","weight":20480,"inline":false}]}]}
                        """);
    }

    @Test
    void dotHasNodesWithTagsAndEdgesBetweenThem() {
        JsonNode dot = MAPPER.readTree(JsonReport.of(Dot.of(ORDERS, Options.defaults())));
        assertThat(dot.get("shown").asLong()).isEqualTo(20576);
        assertThat(dot.get("nodes").toString()).isEqualTo("""
                        [{"id":1,"name":"Arrays.copyOf","flat":20480,"cum":20480,"tags":[\
                        {"name":"class:byte[]","weight":20480,"sizes":[{"name":"2kB","weight":20480,"sizes":[]}]}]},\
                        {"id":2,"name":"main","flat":96,"cum":20576,"tags":[]}]""");
        assertThat(dot.get("edges").toString()).isEqualTo("""
                        [{"caller":2,"callee":1,"weight":20480,"residual":false,"inline":true}]""");
    }

    @Test
    void everyReportOfRandomProfilesIsJson() throws IOException {
        for (long seed = 0; seed < 30; seed++) {
            Profile profile = RandomProfile.of(seed);
            Options options = Options.defaults();
            Traces traces = Traces.of(profile, options);
            JsonNode read = MAPPER.readTree(traces(profile, options));
            assertThat(read.get("traces").size()).isEqualTo(traces.traces().size());
            assertThat(read.get("frames").size()).isEqualTo(traces.frames().size());
            assertThat(MAPPER.readTree(raw(profile, options)).get("samples").size())
                    .isEqualTo(profile.sampleCount());
            assertThat(MAPPER.readTree(JsonReport.of(TagSums.of(profile, options)))
                            .get("total")
                            .asLong())
                    .isEqualTo(traces.heading().total());
            assertThat(MAPPER.readTree(JsonReport.of(Top.of(profile, options), profile))
                            .get("nodes")
                            .size())
                    .isEqualTo(Top.of(profile, options).rows().size());
        }
    }
}
