package dev.edenscope.report;

/** Colours of a call graph: the more of the total, the redder; what a difference took away is green; grey is nothing. */
final class Colour {
    private static final double GROWTH = 0.3; // below 1, so that small shares are told apart
    private static final double GREY_BELOW = 0.2;

    private Colour() {}

    /** The colour of a share from -1 to 1, as {@code #rrggbb}: a light one for a background, else a darker one. */
    static String of(double share, boolean background) {
        double saturation = background ? 0.1 : 1.0;
        double value = background ? 0.93 : 0.7;
        double score = Math.max(-1.0, Math.min(1.0, share));
        if (Math.abs(score) < GREY_BELOW) {
            saturation *= Math.abs(score) / GREY_BELOW;
        }
        score = Math.signum(score) * Math.pow(Math.abs(score), GROWTH);
        double red = score < 0 ? value * (1 + saturation * score) : value;
        double green = score < 0 ? value : value * (1 - saturation * score);
        double blue = value * (1 - saturation);
        return "#" + hex(red) + hex(green) + hex(blue);
    }

    private static String hex(double part) {
        int number = (int) (part * 255.0);
        return Integer.toHexString(0x100 | number).substring(1);
    }
}
