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
    /** How far the object is after which the answer goes on; NaN where the answer is ordered by id. */
    private final double afterDistance;

    private int skipped;

    private RowFilter(@Nullable String excluded, @Nullable String after, double afterDistance) {
        this.excluded = excluded;
        this.after = after;
        this.afterDistance = afterDistance;
    }

    /**
     * The filter of a query around an object, or null, and around a centre, or null.
     *
     * @throws io.spatio.error.ObjectNotFoundException when the answer shall go on after an object that is not there
     */
    static RowFilter of(QueryOptions options, @Nullable String self, @Nullable Position center, HotState hot) {
        String after = options.afterObjectId();
        double afterDistance = Double.NaN;
        if (after != null && center != null) {
            RowState row = new RowState();
            if (!hot.readPresent(after, row)) {
                throw Queries.missingAfter(after, hot.namespace);
            }
            afterDistance = distance(center, row);
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
