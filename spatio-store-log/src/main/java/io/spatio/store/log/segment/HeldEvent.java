package io.spatio.store.log.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of an event or gap, refilled. Equal are positions that repeat each other, whatever their sequence. */
final class HeldEvent {
    long timestampMicros;
    long sequence;
    boolean delete;
    boolean gap;
    double lon;
    double lat;
    double alt;
    byte[] metadata = new byte[0];

    void fill(Track track) {
        timestampMicros = track.timestampMicros();
        sequence = track.sequence();
        gap = track instanceof PartialTrack partial && partial.isGap();
        if (gap) {
            return;
        }
        delete = track.isDelete();
        lon = track.lon();
        lat = track.lat();
        alt = track.alt();
        metadata = track.metadata();
    }

    /** Only positions repeat each other. */
    boolean mayRepeat() {
        return !delete && !gap;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeldEvent that
                && timestampMicros == that.timestampMicros
                && Double.doubleToRawLongBits(lon) == Double.doubleToRawLongBits(that.lon)
                && Double.doubleToRawLongBits(lat) == Double.doubleToRawLongBits(that.lat)
                && Double.doubleToLongBits(alt) == Double.doubleToLongBits(that.alt)
                && Arrays.equals(metadata, that.metadata);
    }

    @Override
    public int hashCode() {
        long bits = timestampMicros * 31 + Double.doubleToRawLongBits(lon);
        bits = bits * 31 + Double.doubleToRawLongBits(lat);
        bits = bits * 31 + Double.doubleToLongBits(alt);
        return Long.hashCode(bits) * 31 + Arrays.hashCode(metadata);
    }
}
