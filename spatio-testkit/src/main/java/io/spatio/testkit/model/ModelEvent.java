package io.spatio.testkit.model;

import io.spatio.spi.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * An event as the model keeps it; equal when every bit is.
 *
 * @param sequence its place in the append order
 * @param micros microseconds since 1970
 * @param delete whether it is a delete, whose coordinates are NaN here
 * @param lonBits the bits of the longitude
 * @param latBits the bits of the latitude
 * @param altBits the bits of the altitude, of NaN when absent
 * @param metadata UTF-8 as Latin-1 text, so that it compares
 */
public record ModelEvent(
        long sequence, long micros, boolean delete, long lonBits, long latBits, long altBits, String metadata) {
    /** The order of history: by time, then by place in the append order. */
    public static final Comparator<ModelEvent> ORDER =
            Comparator.comparingLong(ModelEvent::micros).thenComparingLong(ModelEvent::sequence);

    private static final long NO_BITS = Double.doubleToLongBits(Double.NaN);

    /** A position. */
    public static ModelEvent position(long sequence, long micros, double lon, double lat, double alt, byte[] metadata) {
        return new ModelEvent(
                sequence,
                micros,
                false,
                Double.doubleToLongBits(lon),
                Double.doubleToLongBits(lat),
                Double.doubleToLongBits(alt),
                new String(metadata, StandardCharsets.ISO_8859_1));
    }

    /** A delete. */
    public static ModelEvent delete(long sequence, long micros) {
        return new ModelEvent(sequence, micros, true, NO_BITS, NO_BITS, NO_BITS, "");
    }

    /** What a cursor stands on. */
    public static ModelEvent of(StoredEvent event) {
        return event.isDelete()
                ? delete(event.sequence(), event.timestampMicros())
                : position(
                        event.sequence(),
                        event.timestampMicros(),
                        event.lon(),
                        event.lat(),
                        event.alt(),
                        event.metadata());
    }

    /** The same without its sequence, which a store need not keep for history. */
    public ModelEvent unnumbered() {
        return numbered(0);
    }

    /** The same with a sequence. */
    public ModelEvent numbered(long newSequence) {
        return new ModelEvent(newSequence, micros, delete, lonBits, latBits, altBits, metadata);
    }

    /** Whether both are the same record but for the sequence: of such positions only the last is history. */
    public boolean repeats(ModelEvent other) {
        return !delete
                && !other.delete
                && micros == other.micros
                && lonBits == other.lonBits
                && latBits == other.latBits
                && altBits == other.altBits
                && metadata.equals(other.metadata);
    }

    /** Longitude in degrees. */
    public double lon() {
        return Double.longBitsToDouble(lonBits);
    }

    /** Latitude in degrees. */
    public double lat() {
        return Double.longBitsToDouble(latBits);
    }

    /** Altitude in metres, NaN when absent. */
    public double alt() {
        return Double.longBitsToDouble(altBits);
    }

    /** The metadata's bytes. */
    public byte[] metadataUtf8() {
        return metadata.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String text = metadata.length() > 40 ? metadata.length() + " bytes" : metadata;
        return "#" + sequence + " at " + micros + " µs "
                + (delete ? "delete" : Arrays.toString(new double[] {lon(), lat(), alt()}) + " " + text);
    }
}
