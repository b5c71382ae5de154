package io.spatio.cli.importing;

import static java.util.Objects.requireNonNull;

import io.spatio.Namespace;
import io.spatio.Update;
import io.spatio.formats.track.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows on their way into the database, stored many at once.
 *
 * <p>The database takes a batch as a whole or not at all; where it refuses one, the rows are offered one by one, so that
 * only the bad ones are left out. One thread.
 */
final class Batch {
    private static final int SIZE = 1_000;

    /** Takes a row that the database refused. */
    @FunctionalInterface
    interface Refusals {
        /** Tells the place and the reason. */
        void refused(Place place, Update row, String reason) throws BadRow;
    }

    private final Namespace namespace;
    private final ImportCounts counts;
    private final Refusals refusals;
    private final List<Update> rows = new ArrayList<>(SIZE);
    private final List<Place> places = new ArrayList<>(SIZE);

    Batch(Namespace namespace, ImportCounts counts, Refusals refusals) {
        this.namespace = namespace;
        this.counts = counts;
        this.refusals = refusals;
    }

    void add(Place place, Update row) throws BadRow {
        rows.add(row);
        places.add(place);
        if (rows.size() == SIZE) {
            store();
        }
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Stores what is gathered. */
    void store() throws BadRow {
        if (rows.isEmpty()) {
            return;
        }
        try {
            namespace.upsertAll(rows).forEach(counts::count);
        } catch (IllegalArgumentException e) {
            storeOneByOne();
        } finally {
            rows.clear();
            places.clear();
        }
    }

    private void storeOneByOne() throws BadRow {
        for (int i = 0; i < rows.size(); i++) {
            Update row = rows.get(i);
            try {
                counts.count(namespace.upsert(
                        row.objectId(), row.position(), row.metadata(), requireNonNull(row.timestamp(), "timestamp")));
            } catch (IllegalArgumentException e) {
                refusals.refused(places.get(i), row, String.valueOf(e.getMessage()));
            }
        }
    }
}
