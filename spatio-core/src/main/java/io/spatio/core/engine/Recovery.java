package io.spatio.core.engine;

import io.spatio.MetadataBytes;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Meter;
import java.util.HashMap;
import java.util.Map;

/** Rebuilds the hot state from the greatest event of every object, loading each index in one go. */
final class Recovery {
    private final Engine engine;
    private final NamespaceRegistry registry;
    private final Map<String, Loading> loadings = new HashMap<>();

    Recovery(Engine engine, NamespaceRegistry registry) {
        this.engine = engine;
        this.registry = registry;
    }

    /** Reads all; where the heap ends, what was read is let go, so that there is room to say so. */
    void run() {
        Meter meter = engine.settings.meter();
        long begun = meter.begin();
        try {
            read();
            loadings.values().forEach(Loading::end);
            meter.recovered(
                    loadings.values().stream().mapToLong(Loading::present).sum(), begun);
        } catch (OutOfMemoryError e) {
            loadings.clear();
            registry.clear();
            throw e;
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
                            MetadataBytes.of(events.metadata()));
                }
                loading.add(events.objectId(), events.object(), row);
            }
        }
    }

    /** The rows of one namespace, written one by one, for its index to load at the end. */
    private static final class Loading {
        private final HotState hot;
        private final RowState known = new RowState();
        private int present;

        Loading(HotState hot) {
            this.hot = hot;
        }

        void add(String objectId, int object, RowState state) {
            int handle = hot.ids.findOrAdd(objectId);
            hot.rows.read(handle, known);
            if (known.kind == RowState.EMPTY || StateRule.isGreater(state.micros, state.sequence, known)) {
                hot.rows.setStoreObject(handle, object);
                hot.rows.write(handle, state);
                present += (state.isPresent() ? 1 : 0) - (known.isPresent() ? 1 : 0);
            }
        }

        long present() {
            return present;
        }

        void end() {
            if (present > 0) {
                hot.load(new PresentRows(hot.rows, present));
            }
        }
    }
}
