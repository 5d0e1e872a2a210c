package com.acme.advice;

/** A piece of what a service does for each request. */
interface Work {
    /** Does it for the {@code i}th request, and returns what depends on it. */
    int run(int i);

    /** How much of it there is beside the others, which have 1. */
    default double share() {
        return 1;
    }
}
