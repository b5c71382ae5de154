package io.spatio.benchmarks.contestant;

/** Operations of one kind, a few thousand at a time. */
interface Block {
    /** Makes what a number of operations need, outside the clock. */
    void prepare(int operations);

    /** Does them; the result is made of every answer. */
    double run(int operations);
}
