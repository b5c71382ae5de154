package io.spatio.store.mvstore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Microseconds since 1970 of a clock, saturating. */
final class MicroClock {
    private MicroClock() {}

    static long now(InstantSource clock) {
        Instant now = clock.instant();
        return saturatedAdd(saturatedMultiply(now.getEpochSecond()), now.getNano() / 1_000);
    }

    static long minus(long micros, Duration duration) {
        return saturatedAdd(
                micros, -saturatedAdd(saturatedMultiply(duration.getSeconds()), duration.getNano() / 1_000));
    }

    private static long saturatedMultiply(long seconds) {
        long most = Long.MAX_VALUE / 1_000_000;
        return Math.max(-most, Math.min(most, seconds)) * 1_000_000;
    }

    private static long saturatedAdd(long one, long other) {
        long sum = one + other;
        boolean overflow = ((one ^ sum) & (other ^ sum)) < 0;
        return overflow ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
