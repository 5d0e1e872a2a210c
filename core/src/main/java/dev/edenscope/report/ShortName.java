package dev.edenscope.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Function names as pictures show them: without the package of a Java or Go function, the namespace of a C++ one. */
final class ShortName {
    private static final Pattern CPP_ANONYMOUS = pattern("^\\(anonymous namespace\\)::");
    private static final Pattern GO_VERSION = pattern("^(.*?)/v(?:[2-9]|[1-9][0-9]+)([./].*)\\z");
    private static final List<Pattern> LONG = List.of(
            pattern("^(?:[\\w\\-.]+/)++([^.]+\\..+)"), // Go
            pattern("^(?:[a-z]\\w*\\.)*+([A-Z][\\w$]*\\.(?:<init>|[a-z][\\w$]*(?:\\$\\d+)?))(?:\\(|\\z)"), // Java
            pattern("^(?:[_a-zA-Z]\\w*::)+(_*[A-Z]\\w*::~?[_a-zA-Z]\\w*(?:<.*>)?)")); // C++

    private ShortName() {}

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.UNIX_LINES);
    }

    /** The name without what tells where the function is from. */
    static String of(String name) {
        String shorter = CPP_ANONYMOUS.matcher(name).replaceFirst("");
        shorter = GO_VERSION.matcher(shorter).replaceFirst("$1$2");
        for (Pattern pattern : LONG) {
            Matcher matcher = pattern.matcher(shorter);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return shorter;
    }

    /** What stands in a place's box: an element of its name a line, each ended by the characters {@code \n}. */
    static String label(Place place) {
        String name = escaped(of(place.name()))
                .replace("::", "\\n")
                .replace("[...]", "[\u2026]") // a Go function's type arguments stay on one line
                .replace(".", "\\n");
        String file = place.file().isEmpty() ? "" : Names.base(place.file());
        return String.join("\\n", place.withNames(name, file).nameElements()) + "\\n";
    }

    /** A text in a dot string: quotes and backslashes are kept, lines are set to the left. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\l");
    }
}
