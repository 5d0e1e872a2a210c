package dev.edenscope.advice;

import dev.edenscope.profile.Application;
import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.why.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * The line of the application that a sample is blamed on: the innermost one, but for code that the compiler wrote (the
 * {@code values()} of an enum) and for an exception's own constructors, where who calls is to blame.
 *
 * @param file source file, empty where unknown
 * @param line source line, 0 where unknown
 * @param method the method that the line is in
 * @param className class of the objects
 * @param path as an {@link Allocation} has it
 */
public record Blame(String file, int line, String method, String className, List<String> path) {
    /** Finds it; null if the stack has nothing of the application's. */
    public static Blame of(Profile profile, int sample, Application application) {
        String type = type(profile, sample);
        List<String> path = new ArrayList<>();
        boolean linked = false;
        int stack = profile.stack(sample);
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                Function function = profile.function(location, k);
                String name = function.name();
                if (Names.isMachinery(name)) {
                    linked = true;
                } else if (application.owns(name) && !isStepped(name, type, path)) {
                    if (linked) {
                        path.add(Allocation.LINKED);
                    }
                    int line = (int) profile.lineNumber(location, k);
                    return new Blame(function.filename(), line, name, type, List.copyOf(path));
                } else {
                    path.add(name);
                    linked = false;
                }
            }
        }
        return null;
    }

    private static boolean isStepped(String method, String type, List<String> path) {
        return method.equals(element(type) + ".values")
                || (method.endsWith(".<init>") && path.contains("java.lang.Throwable.<init>"));
    }

    private static String element(String type) {
        return type.endsWith("[]") ? type.substring(0, type.length() - 2) : "";
    }

    private static String type(Profile profile, int sample) {
        for (Label label : profile.labels(sample)) {
            if (label.key().equals("class") && label.text() != null) {
                return Names.isLambda(label.text()) ? Names.stable(label.text()) : label.text();
            }
        }
        return "?";
    }
}
