package dev.edenscope.examples.orders;

/** A program small enough to count by hand: makes a number of cache keys, each by one {@code +} expression. */
public final class Keys {
    private static String last = "";

    private Keys() {}

    /**
     * Makes the keys and prints the last one.
     *
     * @param arguments how many keys; 100000 if nothing is given
     */
    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        for (int i = 0; i < count; i++) {
            last = key("user", i, "profile");
        }
        System.out.println(count + " keys, the last one " + last);
    }

    static String key(String prefix, int id, String suffix) {
        return prefix + ":" + id + ":" + suffix; // one String and its byte[]
    }
}
