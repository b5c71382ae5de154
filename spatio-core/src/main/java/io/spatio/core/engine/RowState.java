package io.spatio.core.engine;

import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Row;
import io.spatio.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a row: the greatest event of an object. Reused from row to row, so that reading allocates nothing; one thread.
 */
final class RowState implements Row {
    /** No event. */
    static final int EMPTY = 0;
    /** The greatest event is a position. */
    static final int PRESENT = 1;
    /** The greatest event is a delete; {@link #lon} then holds, as bits, when it was made. */
    static final int DELETED = 2;

    int kind;
    double lon;
    double lat;
    double alt;
    long micros;
    long sequence;
    /** When the row came to hold a position, 0 where nobody need know; set by reading a row only. */
    long birth;

    Metadata metadata = Metadata.NONE;

    @Nullable
    String objectId;

    double distance = Double.NaN;

    /** Makes this a position. */
    RowState position(double newLon, double newLat, double newAlt, long newMicros, long newSequence, Metadata json) {
        kind = PRESENT;
        lon = newLon;
        lat = newLat;
        alt = newAlt;
        micros = newMicros;
        sequence = newSequence;
        metadata = json;
        return this;
    }

    /** Makes this a delete. */
    RowState deletion(long newMicros, long newSequence, long madeAtMicros) {
        kind = DELETED;
        lon = Double.longBitsToDouble(madeAtMicros);
        lat = 0;
        alt = Double.NaN;
        micros = newMicros;
        sequence = newSequence;
        metadata = Metadata.NONE;
        return this;
    }

    boolean isPresent() {
        return kind == PRESENT;
    }

    /** When a delete was made. */
    long deletedAtMicros() {
        return Double.doubleToRawLongBits(lon);
    }

    /** Whether this is the same record: time, bits of coordinates, bytes of metadata. */
    boolean sameRecord(double otherLon, double otherLat, double otherAlt, long otherMicros, Metadata json) {
        return micros == otherMicros
                && Double.doubleToRawLongBits(lon) == Double.doubleToRawLongBits(otherLon)
                && Double.doubleToRawLongBits(lat) == Double.doubleToRawLongBits(otherLat)
                && Double.doubleToRawLongBits(alt) == Double.doubleToRawLongBits(otherAlt)
                && metadata.equals(json);
    }

    Position toPosition() {
        return new Position(lon, lat, alt);
    }

    Location toLocation() {
        return new Location(objectId(), toPosition(), Timestamps.toInstant(micros), metadata);
    }

    @Override
    public String objectId() {
        String id = objectId;
        if (id == null) {
            throw new IllegalStateException("this row belongs to no object");
        }
        return id;
    }

    @Override
    public double lon() {
        return lon;
    }

    @Override
    public double lat() {
        return lat;
    }

    @Override
    public double altOrNaN() {
        return alt;
    }

    @Override
    public long timestampMicros() {
        return micros;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public Metadata metadata() {
        return metadata;
    }

    @Override
    public double distanceMeters() {
        return distance;
    }
}
