package io.spatio;

import java.util.function.Supplier;

/**
 * The rows of an answer as columns: one array for each part, in the order of the rows. For bindings and servers, which
 * want no object for each row.
 *
 * <p>Making it costs O(rows), and no row is made for it where the answer is kept as columns. The arrays are this object's own: change
 * them, and every user of it sees that. Any thread as long as nobody does.
 */
public final class RowColumns {
    private final String[] objectIds;
    private final double[] lons;
    private final double[] lats;
    private final double[] altsOrNaN;
    private final long[] timestampMicros;
    private final long[] sequences;
    private final double[] distancesMeters;
    private final Metadata[] metadata;

    /**
     * Columns to be filled.
     *
     * @param size how many rows there are
     */
    public RowColumns(int size) {
        objectIds = new String[Checks.notNegative(size, "size")];
        lons = new double[size];
        lats = new double[size];
        altsOrNaN = new double[size];
        timestampMicros = new long[size];
        sequences = new long[size];
        distancesMeters = new double[size];
        metadata = new Metadata[size];
    }

    /** The columns of an answer. */
    public static RowColumns of(Results<? extends Located> rows) {
        Supplier<RowColumns> columns = rows.columns();
        if (columns != null) {
            return columns.get();
        }
        RowColumns made = new RowColumns(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Located row = rows.get(i);
            Position position = row.position();
            double distance = row instanceof Neighbor neighbor ? neighbor.distanceMeters() : Double.NaN;
            made.set(i, row.objectId(), position.lon(), position.lat(), position.altOrNaN());
            made.set(i, Timestamps.toMicros(row.timestamp()), 0, distance, row.metadata());
        }
        return made;
    }

    /** Sets who row {@code i} is, and where. */
    public void set(int i, String objectId, double lon, double lat, double altOrNaN) {
        objectIds[i] = objectId;
        lons[i] = lon;
        lats[i] = lat;
        altsOrNaN[i] = altOrNaN;
    }

    /** Sets the rest of row {@code i}. */
    public void set(int i, long micros, long sequence, double distanceMeters, Metadata json) {
        timestampMicros[i] = micros;
        sequences[i] = sequence;
        distancesMeters[i] = distanceMeters;
        metadata[i] = json;
    }

    /** How many rows there are. */
    public int size() {
        return objectIds.length;
    }

    /** The objects' ids. */
    public String[] objectIds() {
        return objectIds;
    }

    /** Longitudes in degrees, as written. */
    public double[] lons() {
        return lons;
    }

    /** Latitudes in degrees, as written. */
    public double[] lats() {
        return lats;
    }

    /** Altitudes in metres, NaN when absent. */
    public double[] altsOrNaN() {
        return altsOrNaN;
    }

    /** Microseconds since 1970. */
    public long[] timestampMicros() {
        return timestampMicros;
    }

    /** The place of each position in the order of all events of the database, from 1; 0 where the answer does not tell it. */
    public long[] sequences() {
        return sequences;
    }

    /** Distances from the centre in metres; NaN where the query has no centre. */
    public double[] distancesMeters() {
        return distancesMeters;
    }

    /** What was said about each object with that position. */
    public Metadata[] metadata() {
        return metadata;
    }
}
