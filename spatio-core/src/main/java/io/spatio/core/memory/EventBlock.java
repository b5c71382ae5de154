package io.spatio.core.memory;

import java.util.Arrays;

/** Events copied out of the history, in columns, for a cursor to stand on. One thread at a time. */
final class EventBlock {
    private static final int FIRST_ROOM = 16;

    private long[] micros = {};
    private long[] sequences = {};
    private double[] lons = {};
    private double[] lats = {};
    private double[] alts = {};
    private byte[][] metadata = {};
    private boolean[] deletes = {};
    private long[] madeAt = {};
    private int size;
    private long metadataBytes;

    /** Whether events may have been dropped between the one given before and the first of these. */
    boolean beginsAfterGap;

    void clear() {
        Arrays.fill(metadata, 0, size, NewEvent.NO_METADATA);
        size = 0;
        metadataBytes = 0;
        beginsAfterGap = false;
    }

    int size() {
        return size;
    }

    /** How many bytes of metadata there are. */
    long metadataBytes() {
        return metadataBytes;
    }

    private int grow() {
        if (size == micros.length) {
            int room = Math.max(FIRST_ROOM, 2 * size);
            micros = Arrays.copyOf(micros, room);
            sequences = Arrays.copyOf(sequences, room);
            lons = Arrays.copyOf(lons, room);
            lats = Arrays.copyOf(lats, room);
            alts = Arrays.copyOf(alts, room);
            metadata = Arrays.copyOf(metadata, room);
            deletes = Arrays.copyOf(deletes, room);
            madeAt = Arrays.copyOf(madeAt, room);
        }
        return size++;
    }

    /** Adds the event at a place of the ring. */
    void add(HistoryRing ring, long place) {
        int i = grow();
        boolean isDelete = ring.isDelete(place);
        micros[i] = ring.micros(place);
        sequences[i] = ring.sequence(place);
        deletes[i] = isDelete;
        madeAt[i] = isDelete ? ring.madeAtMicros(place) : 0;
        lons[i] = isDelete ? 0 : ring.lon(place);
        lats[i] = ring.lat(place);
        alts[i] = ring.alt(place);
        int bytes = ring.metadataBytes(place);
        metadata[i] = bytes == 0 ? NewEvent.NO_METADATA : ring.metadata(place);
        metadataBytes += bytes;
    }

    /** Adds a position that is kept apart. */
    void add(KeptPositions kept, int number) {
        int i = grow();
        micros[i] = kept.micros(number);
        sequences[i] = kept.sequence(number);
        deletes[i] = false;
        madeAt[i] = 0;
        lons[i] = kept.lon(number);
        lats[i] = kept.lat(number);
        alts[i] = kept.alt(number);
        metadata[i] = kept.metadata(number);
        metadataBytes += metadata[i].length;
    }

    long micros(int i) {
        return micros[i];
    }

    long sequence(int i) {
        return sequences[i];
    }

    boolean isDelete(int i) {
        return deletes[i];
    }

    long madeAtMicros(int i) {
        return madeAt[i];
    }

    double lon(int i) {
        return lons[i];
    }

    double lat(int i) {
        return lats[i];
    }

    double alt(int i) {
        return alts[i];
    }

    byte[] metadata(int i) {
        return metadata[i];
    }
}
