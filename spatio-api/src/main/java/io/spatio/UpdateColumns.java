package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Positions to record, as columns: one array for each part, in the order of the rows. For bindings, servers and loaders, which
 * have columns already. Immutable; a {@code with} method returns a changed copy.
 *
 * <p>The arrays are not copied: leave them alone until the call that records them has returned. A value out of range is found
 * by that call, which names its row.
 */
public final class UpdateColumns {
    /** In a column of times, stands for none: the row takes the time that {@link Update} without one takes. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private final String[] objectIds;
    private final double[] lons;
    private final double[] lats;
    private final double @Nullable [] altsOrNaN;
    private final long @Nullable [] timestampMicros;
    private final Metadata @Nullable [] metadata;

    private UpdateColumns(
            String[] objectIds,
            double[] lons,
            double[] lats,
            double @Nullable [] altsOrNaN,
            long @Nullable [] timestampMicros,
            Metadata @Nullable [] metadata) {
        this.objectIds = objectIds;
        this.lons = lons;
        this.lats = lats;
        this.altsOrNaN = altsOrNaN;
        this.timestampMicros = timestampMicros;
        this.metadata = metadata;
    }

    /**
     * Positions without altitude, metadata or time.
     *
     * @param lons longitudes in degrees
     * @param lats latitudes in degrees
     * @throws IllegalArgumentException when the arrays differ in length
     */
    public static UpdateColumns of(String[] objectIds, double[] lons, double[] lats) {
        requireLength("lons", lons.length, objectIds.length);
        requireLength("lats", lats.length, objectIds.length);
        return new UpdateColumns(objectIds, lons, lats, null, null, null);
    }

    /** With altitudes in metres, NaN where there is none. */
    public UpdateColumns withAltsOrNaN(double[] meters) {
        requireLength("alts", meters.length, size());
        return new UpdateColumns(objectIds, lons, lats, meters, timestampMicros, metadata);
    }

    /** With times in microseconds since 1970, {@link #NO_TIME} where there is none. */
    public UpdateColumns withTimestampMicros(long[] micros) {
        requireLength("timestamps", micros.length, size());
        return new UpdateColumns(objectIds, lons, lats, altsOrNaN, micros, metadata);
    }

    /** With what to say about each object. */
    public UpdateColumns withMetadata(Metadata[] said) {
        requireLength("metadata", said.length, size());
        return new UpdateColumns(objectIds, lons, lats, altsOrNaN, timestampMicros, said);
    }

    private static void requireLength(String column, int length, int size) {
        if (length != size) {
            throw new IllegalArgumentException(column + " has " + length + " elements, but there are " + size + " ids");
        }
    }

    /** How many rows there are. */
    public int size() {
        return objectIds.length;
    }

    /** The rows, each made when it is asked for; one that is out of range throws IllegalArgumentException with its number. */
    public List<Update> asList() {
        return new Rows();
    }

    private final class Rows extends AbstractList<Update> implements RandomAccess {
        @Override
        public Update get(int i) {
            try {
                return row(i);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("element " + i + ": " + e.getMessage(), e);
            }
        }

        @Override
        public int size() {
            return objectIds.length;
        }
    }

    private Update row(int i) {
        double alt = altsOrNaN == null ? Double.NaN : altsOrNaN[i];
        long micros = timestampMicros == null ? NO_TIME : timestampMicros[i];
        return new Update(
                requireNonNull(objectIds[i], () -> "element " + i + " has no id"),
                Double.isNaN(alt) ? Position.of(lons[i], lats[i]) : Position.of(lons[i], lats[i], alt),
                metadata == null
                        ? Metadata.NONE
                        : requireNonNull(metadata[i], () -> "element " + i + " has null metadata"),
                micros == NO_TIME ? null : Timestamps.toInstant(micros));
    }
}
