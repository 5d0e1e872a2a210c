// What one sample stands for.
//
// The JVM (JEP 331, share/runtime/threadHeapSampler.cpp) samples a point every R bytes on average, exponentially
// distributed, so an object of s bytes is hit with probability p = 1 - exp(-s/R) and stands for 1/p objects and s/p
// bytes. Go's runtime/pprof does the same (scaleHeapSample). libm is not used: its symbols' versions differ.
#ifndef WEIGHT_H
#define WEIGHT_H

// 1 - exp(-x) for x >= 0, to 1e-15 relative: the Taylor series on x / 2^n, then f(2x) = f(x) * (2 - f(x)).
static inline double hit(double x) {
    if (x > 40) {
        return 1;
    }
    int doublings = 0;
    while (x > 0.0625) {
        x /= 2;
        doublings++;
    }
    double f = 0;
    for (int n = 9; n >= 1; n--) {
        f = x / n * (1 - f);
    }
    while (doublings-- > 0) {
        f *= 2 - f;
    }
    return f;
}

#endif
