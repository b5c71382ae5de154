package io.spatio.store.log.head;

/**
 * A copy of the greatest event of an object, as it is kept beyond the head. Coordinates are as bits; a delete's first holds
 * when it was made. Set again for each object, so that walking over millions leaves nothing behind. One thread at a time.
 */
public final class LastEvent {
    private static final byte[] NO_METADATA = {};

    long timestampMicros;
    /** Negated for a delete, 0 for none. */
    long signedSequence;

    long lon;
    long lat;
    long alt;
    byte[] metadata = NO_METADATA;

    /** Makes this no event. */
    public void clear() {
        signedSequence = 0;
        metadata = NO_METADATA;
    }

    /** Makes this a position. */
    public LastEvent position(long micros, long sequence, double newLon, double newLat, double newAlt, byte[] json) {
        return positionBits(
                micros,
                sequence,
                Double.doubleToRawLongBits(newLon),
                Double.doubleToRawLongBits(newLat),
                Double.doubleToRawLongBits(newAlt),
                json);
    }

    /** Makes this a position of which the coordinates are given as bits. */
    public LastEvent positionBits(long micros, long sequence, long newLon, long newLat, long newAlt, byte[] json) {
        timestampMicros = micros;
        signedSequence = sequence;
        lon = newLon;
        lat = newLat;
        alt = newAlt;
        metadata = json;
        return this;
    }

    /** Makes this a delete. */
    public LastEvent delete(long micros, long sequence, long madeAtMicros) {
        positionBits(micros, -sequence, madeAtMicros, 0, 0, NO_METADATA);
        return this;
    }

    /** Makes this the same as another. */
    public void set(LastEvent other) {
        positionBits(other.timestampMicros, other.signedSequence, other.lon, other.lat, other.alt, other.metadata);
    }

    /** Whether there is one. */
    public boolean isPresent() {
        return signedSequence != 0;
    }

    /** Whether this one, which is there, is greater by (timestamp, sequence); every event is greater than none. */
    public boolean isGreaterThan(LastEvent other) {
        return !other.isPresent() || isGreaterThan(other.timestampMicros, other.sequence());
    }

    boolean isGreaterThan(long micros, long sequence) {
        return timestampMicros > micros || (timestampMicros == micros && sequence() > sequence);
    }

    /** Microseconds since 1970. */
    public long timestampMicros() {
        return timestampMicros;
    }

    /** Its place in the append order. */
    public long sequence() {
        return Math.abs(signedSequence);
    }

    /** Whether it is a delete. */
    public boolean isDelete() {
        return signedSequence < 0;
    }

    /** Bits of the longitude. */
    public long lonBits() {
        return lon;
    }

    /** Bits of the latitude. */
    public long latBits() {
        return lat;
    }

    /** Bits of the altitude. */
    public long altBits() {
        return alt;
    }

    /** JSON as UTF-8, empty when none. */
    public byte[] metadata() {
        return metadata;
    }

    /** When it was made, if it is a delete. */
    public long madeAtMicros() {
        return lon;
    }

    /** Whether it is a delete made before a time. */
    public boolean isDeleteBefore(long horizonMicros) {
        return isDelete() && madeAtMicros() < horizonMicros;
    }
}
