package io.spatio.core.memory;

import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.ScanCursor;
import org.jspecify.annotations.Nullable;

/** Walks the events of some objects one after the other, copying them in blocks under the store's lock. */
final class MemoryCursor implements ScanCursor {
    /** What is walked over. */
    enum Kind {
        /** Positions and deletes. */
        EVENTS,
        /** Positions. */
        POSITIONS,
        /** The greatest event of every object. */
        GREATEST
    }

    private static final int BLOCK = 256;

    private final MemoryTrajectoryStore store;
    private final int[] objects;
    private final int[] births;
    private final long fromMicros;
    private final long toMicros;
    private final boolean newestFirst;
    private final Kind kind;
    private volatile boolean closed;

    // Which object, and what of its places has been copied.
    private int nextObject;
    private int object;
    private @Nullable String namespace;
    private @Nullable String objectId;
    private long madeAtMicros;
    private final Places places = new Places();
    private int copied;
    private boolean deliveredAny;
    private boolean contiguous;

    // The events copied last.
    private long[] micros = {};
    private long[] sequences = {};
    private double[] lons = {};
    private double[] lats = {};
    private double[] alts = {};
    private byte[][] metadata = {};
    private boolean[] deletes = {};
    private int size;
    private int at = -1;

    MemoryCursor(
            MemoryTrajectoryStore store,
            int[] objects,
            int[] births,
            long fromMicros,
            long toMicros,
            TrackOrder order,
            Kind kind) {
        this.store = store;
        this.objects = objects;
        this.births = births;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.newestFirst = order == TrackOrder.NEWEST_FIRST;
        this.kind = kind;
    }

    @Override
    public boolean next() {
        while (advance()) {
            if (kind != Kind.POSITIONS || !deletes[at]) {
                contiguous = deliveredAny;
                deliveredAny = true;
                return true;
            }
        }
        return false;
    }

    private boolean advance() {
        if (closed) {
            throw new DatabaseClosedException();
        }
        if (at + 1 < size) {
            at++;
            return true;
        }
        size = 0;
        at = 0;
        while (size == 0) {
            if (copied < places.size() || places.resume() != HistoryRing.NOWHERE) {
                store.read(this::copyBlock);
            } else if (nextObject < objects.length) {
                deliveredAny = false;
                store.read(this::beginObject);
            } else {
                store.requireOpen();
                return false;
            }
        }
        return true;
    }

    private boolean isStill(MemoryHistory history, int i) {
        return history.objects.isKnown(objects[i]) && history.objects.birth(objects[i]) == births[i];
    }

    private void beginObject(MemoryHistory history) {
        copied = 0;
        places.clear();
        int i = nextObject++;
        if (!isStill(history, i)) {
            return;
        }
        object = objects[i];
        namespace = history.objects.namespace(object);
        objectId = history.objects.id(object);
        madeAtMicros = history.objects.madeAtMicros(object);
        if (kind == Kind.GREATEST) {
            if (history.objects.greatest(object) != HistoryRing.NOWHERE) {
                places.add(history.objects.greatest(object));
            }
        } else {
            collect(history, history.objects.latest(object));
        }
        copyBlock(history);
    }

    private void collect(MemoryHistory history, long from) {
        copied = 0;
        history.collect(object, from, fromMicros, toMicros, newestFirst ? BLOCK : Integer.MAX_VALUE, places);
    }

    private void copyBlock(MemoryHistory history) {
        if (!isStill(history, nextObject - 1)) {
            places.clear();
            copied = 0;
            return;
        }
        if (copied == places.size() && places.resume() != HistoryRing.NOWHERE) {
            collect(history, places.resume());
        }
        int block = Math.min(BLOCK, places.size() - copied);
        makeRoom(block);
        for (int k = 0; k < block; k++, copied++) {
            long place = places.get(newestFirst ? copied : places.size() - 1 - copied);
            if (history.holds(object, place)) {
                copy(history, place);
            }
        }
    }

    private void makeRoom(int events) {
        if (events > micros.length) {
            micros = new long[events];
            sequences = new long[events];
            lons = new double[events];
            lats = new double[events];
            alts = new double[events];
            metadata = new byte[events][];
            deletes = new boolean[events];
        }
    }

    private void copy(MemoryHistory history, long place) {
        MemoryHistory.KeptPosition kept = place == ObjectLedger.KEPT ? history.kept(object) : null;
        if (kept != null) {
            micros[size] = kept.micros();
            sequences[size] = kept.sequence();
            lons[size] = kept.lon();
            lats[size] = kept.lat();
            alts[size] = kept.alt();
            metadata[size] = kept.metadata();
            deletes[size] = false;
        } else {
            HistoryRing ring = history.ring();
            micros[size] = ring.micros(place);
            sequences[size] = ring.sequence(place);
            lons[size] = ring.lon(place);
            lats[size] = ring.lat(place);
            alts[size] = ring.alt(place);
            metadata[size] = ring.metadata(place);
            deletes[size] = ring.isDelete(place);
        }
        size++;
    }

    private int requireEvent() {
        if (at < 0 || at >= size) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return at;
    }

    private static String requirePresent(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return text;
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    public int object() {
        requireEvent();
        return object;
    }

    @Override
    public String namespace() {
        return requirePresent(namespace);
    }

    @Override
    public String objectId() {
        return requirePresent(objectId);
    }

    @Override
    public long sequence() {
        return sequences[requireEvent()];
    }

    @Override
    public long timestampMicros() {
        return micros[requireEvent()];
    }

    @Override
    public boolean isDelete() {
        return deletes[requireEvent()];
    }

    @Override
    public long madeAtMicros() {
        return madeAtMicros;
    }

    @Override
    public double lon() {
        return lons[requireEvent()];
    }

    @Override
    public double lat() {
        return lats[requireEvent()];
    }

    @Override
    public double alt() {
        return alts[requireEvent()];
    }

    @Override
    public byte[] metadata() {
        return metadata[requireEvent()];
    }

    @Override
    public void close() {
        closed = true;
    }
}
