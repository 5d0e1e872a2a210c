package com.acme.causes;

/** Something that makes objects; {@code i} is 0, 1, 2 ... */
public interface Case {
    int run(int i);
}
