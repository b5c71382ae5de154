package io.spatio.store.log;

import com.carrotsearch.hppc.LongArrayList;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;

/**
 * The objects that segments know and memory does not, because their deletes were forgotten. The manifest remembers whether
 * any delete was ever forgotten; until then no segment is asked. Any thread.
 */
final class SealedObjects {
    private final Catalog catalog;
    private final Erases erases;

    SealedObjects(Catalog catalog, Erases erases) {
        this.catalog = catalog;
        this.erases = erases;
    }

    /** The incarnations of an id that segments hold and no erase took. */
    long[] alive(String namespace, String objectId) {
        if (!catalog.manifest().incarnations().someForgotten()) {
            return new long[0];
        }
        LongArrayList alive = new LongArrayList();
        try (Lease lease = catalog.lease()) {
            for (OpenSegment segment : lease.view().segments()) {
                long incarnation = segment.reader().incarnation(namespace, objectId);
                if (incarnation > 0 && !erases.isDead(namespace, incarnation) && !alive.contains(incarnation)) {
                    alive.add(incarnation);
                }
            }
        }
        return alive.toArray();
    }

    /** How many objects of a namespace segments hold, counted in each; erased ones, too. */
    long countOf(String namespace) {
        try (Lease lease = catalog.lease()) {
            return lease.view().segments().stream()
                    .mapToLong(segment -> segment.reader().objectsOf(namespace))
                    .sum();
        }
    }

    /** Whether a segment has an object of a namespace that no erase took. */
    boolean isSealed(String namespace) {
        try (Lease lease = catalog.lease()) {
            return lease.view().segments().stream()
                    .anyMatch(segment -> segment.reader().objectsOf(namespace) > 0
                            && segment.reader()
                                    .anyObject((name, incarnation) ->
                                            name.equals(namespace) && !erases.isDead(name, incarnation)));
        }
    }
}
