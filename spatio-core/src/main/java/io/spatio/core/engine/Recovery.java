package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.error.StoreException;
import io.spatio.spi.EventCursor;
import java.util.HashMap;
import java.util.Map;

/** Rebuilds the hot state from the greatest event of every object, loading each index in one go. */
final class Recovery {
    private static final long MEGABYTE = 1 << 20;

    private final Engine engine;
    private final NamespaceRegistry registry;
    private final Map<String, Loading> loadings = new HashMap<>();
    private long objects;

    Recovery(Engine engine, NamespaceRegistry registry) {
        this.engine = engine;
        this.registry = registry;
    }

    /**
     * Reads all.
     *
     * @throws StoreException also when the heap is too small; the message says about how much is needed
     */
    void run() {
        try {
            read();
            loadings.values().forEach(Loading::end);
        } catch (OutOfMemoryError e) {
            loadings.clear();
            registry.clear(); // room for what follows
            throw tooLarge(e);
        }
    }

    private void read() {
        RowState row = new RowState();
        try (EventCursor events = engine.store.recover()) {
            while (events.next()) {
                Loading loading = loadings.computeIfAbsent(
                        events.namespace(),
                        name -> new Loading(registry.findOrCreate(name).hot()));
                if (events.isDelete()) {
                    row.deletion(events.timestampMicros(), events.sequence(), events.madeAtMicros());
                } else {
                    row.position(
                            events.lon(),
                            events.lat(),
                            events.alt(),
                            events.timestampMicros(),
                            events.sequence(),
                            Metadata.trusted(events.metadata()));
                }
                loading.add(events.objectId(), events.object(), row);
                objects++;
            }
        }
    }

    private StoreException tooLarge(OutOfMemoryError cause) {
        long most = Runtime.getRuntime().maxMemory();
        String read =
                "the heap is too small for the database: maximum=" + most / MEGABYTE + " MiB, objects read=" + objects;
        // A store that counts its objects tells how far this came; without, the half is as good a guess as any.
        Object counted = engine.store.stats().details().get("objects");
        long all = counted instanceof Number number ? Math.max(number.longValue(), objects) : 2 * objects;
        boolean early = objects == 0 || objects < all / 10;
        long needed = early ? 0 : most / MEGABYTE * 5 / 4 * all / objects;
        return new StoreException(
                read + (counted == null ? "" : " of " + all)
                        + (needed == 0 ? ", give it several times as much" : ", about " + needed + " MiB are needed")
                        + " (-Xmx); nothing was changed",
                cause);
    }

    /** The rows of one namespace, written one by one, for its index to load at the end. */
    private static final class Loading {
        private final HotState hot;
        private int present;

        Loading(HotState hot) {
            this.hot = hot;
        }

        void add(String objectId, int object, RowState state) {
            int handle = hot.ids.findOrAdd(objectId);
            hot.rows.setStoreObject(handle, object);
            hot.rows.write(handle, state);
            present += state.isPresent() ? 1 : 0;
        }

        void end() {
            if (present > 0) {
                hot.load(new PresentRows(hot.rows, present));
            }
        }
    }
}
