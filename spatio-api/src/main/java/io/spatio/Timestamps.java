package io.spatio;

import java.time.Instant;

/**
 * Instants as microseconds since 1970-01-01T00:00:00Z, the resolution of the database.
 *
 * <p>Instants are floored once, at the boundary: what was written is what is read. Instants before 1970 are negative.
 */
public final class Timestamps {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long LAST_WRITABLE_SECOND = 290_000L * 31_556_952L;

    private Timestamps() {}

    /**
     * The microsecond that holds {@code instant}.
     *
     * @throws IllegalArgumentException beyond ±290 000 years around 1970
     */
    public static long toMicros(Instant instant) {
        if (Math.abs(instant.getEpochSecond()) > LAST_WRITABLE_SECOND) {
            throw new IllegalArgumentException(
                    "timestamp " + instant + " is outside 1970 ± 290000 years: is it in the wrong unit?");
        }
        return instant.getEpochSecond() * MICROS_PER_SECOND + Math.floorDiv(instant.getNano(), 1000);
    }

    /** As {@link #toMicros}, but saturating, for the ends of ranges: {@link Instant#MIN} and MAX mean open. */
    public static long toMicrosSaturated(Instant instant) {
        if (instant.getEpochSecond() > LAST_WRITABLE_SECOND) {
            return Long.MAX_VALUE;
        }
        if (instant.getEpochSecond() < -LAST_WRITABLE_SECOND) {
            return Long.MIN_VALUE;
        }
        return toMicros(instant);
    }

    /** The instant of a microsecond. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
    }
}
