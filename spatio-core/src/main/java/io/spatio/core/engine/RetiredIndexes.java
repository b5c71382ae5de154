package io.spatio.core.engine;

import io.spatio.spi.SpatialIndex;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The indexes of namespaces that are no more, to be closed when no search that began before can still be inside one: when
 * nobody holds the {@link HotIndex} any more, or with the database. Any thread.
 */
final class RetiredIndexes {
    private final Set<Retired> waiting = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<HotIndex> unheld = new ReferenceQueue<>();

    private static final class Retired extends PhantomReference<HotIndex> {
        final SpatialIndex index;

        Retired(HotIndex holder, SpatialIndex index, ReferenceQueue<HotIndex> queue) {
            super(holder, queue);
            this.index = index;
        }
    }

    void add(HotIndex index) {
        closeUnheld();
        waiting.add(new Retired(index, index.index, unheld));
    }

    private void closeUnheld() {
        Reference<? extends HotIndex> next = unheld.poll();
        while (next instanceof Retired retired) {
            close(retired);
            next = unheld.poll();
        }
    }

    private void close(Retired retired) {
        if (waiting.remove(retired)) {
            retired.index.close();
        }
    }

    /** Closes all; no search runs. */
    void closeAll() {
        waiting.forEach(this::close);
    }
}
