package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.geometry.Haversine;
import org.jspecify.annotations.Nullable;

/** What the options of one query leave out, counted. One thread. */
final class RowFilter {
    private final @Nullable String excluded;
    private final @Nullable String after;
    /** The distance after which the answer goes on; NaN where the answer is ordered by id. */
    private final double afterDistance;

    private int skipped;

    private RowFilter(@Nullable String excluded, @Nullable String after, double afterDistance) {
        this.excluded = excluded;
        this.after = after;
        this.afterDistance = afterDistance;
    }

    /**
     * The filter of a query around an object, or null.
     *
     * @param byDistance whether the answer is ordered by distance
     * @throws IllegalArgumentException when such an answer is to continue after an id alone
     */
    static RowFilter of(QueryOptions options, @Nullable String self, boolean byDistance) {
        String after = options.afterObjectId();
        double afterDistance = byDistance ? options.afterDistanceMeters() + 0.0 : Double.NaN; // no -0.0
        if (after != null && byDistance && Double.isNaN(afterDistance)) {
            throw new IllegalArgumentException("after=" + after
                    + " gives no distance, by which this answer is ordered: give the distance of its last row, too");
        }
        return new RowFilter(options.excludingSelf() ? self : null, after, afterDistance);
    }

    static double distance(Position center, RowState row) {
        return Haversine.meters(center.lon(), center.lat(), center.altOrNaN(), row.lon, row.lat, row.alt);
    }

    boolean passesAll() {
        return excluded == null && after == null;
    }

    /** Whether rows are told apart by their distance in metres. */
    boolean needsDistance() {
        return after != null && !Double.isNaN(afterDistance);
    }

    /** How many rows were left out. */
    int skipped() {
        return skipped;
    }

    /** Begins to count again. */
    void reset() {
        skipped = 0;
    }

    boolean passes(RowState row, double distance) {
        boolean passes = passesAll() || (!row.objectId().equals(excluded) && isAfter(row, distance));
        if (!passes) {
            skipped++;
        }
        return passes;
    }

    private boolean isAfter(RowState row, double distance) {
        String id = after;
        if (id == null) {
            return true;
        }
        int byDistance = Double.isNaN(afterDistance) ? 0 : Double.compare(distance, afterDistance);
        return byDistance > 0 || (byDistance == 0 && Identifiers.compare(row.objectId(), id) > 0);
    }
}
