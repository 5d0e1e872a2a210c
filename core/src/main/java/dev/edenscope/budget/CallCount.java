package dev.edenscope.budget;

import dev.edenscope.profile.CallComment;
import dev.edenscope.profile.Profile;
import java.util.List;

/**
 * How often a method was called while a profile was taken, exactly. A profile holds it as a comment, {@code calls: 12345 of
 * com.acme.Orders.handle}, which other tools show and keep.
 *
 * @param method such as {@code com.acme.Orders.handle}, all overloads of it together
 * @param calls how often it was entered, all threads together
 */
public record CallCount(String method, long calls) {
    /** As a comment of a profile. */
    public String comment() {
        return new CallComment(method, calls).text();
    }

    /** The counts that a profile holds, one a method, in the order of its comments: those of merged profiles are added. */
    public static List<CallCount> of(Profile profile) {
        return CallComment.of(profile).stream()
                .map(said -> new CallCount(said.method(), said.calls()))
                .toList();
    }
}
