package dev.edenscope.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page's file, around the {@linkplain PageData data} that it shows or without any.
 *
 * <p>Its content security policy lets nothing run but its own script, by hash, and lets no request leave: a page with its data
 * inside may ask nobody, a served one only the server that it came from.
 *
 * <p>A served page asks for {@code data.json}, relative to its own address, which answers with {@link PageData#json}. Where that
 * has {@link Live}, the page asks again every so many seconds unless it is paused; for an earlier snapshot it asks {@code
 * data.json?at=ID}; and where uploads are taken it posts a file's bytes to {@code upload?name=NAME}, which answers as {@code
 * data.json} does. Any other status than 200 is shown with the first line of its body.
 */
public final class Page {
    private static final String DATA = "<script type=\"application/json\" id=\"data\">null</script>";
    private static final String OFFLINE = "connect-src 'none'";
    private static final String SERVED = "connect-src 'self'";

    private Page() {}

    /**
     * A file that shows this and asks nobody for anything.
     *
     * @param json {@link PageData#json}
     */
    public static byte[] offline(String json) {
        return template()
                .replace(DATA, DATA.replace("null", escaped(json.strip())))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What a server answers, beside {@code data.json}. */
    public static byte[] served() {
        return template().replace(OFFLINE, SERVED).getBytes(StandardCharsets.UTF_8);
    }

    /** JSON has these characters in texts only, where they may be escaped; so nothing in it can end or begin a tag. */
    private static String escaped(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    static String template() {
        try (InputStream in = Page.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's own resource", e);
        }
    }
}
