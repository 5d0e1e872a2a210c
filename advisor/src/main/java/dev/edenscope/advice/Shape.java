package dev.edenscope.advice;

import java.util.Locale;

/** What a line's objects are like, beside all others of the recording. */
public enum Shape {
    /** Its share of objects is at least twice its share of bytes. */
    MANY_SMALL,
    /** Its share of bytes is at least twice its share of objects. */
    FEW_BIG,
    BOTH,
    /** The profile does not count objects. */
    UNKNOWN;

    static Shape of(Traffic traffic, Traffic total) {
        if (traffic.objects() < 0 || total.objects() <= 0) {
            return UNKNOWN;
        }
        double objects = (double) traffic.objects() / total.objects();
        double bytes = (double) traffic.bytes() / total.bytes();
        return objects >= 2 * bytes ? MANY_SMALL : bytes >= 2 * objects ? FEW_BIG : BOTH;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
