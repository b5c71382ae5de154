package io.spatio.benchmarks.contestant;

/**
 * What was done.
 *
 * @param operations how many operations
 * @param nanos wall clock
 * @param cpuNanos processor time of the working thread, or −1 where several worked
 * @param checksum made of every result, so that none is left unread
 */
record Lap(long operations, long nanos, long cpuNanos, double checksum) {}
