package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.geometry.LonLat;
import io.spatio.spi.EventCursor;
import io.spatio.spi.PositionBlock;
import java.util.Arrays;
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
        loadings.values().forEach(loading -> loading.hot.load(loading));
    }

    /** The positions of one namespace, rows already written, for its index to load. */
    private static final class Loading implements PositionBlock {
        private final HotState hot;
        private int[] handles = {};
        /** Longitude, latitude and altitude of each: an index asks for them in an order of its own. */
        private double[] places = {};

        private int size;

        Loading(HotState hot) {
            this.hot = hot;
        }

        void add(String objectId, int object, RowState state) {
            int handle = hot.ids.findOrAdd(objectId);
            hot.rows.setStoreObject(handle, object);
            hot.rows.write(handle, state);
            if (state.isPresent()) {
                if (size == handles.length) {
                    handles = Arrays.copyOf(handles, Math.max(16, size * 2));
                    places = Arrays.copyOf(places, 3 * handles.length);
                }
                places[3 * size] = LonLat.canonicalLon(state.lon, state.lat);
                places[3 * size + 1] = LonLat.canonicalLat(state.lat);
                places[3 * size + 2] = state.alt;
                handles[size++] = handle;
            }
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int handle(int i) {
            return handles[i];
        }

        @Override
        public double lon(int i) {
            return places[3 * i];
        }

        @Override
        public double lat(int i) {
            return places[3 * i + 1];
        }

        @Override
        public double alt(int i) {
            return places[3 * i + 2];
        }
    }
}
