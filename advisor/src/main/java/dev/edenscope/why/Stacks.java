package dev.edenscope.why;

import dev.edenscope.profile.Function;
import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** The stacks of a profile, as the inline chains of compiled code name their frames. */
final class Stacks {
    private final Profile profile;
    private final Owners owners;

    Stacks(Profile profile, Owners owners) {
        this.profile = profile;
        this.owners = owners;
    }

    /** The line of a frame that was written as {@code METHOD:LINE}. */
    static int line(String frame) {
        return Integer.parseInt(frame.substring(frame.lastIndexOf(':') + 1));
    }

    static String method(String frame) {
        return frame.substring(0, frame.lastIndexOf(':'));
    }

    /** The frames {@code METHOD:LINE} of a stack, innermost first, without the JVM's own. */
    List<String> frames(int stack) {
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < profile.depth(stack); i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location); k++) {
                Function function = profile.function(location, k);
                if (!Names.isMachinery(function.name())) {
                    frames.add(function.systemName() + ":" + profile.lineNumber(location, k));
                }
            }
        }
        return frames;
    }

    /** Class of the objects of a sample. */
    String type(int sample) {
        for (Label label : profile.labels(sample)) {
            if (label.key().equals("class") && label.text() != null) {
                return Names.isLambda(label.text()) ? Names.stable(label.text()) : label.text();
            }
        }
        return "?";
    }

    /** The place to blame: the innermost frame of the application's; if it has none of a library's, then of the JDK's. */
    Place place(int sample) {
        int stack = profile.stack(sample);
        Function maker = null;
        Function blamed = null;
        int rank = -1;
        long line = 0;
        for (int i = 0; i < profile.depth(stack) && rank < Owners.OWN; i++) {
            int location = profile.location(stack, i);
            for (int k = 0; k < profile.lineCount(location) && rank < Owners.OWN; k++) {
                Function function = profile.function(location, k);
                if (Names.isMachinery(function.name())) {
                    // What a concatenation or a lambda's linkage has made is made by the line that has the expression.
                    boolean lambda = Names.isLambda(function.name());
                    maker = lambda ? maker : null;
                    blamed = lambda ? blamed : null;
                    rank = lambda ? rank : -1;
                } else {
                    maker = maker == null ? function : maker;
                    if (owners.rank(function.name()) > rank) {
                        rank = owners.rank(function.name());
                        blamed = function;
                        line = profile.lineNumber(location, k);
                    }
                }
            }
        }
        if (blamed == null) {
            return new Place("", 0, "", type(sample), "");
        }
        String by = maker.equals(blamed) ? "" : maker.name();
        return new Place(blamed.filename(), (int) line, blamed.name(), type(sample), by);
    }
}
