package io.spatio.core.copy;

import io.spatio.spi.EventBatch;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;

/** Positions on their way into a store, appended as a whole when there are enough. One thread. */
final class Block implements EventBatch {
    private static final int MOST = 1_000;
    private static final int MOST_METADATA_BYTES = 1 << 20;

    private final TrajectoryStore store;
    private final int[] objects = new int[MOST];
    private final long[] timestamps = new long[MOST];
    private final double[] lons = new double[MOST];
    private final double[] lats = new double[MOST];
    private final double[] alts = new double[MOST];
    private final byte[][] metadata = new byte[MOST][];
    private final boolean[] beginsAgain = new boolean[MOST];
    private int size;
    private long metadataBytes;

    Block(TrajectoryStore store) {
        this.store = store;
    }

    void add(int object, StoredEvent position, boolean beginsAnew) {
        objects[size] = object;
        timestamps[size] = position.timestampMicros();
        lons[size] = position.lon();
        lats[size] = position.lat();
        alts[size] = position.alt();
        metadata[size] = position.metadata();
        beginsAgain[size] = beginsAnew;
        metadataBytes += metadata[size].length;
        size++;
        if (size == MOST || metadataBytes >= MOST_METADATA_BYTES) {
            flush();
        }
    }

    void flush() {
        if (size > 0) {
            store.append(this);
            size = 0;
            metadataBytes = 0;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int object(int i) {
        return objects[i];
    }

    @Override
    public long timestampMicros(int i) {
        return timestamps[i];
    }

    @Override
    public double lon(int i) {
        return lons[i];
    }

    @Override
    public double lat(int i) {
        return lats[i];
    }

    @Override
    public double alt(int i) {
        return alts[i];
    }

    @Override
    public byte[] metadata(int i) {
        return metadata[i];
    }

    @Override
    public boolean beginsAnew(int i) {
        return beginsAgain[i];
    }
}
