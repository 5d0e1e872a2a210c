package dev.edenscope.budget;

import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a method was called while a profile was taken, exactly. A profile holds it as a comment, {@code calls: 12345 of
 * com.acme.Orders.handle}, which other tools show and keep.
 *
 * @param method such as {@code com.acme.Orders.handle}, all overloads of it together
 * @param calls how often it was entered, all threads together
 */
public record CallCount(String method, long calls) {
    private static final Pattern COMMENT = Pattern.compile("calls: (\\d{1,18}) of (\\S+)");

    /** As a comment of a profile. */
    public String comment() {
        return "calls: " + calls + " of " + method;
    }

    /** The counts that a profile holds, one a method, in the order of its comments: those of merged profiles are added. */
    public static List<CallCount> of(Profile profile) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (String comment : profile.comments()) {
            Matcher matcher = COMMENT.matcher(comment);
            if (matcher.matches()) {
                sums.merge(matcher.group(2), Long.parseLong(matcher.group(1)), Long::sum);
            }
        }
        List<CallCount> counts = new ArrayList<>();
        sums.forEach((method, calls) -> counts.add(new CallCount(method, calls)));
        return counts;
    }
}
