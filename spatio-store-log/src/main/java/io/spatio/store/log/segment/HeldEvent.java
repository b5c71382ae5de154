package io.spatio.store.log.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A copy of an event or gap, refilled. Equal are positions that repeat each other, whatever their sequence. */
final class HeldEvent implements PartialTrack {
    private long timestampMicros;
    private long sequence;
    private long sequenceSpan;
    private boolean delete;
    private boolean gap;
    private double lon;
    private double lat;
    private double alt;
    private byte[] metadata = new byte[0];

    void fill(Track track) {
        timestampMicros = track.timestampMicros();
        sequence = track.sequence();
        sequenceSpan = track.sequenceSpan();
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

    /** A copy ends with the event it holds. */
    @Override
    public boolean next() {
        return false;
    }

    @Override
    public boolean isGap() {
        return gap;
    }

    @Override
    public long timestampMicros() {
        return timestampMicros;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long sequenceSpan() {
        return sequenceSpan;
    }

    @Override
    public boolean isDelete() {
        return delete;
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
    public double alt() {
        return alt;
    }

    @Override
    public byte[] metadata() {
        return metadata;
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
