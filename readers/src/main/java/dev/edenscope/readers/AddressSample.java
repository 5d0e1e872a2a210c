package dev.edenscope.readers;

import dev.edenscope.profile.Label;
import dev.edenscope.profile.Profile;
import dev.edenscope.profile.ProfileBuilder;
import java.util.Arrays;
import java.util.List;

/**
 * A sample of a legacy profile: values over a stack of addresses. Samples wait as such until the file has been read,
 * because what the addresses mean stands behind them.
 */
final class AddressSample {
    private long[] addresses; // leaf first
    private final long[] values;
    private List<Label> labels;

    AddressSample(long[] addresses, List<Label> labels, long... values) {
        this.addresses = addresses;
        this.labels = labels;
        this.values = values;
    }

    /**
     * Addresses within the calls that return to those given: a return address may belong to the line after. Before
     * position {@code from} they stay: a leaf is not always a call.
     */
    static long[] calls(long[] returns, int from) {
        for (int i = from; i < returns.length; i++) {
            returns[i]--;
        }
        return returns;
    }

    int depth() {
        return addresses.length;
    }

    long address(int position) {
        return addresses[position];
    }

    long value(int type) {
        return values[type];
    }

    void setValue(int type, long value) {
        values[type] = value;
    }

    void label(List<Label> its) {
        labels = its;
    }

    /** Drops {@code count} addresses from a position on. */
    void remove(int position, int count) {
        long[] kept = Arrays.copyOf(addresses, addresses.length - count);
        System.arraycopy(addresses, position + count, kept, position, kept.length - position);
        addresses = kept;
    }

    /** The leaf comes twice where it was taken from the signal's context and, one less, from the stack: once is right. */
    void removeSecondLeaf() {
        if (addresses.length > 1 && addresses[0] == addresses[1] + 1) {
            remove(1, 1);
        }
    }

    /** What a file says about addresses. */
    interface Places {
        /** Puts the location ids of a sample into {@code locations}, which has room for one an address; gives how many. */
        int locate(AddressSample sample, ProfileBuilder builder, int[] locations);
    }

    /**
     * The profile of all samples.
     *
     * @throws ArithmeticException if the values of one stack do not fit a long
     */
    static Profile profile(Profile.Header header, List<AddressSample> samples, Places places) {
        ProfileBuilder builder = new ProfileBuilder(header);
        int[] locations = new int[64];
        for (AddressSample sample : samples) {
            if (Arrays.stream(sample.values).allMatch(value -> value == 0)) {
                continue;
            }
            if (sample.depth() > locations.length) {
                locations = new int[sample.depth()];
            }
            int depth = places.locate(sample, builder, locations);
            builder.add(builder.stack(locations, depth), builder.labels(sample.labels), sample.values);
        }
        return builder.build();
    }
}
