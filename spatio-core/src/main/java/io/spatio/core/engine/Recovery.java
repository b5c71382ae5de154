package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.geometry.LonLat;
import io.spatio.spi.EventCursor;
import io.spatio.spi.PositionList;
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

    void run() {
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
            }
        }
        loadings.values().forEach(Loading::end);
    }

    /** The positions of one namespace, rows already written, for its index to load. */
    private static final class Loading {
        private final HotState hot;
        private final PositionList positions = new PositionList();

        Loading(HotState hot) {
            this.hot = hot;
        }

        void add(String objectId, int object, RowState state) {
            int handle = hot.ids.findOrAdd(objectId);
            hot.rows.setStoreObject(handle, object);
            hot.rows.write(handle, state);
            if (state.isPresent()) {
                positions.add(
                        handle, LonLat.canonicalLon(state.lon, state.lat), LonLat.canonicalLat(state.lat), state.alt);
            }
        }

        void end() {
            hot.load(positions);
        }
    }
}
