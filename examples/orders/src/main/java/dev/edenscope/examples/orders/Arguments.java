package dev.edenscope.examples.orders;

/** The values of command line options. */
final class Arguments {
    private Arguments() {}

    /** The argument after the one at the index. */
    static String value(String[] args, int option) {
        if (option + 1 >= args.length) {
            throw new UsageException(args[option] + " needs a value");
        }
        return args[option + 1];
    }

    /** The whole number after the option at the index, between the bounds, inclusive. */
    static long number(String[] args, int option, long from, long to) {
        String value = value(args, option);
        try {
            long number = Long.parseLong(value);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of bounds.
        }
        throw new UsageException(
                args[option] + " needs a whole number from " + from + " to " + to + ", but it is " + value);
    }
}
