package dev.edenscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JsonTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void textsAreEscapedAsFarAsTheyMust() {
        Json json = new Json()
                .open('[')
                .text("\"\\\n\t\u0001\u007f\u00e9\ud83d\ude00\ud83d")
                .number(-1);
        assertThat(json.close(']').document())
                .isEqualTo("[\"\\\"\\\\\\n\\t\\u0001\\u007f\u00e9\ud83d\ude00\\ud83d\",-1]\n");
    }

    @Test
    void realNumbersKeepAllTheirDigits() {
        Json json = new Json().open('[');
        for (double number : new double[] {23, 0.1, 3e-7, 1e300, -0.5, 1.0 / 3}) {
            json.real(number);
        }
        String document = json.close(']').document();
        assertThat(document).isEqualTo("[23,0.1,3.0E-7,1.0E300,-0.5,0.3333333333333333]\n");
        assertThat(MAPPER.readTree(document).get(5).asDouble()).isEqualTo(1.0 / 3);
    }

    @Test
    void noTextEndsAScriptOrBeginsACommentInAPage() {
        String text = "com.acme.Orders.<init></script><!-- <";
        String document = new Json().text(text).document();
        assertThat(document).isEqualTo("\"com.acme.Orders.<init>\\u003c/script>\\u003c!-- <\"\n");
        assertThat(MAPPER.readTree(document).asString()).isEqualTo(text);
    }

    @Test
    void aParserReadsWhatWasWritten() {
        StringBuilder every = new StringBuilder();
        for (char c = 0; c < 0x300; c++) {
            every.append(c);
        }
        JsonNode read = MAPPER.readTree(new Json()
                .open('{')
                .field("every", every.toString())
                .field("none", (String) null)
                .field("number", Long.MIN_VALUE)
                .field("noNumber", (Long) null)
                .name("flag")
                .flag(true)
                .name("empty")
                .textOrNull("")
                .name("zero")
                .numberOrNull(0)
                .name("texts")
                .texts(List.of("a", "b"))
                .name("nested")
                .open('[')
                .open('{')
                .close('}')
                .open('[')
                .close(']')
                .close(']')
                .close('}')
                .document());
        assertThat(read.get("every").asString()).isEqualTo(every.toString());
        assertThat(read.get("number").asLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(read.get("flag").asBoolean()).isTrue();
        for (String name : List.of("none", "noNumber", "empty", "zero")) {
            assertThat(read.get(name).isNull()).as(name).isTrue();
        }
        assertThat(read.get("texts").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(read.get("nested").toString()).isEqualTo("[{},[]]");
    }

    @Test
    void aLongDocumentIsWrittenInPieces() throws IOException {
        StringWriter out = new StringWriter();
        Json json = new Json().open('[');
        for (long i = 0; i < 3; i++) {
            json.number(i).flushTo(out);
            assertThat(json).hasToString("");
        }
        out.append(json.close(']').document());
        assertThat(out).hasToString("[0,1,2]\n");
    }
}
