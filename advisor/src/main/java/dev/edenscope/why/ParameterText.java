package dev.edenscope.why;

import dev.edenscope.report.Json;
import dev.edenscope.why.Parameter.Flow;
import java.util.List;
import java.util.Locale;

/** What becomes of methods' parameters, as text in the words of {@code go build -gcflags=-m}, and as JSON. */
public final class ParameterText {
    private ParameterText() {}

    /** A line a parameter: {@code Orders.java:43: Orders.price: leaking param: sku to result}, {@code ... sku does not escape}. */
    public static String of(List<Parameter> parameters) {
        StringBuilder out = new StringBuilder();
        for (Parameter each : parameters) {
            if (each.object() == Flow.NOWHERE && each.content() == Flow.NOWHERE) {
                line(each, each.name() + " does not escape", out);
            }
            if (each.object() != Flow.NOWHERE) {
                line(each, "leaking param: " + each.name() + where(each.object(), each), out);
            }
            if (each.content().compareTo(each.object()) > 0) {
                line(each, "leaking param content: " + each.name() + where(each.content(), each), out);
            }
        }
        return out.toString();
    }

    private static String where(Flow flow, Parameter parameter) {
        if (flow == Flow.RESULT) {
            return " to result";
        }
        Cause first = parameter.causes().get(0);
        String text = ": " + first.text().replaceFirst(", not inlined: .*", "");
        String at = first.where().isEmpty() ? "" : " at " + first.where();
        int more = parameter.causes().size() - 1;
        return text + at + (more == 0 ? "" : " (+" + more + " more)");
    }

    private static void line(Parameter parameter, String text, StringBuilder out) {
        String file = parameter.file().substring(parameter.file().lastIndexOf('/') + 1);
        out.append(file.isEmpty() ? "?" : file);
        if (parameter.line() > 0) {
            out.append(':').append(parameter.line());
        }
        out.append(": ")
                .append(Names.method(parameter.method()))
                .append(": ")
                .append(text)
                .append('\n');
    }

    /**
     * {@code [{file, line, method, index, name, object, content, causes: [{kind, text, where}]}]}, where {@code object} and
     * {@code content} are {@code nowhere}, {@code result} or {@code heap}.
     */
    public static String json(List<Parameter> parameters) {
        Json json = new Json().open('[');
        for (Parameter each : parameters) {
            json.open('{').name("file").textOrNull(each.file()).name("line").numberOrNull(each.line());
            json.name("method").text(each.method()).name("index").number(each.index());
            json.name("name").text(each.name());
            json.name("object").text(each.object().name().toLowerCase(Locale.ROOT));
            json.name("content").text(each.content().name().toLowerCase(Locale.ROOT));
            json.name("causes").open('[');
            for (Cause cause : each.causes()) {
                json.open('{').name("kind").text(cause.kind().name().toLowerCase(Locale.ROOT));
                json.name("text")
                        .text(cause.text())
                        .name("where")
                        .textOrNull(cause.where())
                        .close('}');
            }
            json.close(']').close('}');
        }
        return json.close(']').document();
    }
}
