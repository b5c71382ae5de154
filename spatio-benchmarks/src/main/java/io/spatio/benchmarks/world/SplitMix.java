package io.spatio.benchmarks.world;

/**
 * A small random generator that any language has in ten lines, so that peers can draw as we do (Steele, Lea and Flood,
 * "Fast Splittable Pseudorandom Number Generators", 2014). One thread only.
 */
public final class SplitMix {
    private long state;

    /** A generator that starts anywhere. */
    public SplitMix(long seed) {
        state = seed;
    }

    /** 64 random bits. */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number in [0, 1). */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** A number in [−1, 1). */
    public double signed() {
        return 2 * unit() - 1;
    }

    /** A whole number in [0, bound). */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** A number of the normal distribution with mean 0 and deviation 1 (Box and Muller, 1958). */
    public double gaussian() {
        double radius = Math.sqrt(-2 * Math.log(1 - unit()));
        return radius * Math.cos(2 * Math.PI * unit());
    }
}
