package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.spi.EventBatch;
import io.spatio.spi.Meter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one namespace: what is true of each handle.
 *
 * <p>A row is six longs (version, lon, lat, alt, timestamp, sequence and state) and two references (id, metadata), in
 * pieces that never move once they are there, so that a reader may look at one while the table grows. Pieces double from
 * 16 rows up to {@value #PIECE_ROWS}: a small namespace stays small.
 *
 * <p>Two locks guard a row, because they live differently long. The <em>row lock</em> keeps writers of one object apart,
 * also while a write waits for the disk. The <em>sequence lock</em>, the version, is odd only during the few stores that
 * change the row; a reader copies the row and looks whether the version stayed even and the same (Lameter, "Effective
 * Synchronization on Linux/NUMA Systems", 2005), so no reader ever waits for a disk.
 */
final class ObjectTable {
    private static final int FIRST_ROWS = 16;
    private static final int FIRST_SHIFT = 4;
    private static final int PIECE_ROWS = 4096;
    private static final int PIECE_SHIFT = 12;
    private static final int WORDS = 6;
    private static final int VERSION = 0;
    private static final int LON = 1;
    private static final int LAT = 2;
    private static final int ALT = 3;
    private static final int MICROS = 4;
    private static final int SEQUENCE_AND_STATE = 5;
    private static final int STATE_BITS = 2;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;
    private static final int SPINS_BEFORE_PARKING = 64;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle LOCK = MethodHandles.arrayElementVarHandle(int[].class);
    private static final VarHandle ID = MethodHandles.arrayElementVarHandle(String[].class);
    private static final VarHandle METADATA = MethodHandles.arrayElementVarHandle(Metadata[].class);
    private static final VarHandle BIRTHS = field(Piece.class, "births", long[].class);
    private static final VarHandle WAITERS = field(ObjectTable.class, "waiters", RowWaiters.class);

    /** Some rows. */
    private static final class Piece {
        final long[] words;
        // Typed, so that reading one asks for nothing of the object itself, which would be a miss of the caches.
        final @Nullable String[] ids;
        final @Nullable Metadata[] metadata;
        final int[] locks;
        final int[] storeObjects;
        /** When rows came to hold a position, where that was ever told; see {@link HotState}. */
        long @Nullable [] births;

        Piece(int rows) {
            words = new long[rows * WORDS];
            ids = new String[rows];
            metadata = new Metadata[rows];
            locks = new int[rows];
            storeObjects = new int[rows];
            Arrays.fill(storeObjects, EventBatch.NO_NUMBER);
        }
    }

    private static VarHandle field(Class<?> holder, String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(holder, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Meter meter;

    ObjectTable(Meter meter) {
        this.meter = meter;
    }

    private volatile Piece[] pieces = {};
    /** Every handle ever given is below this. */
    private volatile int capacityUsed;
    /** Null until two writers first met. */
    private volatile @Nullable RowWaiters waiters;

    /** One more than the highest handle ever given: the end of a scan. */
    int end() {
        return capacityUsed;
    }

    /** Makes room for a handle, the next one; the caller holds the lock of the id map. */
    void extendTo(int handle) {
        int needed = pieceOf(handle) + 1;
        Piece[] present = pieces;
        if (needed > present.length) {
            Piece[] grown = Arrays.copyOf(present, needed);
            for (int i = present.length; i < needed; i++) {
                grown[i] = new Piece(rowsOf(i));
            }
            pieces = grown;
        }
        capacityUsed = Math.max(capacityUsed, handle + 1);
    }

    private static int pieceOf(int handle) {
        if (handle >= PIECE_ROWS) {
            return PIECE_SHIFT - FIRST_SHIFT + (handle >>> PIECE_SHIFT);
        }
        return handle < FIRST_ROWS ? 0 : 32 - FIRST_SHIFT - Integer.numberOfLeadingZeros(handle);
    }

    private static int rowsOf(int piece) {
        return piece == 0 ? FIRST_ROWS : piece > PIECE_SHIFT - FIRST_SHIFT ? PIECE_ROWS : FIRST_ROWS << (piece - 1);
    }

    private static int rowOf(int handle) {
        if (handle >= PIECE_ROWS) {
            return handle & (PIECE_ROWS - 1);
        }
        return handle < FIRST_ROWS ? handle : handle - Integer.highestOneBit(handle);
    }

    private Piece piece(int handle) {
        return pieces[pieceOf(handle)];
    }

    // ---- locks of writers -------------------------------------------------------------------------------------

    /** Keeps other writers away from a row: spins for a moment, then parks until the row is free. Not reentrant. */
    void lock(int handle) {
        int[] locks = piece(handle).locks;
        int row = rowOf(handle);
        for (int attempt = 0; attempt < SPINS_BEFORE_PARKING; attempt++) {
            if (LOCK.compareAndSet(locks, row, RowWaiters.FREE, RowWaiters.HELD)) {
                return;
            }
            Thread.onSpinWait();
        }
        long begun = meter.begin();
        waiters().lock(handle, locks, row);
        meter.waitedForRow(begun);
    }

    /** Lets other writers in. */
    void unlock(int handle) {
        int[] locks = piece(handle).locks;
        int row = rowOf(handle);
        if (!LOCK.compareAndSet(locks, row, RowWaiters.HELD, RowWaiters.FREE)) {
            waiters().unlock(handle, locks, row);
        }
    }

    private RowWaiters waiters() {
        RowWaiters present = waiters;
        if (present == null) {
            RowWaiters made = new RowWaiters();
            present = WAITERS.compareAndSet(this, null, made) ? made : (RowWaiters) WAITERS.getVolatile(this);
        }
        return present;
    }

    // ---- what only the holder of a row's lock may touch ---------------------------------------------------------

    /** The store's number of the object, or {@link #EventBatch.NO_NUMBER}. */
    int storeObject(int handle) {
        return piece(handle).storeObjects[rowOf(handle)];
    }

    void setStoreObject(int handle, int object) {
        piece(handle).storeObjects[rowOf(handle)] = object;
    }

    /** Changes the state that decides: place, time, metadata. */
    void write(int handle, RowState state) {
        Piece piece = piece(handle);
        int row = rowOf(handle);
        long[] words = piece.words;
        int base = row * WORDS;
        long version = (long) WORD.getOpaque(words, base + VERSION);
        WORD.setOpaque(words, base + VERSION, version + 1);
        VarHandle.storeStoreFence();
        WORD.setOpaque(words, base + LON, Double.doubleToRawLongBits(state.lon));
        WORD.setOpaque(words, base + LAT, Double.doubleToRawLongBits(state.lat));
        WORD.setOpaque(words, base + ALT, Double.doubleToRawLongBits(state.alt));
        WORD.setOpaque(words, base + MICROS, state.micros);
        WORD.setOpaque(words, base + SEQUENCE_AND_STATE, state.sequence << STATE_BITS | state.kind);
        METADATA.setOpaque(piece.metadata, row, state.metadata);
        WORD.setRelease(words, base + VERSION, version + 2);
    }

    /** Tells when a row, which holds none yet, comes to hold a position. */
    void setBirth(int handle, long birth) {
        Piece piece = piece(handle);
        long[] births = piece.births;
        if (births == null) {
            long[] made = new long[piece.locks.length];
            births = BIRTHS.compareAndSet(piece, null, made) ? made : (long[]) BIRTHS.getVolatile(piece);
        }
        WORD.setRelease(births, rowOf(handle), birth);
    }

    /** Gives a row to an object, or, with null, to none; its state is empty. */
    void assign(int handle, @Nullable String objectId) {
        Piece piece = piece(handle);
        int row = rowOf(handle);
        int base = row * WORDS;
        long version = (long) WORD.getOpaque(piece.words, base + VERSION);
        WORD.setOpaque(piece.words, base + VERSION, version + 1);
        VarHandle.storeStoreFence();
        WORD.setOpaque(piece.words, base + SEQUENCE_AND_STATE, (long) RowState.EMPTY);
        ID.setOpaque(piece.ids, row, objectId);
        METADATA.setOpaque(piece.metadata, row, (Metadata) null);
        piece.storeObjects[row] = EventBatch.NO_NUMBER;
        WORD.setRelease(piece.words, base + VERSION, version + 2);
    }

    // ---- lock-free reads ----------------------------------------------------------------------------------------

    /** The id of the object that has this row now, or null. */
    @Nullable
    String id(int handle) {
        return (String) ID.getAcquire(piece(handle).ids, rowOf(handle));
    }

    /**
     * How many of some rows hold a position, at a glance: a row that is just being written may be counted or not.
     *
     * <p>For rows that are read next. A glance is so short that the processor begins the next one before the memory of this
     * is there, so the misses of the caches, which reading row by row would wait for one after the other, overlap.
     */
    int countPresent(int[] handles, int count) {
        int present = 0;
        for (int i = 0; i < count; i++) {
            Piece piece = piece(handles[i]);
            int row = rowOf(handles[i]);
            int base = row * WORDS;
            boolean written = (piece.words[base + VERSION] & 1) == 0;
            boolean position = (piece.words[base + SEQUENCE_AND_STATE] & STATE_MASK) == RowState.PRESENT;
            boolean known = piece.ids[row] != null & piece.metadata[row] != null;
            present += written & position & known ? 1 : 0;
        }
        return present;
    }

    /** Copies a row as it stood at one moment. */
    void read(int handle, RowState into) {
        Piece piece = piece(handle);
        int row = rowOf(handle);
        long[] words = piece.words;
        int base = row * WORDS;
        while (true) {
            long version = (long) WORD.getAcquire(words, base + VERSION);
            if ((version & 1) == 0) {
                into.lon = Double.longBitsToDouble((long) WORD.getOpaque(words, base + LON));
                into.lat = Double.longBitsToDouble((long) WORD.getOpaque(words, base + LAT));
                into.alt = Double.longBitsToDouble((long) WORD.getOpaque(words, base + ALT));
                into.micros = (long) WORD.getOpaque(words, base + MICROS);
                long sequenceAndState = (long) WORD.getOpaque(words, base + SEQUENCE_AND_STATE);
                into.sequence = sequenceAndState >>> STATE_BITS;
                into.kind = (int) sequenceAndState & STATE_MASK;
                into.objectId = (String) ID.getOpaque(piece.ids, row);
                Metadata metadata = (Metadata) METADATA.getOpaque(piece.metadata, row);
                into.metadata = metadata == null ? Metadata.NONE : metadata;
                long[] births = piece.births;
                into.birth = births == null ? 0 : (long) WORD.getOpaque(births, row);
                VarHandle.loadLoadFence();
                if ((long) WORD.getOpaque(words, base + VERSION) == version) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }
}
