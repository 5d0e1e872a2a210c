package dev.edenscope.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment that says how often a method was called while its profile was taken, exactly: {@code calls: 12345 of
 * com.acme.Orders.handle}. Other tools show and keep it. Where profiles are merged, calls add up if all of them know.
 *
 * @param method such as {@code com.acme.Orders.handle}, all overloads of it together
 * @param calls how often it was entered, all threads together
 */
public record CallCount(String method, long calls) {
    private static final Pattern FORM = Pattern.compile("calls: (\\d{1,18}) of (\\S+)");

    /** What a comment says of calls; null if that is nothing. */
    private static CallCount parse(String comment) {
        Matcher matcher = FORM.matcher(comment);
        return matcher.matches() ? new CallCount(matcher.group(2), Long.parseLong(matcher.group(1))) : null;
    }

    /** The comment. */
    public String comment() {
        return "calls: " + calls + " of " + method;
    }

    /** What a profile says, one a method, in order. Several of one method, as other tools leave when they merge, add up. */
    public static List<CallCount> of(Profile profile) {
        List<CallCount> found = new ArrayList<>();
        sums(profile.comments()).forEach((method, calls) -> found.add(new CallCount(method, calls)));
        return found;
    }

    /** The comments that say something else. */
    public static List<String> without(List<String> comments) {
        return comments.stream().filter(comment -> parse(comment) == null).toList();
    }

    /** Calls by method. */
    static Map<String, Long> sums(List<String> comments) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (String comment : comments) {
            CallCount said = parse(comment);
            if (said != null) {
                sums.merge(said.method, said.calls, CallCount::sum);
            }
        }
        return sums;
    }

    /** Of numbers that a broken file makes up, too. */
    static long sum(long one, long other) {
        return Math.min(one, Long.MAX_VALUE - other) + other;
    }
}
