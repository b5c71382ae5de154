package io.spatio.core.memory;

import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.ScanCursor;
import org.jspecify.annotations.Nullable;

/**
 * Walks the events of some objects one after the other, copying them in blocks under the store's lock and finding its
 * place again by (timestamp, sequence).
 */
final class MemoryCursor implements ScanCursor {
    private static final int BLOCK = 256;

    private final MemoryTrajectoryStore store;
    private final int[] objects;
    private final long fromMicros;
    private final long toMicros;
    private final boolean newestFirst;
    private boolean positionsOnly;
    private boolean greatestOnly;
    private volatile boolean closed;

    private int nextObject;
    private @Nullable Series series;
    private long lastMicros;
    private long lastSequence;
    private boolean begun;
    private boolean contiguous;
    private boolean deliveredAny;

    private final long[] micros = new long[BLOCK];
    private final long[] sequences = new long[BLOCK];
    private final double[] lons = new double[BLOCK];
    private final double[] lats = new double[BLOCK];
    private final double[] alts = new double[BLOCK];
    private final byte[][] metadata = new byte[BLOCK][];
    private final boolean[] deletes = new boolean[BLOCK];
    private int size;
    private int at = -1;

    MemoryCursor(MemoryTrajectoryStore store, int[] objects, long fromMicros, long toMicros, TrackOrder order) {
        this.store = store;
        this.objects = objects;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        this.newestFirst = order == TrackOrder.NEWEST_FIRST;
    }

    MemoryCursor withoutDeletes() {
        positionsOnly = true;
        return this;
    }

    MemoryCursor onlyGreatest() {
        greatestOnly = true;
        return this;
    }

    @Override
    public boolean next() {
        while (advance()) {
            if (!positionsOnly || !deletes[at]) {
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
        while (true) {
            boolean goOn = size == BLOCK && !greatestOnly;
            if (!goOn) {
                if (nextObject == objects.length) {
                    store.requireOpen();
                    return false;
                }
                nextObject++;
                begun = false;
                deliveredAny = false;
            }
            size = 0;
            at = 0;
            store.readSettled(objects[nextObject - 1], this::copyBlock);
            if (size > 0) {
                return true;
            }
        }
    }

    private Series copyBlock(Series from) {
        series = from;
        if (greatestOnly) {
            if (from.greatest() >= 0) {
                copy(from, from.greatest());
            }
            return from;
        }
        if (newestFirst) {
            int low = from.lowerBound(from.start, from.end, fromMicros);
            int i = begun ? from.firstAfter(lastMicros, lastSequence - 1) : from.firstAfter(toMicros, Long.MAX_VALUE);
            while (--i >= low && size < BLOCK) {
                copy(from, i);
            }
        } else {
            int high = from.firstAfter(toMicros, Long.MAX_VALUE);
            int i = begun
                    ? from.firstAfter(lastMicros, lastSequence)
                    : from.lowerBound(from.start, from.end, fromMicros);
            for (; i < high && size < BLOCK; i++) {
                copy(from, i);
            }
        }
        return from;
    }

    private void copy(Series from, int i) {
        micros[size] = from.micros[i];
        sequences[size] = from.sequences[i];
        lons[size] = from.lons[i];
        lats[size] = from.lats[i];
        alts[size] = from.alts[i];
        metadata[size] = from.metadata[i];
        deletes[size] = from.isDelete(i);
        lastMicros = micros[size];
        lastSequence = sequences[size];
        begun = true;
        size++;
    }

    private Series series() {
        Series present = series;
        if (present == null || at >= size) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return present;
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    public int object() {
        return series().number;
    }

    @Override
    public String namespace() {
        return series().namespace;
    }

    @Override
    public String objectId() {
        return series().objectId;
    }

    @Override
    public long sequence() {
        return sequences[at];
    }

    @Override
    public long timestampMicros() {
        return micros[at];
    }

    @Override
    public boolean isDelete() {
        return deletes[at];
    }

    @Override
    public double lon() {
        return lons[at];
    }

    @Override
    public double lat() {
        return lats[at];
    }

    @Override
    public double alt() {
        return alts[at];
    }

    @Override
    public byte[] metadata() {
        return metadata[at];
    }

    @Override
    public void close() {
        closed = true;
    }
}
