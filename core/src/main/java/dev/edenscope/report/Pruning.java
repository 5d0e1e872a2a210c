package dev.edenscope.report;

import dev.edenscope.profile.Profile;
import java.util.Arrays;

/** Cuts what nobody asks about off the leaf ends of stacks: the profile's own drop_frames, and prune_from. */
final class Pruning {
    private final Profile profile;
    private final int[][] lines; // [location]: visible lines, innermost first
    private final int[] leaf; // [stack]: position of the first frame that is left
    private final int[] root; // [stack]: position behind the last one

    /** The arrays are changed in place. */
    Pruning(Profile profile, int[][] lines, int[] leaf, int[] root) {
        this.profile = profile;
        this.lines = lines;
        this.leaf = leaf;
        this.root = root;
    }

    /** Takes out the frames that match drop_frames and everything that they call, below the first other frame. */
    void dropFrames() {
        String drop = profile.header().dropFrames();
        if (drop.isEmpty()) {
            return;
        }
        String keep = profile.header().keepFrames();
        Regex dropped = Regex.of("drop_frames", "^(" + drop + ")$");
        Regex kept = keep.isEmpty() ? null : Regex.of("keep_frames", "^(" + keep + ")$");
        byte[] cut = new byte[profile.locationCount()]; // 0 whole, 1 some of its lines, 2 the whole location
        for (int location = 0; location < cut.length; location++) {
            int count = profile.lineCount(location);
            int last = count - 1;
            while (last >= 0 && !isDropped(profile.function(location, last).name(), dropped, kept)) {
                last--;
            }
            if (last >= 0 && last == count - 1) {
                cut[location] = 2;
            } else if (last >= 0) {
                cut[location] = 1;
                lines[location] = Arrays.copyOfRange(lines[location], last + 1, count);
            }
        }
        for (int stack = 0; stack < leaf.length; stack++) {
            leaf[stack] = leafAbove(stack, cut);
        }
    }

    private int leafAbove(int stack, byte[] cut) {
        boolean foundUser = false;
        for (int i = root[stack] - 1; i >= 0; i--) {
            int how = cut[profile.location(stack, i)];
            if (how == 0) {
                foundUser = true;
            } else if (foundUser) {
                return how == 2 ? i + 1 : i;
            }
        }
        return 0;
    }

    private static boolean isDropped(String name, Regex dropped, Regex kept) {
        if (name.isEmpty()) {
            return false;
        }
        String simple = simple(name);
        return dropped.matches(simple) && (kept == null || !kept.matches(simple));
    }

    /** Takes out what the innermost frame that matches calls. */
    void from(Regex regex) {
        boolean[] matching = new boolean[profile.locationCount()];
        for (int location = 0; location < matching.length; location++) {
            int[] visible = lines[location];
            for (int i = 0; i < visible.length && !matching[location]; i++) {
                String name = profile.function(location, visible[i]).name();
                if (!name.isEmpty() && regex.matches(simple(name))) {
                    matching[location] = true;
                    lines[location] = Arrays.copyOfRange(visible, i, visible.length);
                }
            }
        }
        for (int stack = 0; stack < leaf.length; stack++) {
            for (int i = leaf[stack]; i < root[stack]; i++) {
                if (matching[profile.location(stack, i)]) {
                    leaf[stack] = i;
                    break;
                }
            }
        }
    }

    /**
     * A name up to the parenthesis that opens its argument list, which two C++ names are not, and without the dot that
     * some PowerPC symbols begin with.
     */
    private static String simple(String name) {
        String symbol = name.startsWith(".") ? name.substring(1) : name;
        int from = 0;
        while (true) {
            int open = symbol.indexOf('(', from);
            if (open < 0) {
                return symbol;
            }
            if (symbol.startsWith("(anonymous namespace)", open)) {
                from = open + "(anonymous namespace)".length();
            } else if (open >= "operator".length() && symbol.startsWith("operator()", open - "operator".length())) {
                from = open + "()".length();
            } else {
                return symbol.substring(0, open);
            }
        }
    }
}
