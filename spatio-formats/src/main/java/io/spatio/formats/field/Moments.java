package io.spatio.formats.field;

import io.spatio.Timestamps;
import io.spatio.formats.time.TimeFormat;
import java.time.Instant;

/** Reads times and refuses those that no tracking file means. Immutable; any thread. */
public final class Moments {
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-12-31T23:59:59.999999999Z");

    private final TimeFormat format;
    private final boolean anyTime;

    /** Times of a format, of any century or of a plausible one. */
    public Moments(TimeFormat format, boolean anyTime) {
        this.format = format;
        this.anyTime = anyTime;
    }

    /**
     * The time of a text.
     *
     * @throws IllegalArgumentException naming the reason
     */
    public Instant read(String text) {
        return require(format.read(text));
    }

    /**
     * A time that is plausible.
     *
     * @throws IllegalArgumentException naming the reason
     */
    public Instant require(Instant instant) {
        Timestamps.toMicros(instant);
        if (!anyTime && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
            throw new IllegalArgumentException("the time is " + instant
                    + ", outside the years 1800 to 2200: is it in another unit? If it is meant, say so by --any-time");
        }
        return instant;
    }
}
