package io.spatio.store.log.head;

import org.jspecify.annotations.Nullable;

/**
 * The greatest event of an object, as it is kept beyond the head. Coordinates are as bits; a delete's first holds when it
 * was made.
 *
 * @param timestampMicros microseconds since 1970
 * @param sequence its place in the append order
 * @param delete whether it is a delete
 * @param lon bits of the longitude
 * @param lat bits of the latitude
 * @param alt bits of the altitude
 * @param metadata JSON as UTF-8, empty when none
 */
public record LastEvent(
        long timestampMicros, long sequence, boolean delete, long lon, long lat, long alt, byte[] metadata) {
    /** A position. */
    public static LastEvent position(
            long timestampMicros, long sequence, double lon, double lat, double alt, byte[] metadata) {
        return new LastEvent(
                timestampMicros,
                sequence,
                false,
                Double.doubleToRawLongBits(lon),
                Double.doubleToRawLongBits(lat),
                Double.doubleToRawLongBits(alt),
                metadata);
    }

    /** A delete. */
    public static LastEvent delete(long timestampMicros, long sequence, long madeAtMicros) {
        return new LastEvent(timestampMicros, sequence, true, madeAtMicros, 0, 0, new byte[0]);
    }

    /** Whether this one is greater by (timestamp, sequence); every event is greater than none. */
    public boolean isGreaterThan(@Nullable LastEvent other) {
        return other == null
                || timestampMicros > other.timestampMicros
                || (timestampMicros == other.timestampMicros && sequence > other.sequence);
    }

    /** When it was made, if it is a delete. */
    public long madeAtMicros() {
        return lon;
    }

    /** Whether it is a delete made before a time. */
    public boolean isDeleteBefore(long horizonMicros) {
        return delete && madeAtMicros() < horizonMicros;
    }
}
