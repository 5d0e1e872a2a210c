package com.acme.why;

/** A piece of code whose allocations are labelled. Each is compiled by itself: it is called through this interface only. */
interface Case {
    int run(int i);

    /** One that gives away an object. */
    interface Maker {
        Object make(int i);
    }
}
