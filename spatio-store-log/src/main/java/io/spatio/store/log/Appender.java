package io.spatio.store.log;

import static java.util.Objects.requireNonNull;

import io.spatio.Identifiers;
import io.spatio.Metadata;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.Records;
import io.spatio.store.log.wal.WalFormat;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into log and memory in one order. Any thread.
 *
 * <p>What can be refused is refused before the log's lock is taken, or under it before the first byte. Then objects that are
 * new are added, the events get their sequence numbers, their bytes go to the log's buffer and their values to memory. What
 * is thrown once bytes are put ends writing, which the log sees to; objects that were added are taken out again, whatever
 * is thrown.
 */
final class Appender {
    private static final int DEFINE_MAX_BYTES = 32 + 2 * Identifiers.MAX_BYTES;
    /** The most that the names of a batch's objects take. */
    private static final int NAMES_MAX_BYTES = 32 << 20;

    private static final int FEW_OBJECTS = 1 << 12;

    private final CommitLog log;
    private final ObjectTable objects;
    private final Catalog catalog;
    private final Keeper keeper;

    /** Kept, so that an append allocates nothing. */
    private final @Nullable StoredObject[] few = new StoredObject[FEW_OBJECTS];
    /** The objects of the batch that is being appended, by their places in it, null elsewhere; with the log's lock held. */
    private @Nullable StoredObject[] present = few;

    Appender(CommitLog log, ObjectTable objects, Catalog catalog, Keeper keeper) {
        this.log = log;
        this.objects = objects;
        this.catalog = catalog;
        this.keeper = keeper;
    }

    /** Appends a batch; as {@link io.spatio.spi.TrajectoryStore#append} says. */
    long append(EventBatch batch) {
        if (batch.size() == 0) {
            return log.lastSequence();
        }
        int bytes = measure(batch);
        log.lock();
        try {
            log.reserve(bytes, keeper);
            boolean done = false;
            try {
                resolve(batch);
                long first = put(batch, bytes);
                done = true;
                return first;
            } finally {
                release(batch.objects(), done);
            }
        } finally {
            log.unlock();
        }
    }

    // --- what can be refused beforehand --------------------------------------------------------------------------

    /** Refuses what is not legal, and returns how many bytes the events take at most. */
    private int measure(EventBatch batch) {
        long bytes = 0;
        int before = -1;
        for (int i = 0; i < batch.size(); i++) {
            bytes += Records.EVENT_MAX_BYTES + metadataBytes(batch, i);
            if (bytes > WalFormat.PAYLOAD_MAX_BYTES) {
                throw new IllegalArgumentException("a batch of " + batch.size() + " events has more than "
                        + WalFormat.PAYLOAD_MAX_BYTES + " bytes (at element " + i + "): split it");
            }
            int object = batch.object(i);
            if (object != before) {
                before = object;
                if (find(batch, object) == null) {
                    Identifiers.requireNamespace(batch.namespace());
                    Identifiers.requireObjectId(batch.objectId(object));
                }
            }
        }
        if ((long) batch.objects() * DEFINE_MAX_BYTES > NAMES_MAX_BYTES) {
            requireNames(batch);
        }
        return (int) bytes;
    }

    private static int metadataBytes(EventBatch batch, int i) {
        EventKind kind = batch.kind(i);
        if (kind != EventKind.POSITION) {
            if (kind != EventKind.DELETE) {
                throw new IllegalArgumentException("this store does not append events of kind " + kind);
            }
            return 0;
        }
        int length = batch.metadata(i).length;
        if (length > Metadata.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "metadata has " + length + " bytes: the most is " + Metadata.MAX_BYTES + " (at element " + i + ")");
        }
        return length;
    }

    private static void requireNames(EventBatch batch) {
        long bytes = 0;
        long namespaceBytes = StoredObject.utf8(batch.namespace()).length;
        for (int object = 0; object < batch.objects(); object++) {
            bytes += namespaceBytes + StoredObject.utf8(batch.objectId(object)).length;
            if (bytes > NAMES_MAX_BYTES) {
                throw new IllegalArgumentException("the names of a batch of " + batch.objects()
                        + " objects have more than " + NAMES_MAX_BYTES + " bytes: split it");
            }
        }
    }

    /** An object of a batch; null where it is new. */
    private @Nullable StoredObject find(EventBatch batch, int object) {
        int number = batch.number(object);
        if (number == EventBatch.NO_NUMBER) {
            return objects.find(batch.namespace(), batch.objectId(object));
        }
        StoredObject known = objects.get(number);
        if (known == null || !known.isAlive()) {
            throw new IllegalArgumentException("object number " + number
                    + " was never given, or ended when its object was erased: append without a number");
        }
        return known;
    }

    // --- with the log's lock held --------------------------------------------------------------------------------

    /** Finds the objects that have events, and adds those that are new. */
    private void resolve(EventBatch batch) {
        if (batch.objects() > FEW_OBJECTS) {
            present = new StoredObject[batch.objects()];
        }
        int added = 0;
        for (int i = 0; i < batch.size(); i++) {
            int object = batch.object(i);
            if (present[object] == null) {
                StoredObject known = find(batch, object);
                present[object] = known == null ? ObjectTable.TO_BE_ADDED : known;
                added += known == null ? 1 : 0;
            }
        }
        if (added > 0) {
            objects.requireRoom(added);
            for (int object = 0; object < batch.objects(); object++) {
                if (present[object] == ObjectTable.TO_BE_ADDED) {
                    present[object] = objects.add(batch.namespace(), batch.objectId(object));
                }
            }
        }
    }

    private long put(EventBatch batch, int bytes) {
        for (int object = 0; object < batch.objects(); object++) {
            StoredObject touched = present[object];
            if (touched != null) {
                define(log, touched);
            }
        }
        ByteSink out = log.records(bytes);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            encode(batch, i, of(batch, i), out);
        }
        long first = log.accepted(size);
        Head head = catalog.view().head();
        long metadataBytes = 0;
        for (int i = 0; i < size; i++) {
            metadataBytes += keep(batch, i, of(batch, i), head, first + i);
        }
        head.appended(size, metadataBytes);
        for (int object = 0; object < batch.objects(); object++) {
            StoredObject touched = present[object];
            if (touched != null) {
                touched.appended();
                batch.setNumber(object, touched.number());
            }
        }
        log.publish();
        return first;
    }

    private StoredObject of(EventBatch batch, int i) {
        return requireNonNull(present[batch.object(i)]);
    }

    /** Says in the log what the object's slot stands for; with the lock held. */
    static void define(CommitLog log, StoredObject object) {
        if (!object.isDefinedIn(log.fileNumber())) {
            Records.define(
                    log.records(DEFINE_MAX_BYTES),
                    object.slot(),
                    object.incarnation(),
                    object.namespaceUtf8(),
                    object.objectIdUtf8());
            object.definedIn(log.fileNumber());
        }
    }

    /** Whether an event begins an object that had others: one without any has nothing to forget. */
    private static boolean beginsAgain(EventBatch batch, int i, StoredObject object) {
        return batch.begins(i) && object.hasEvents();
    }

    private static void encode(EventBatch batch, int i, StoredObject object, ByteSink out) {
        if (beginsAgain(batch, i, object)) {
            Records.forget(out, object.slot());
        }
        if (batch.kind(i) == EventKind.DELETE) {
            Records.delete(out, object.slot(), batch.timestampMicros(i), batch.madeAtMicros(i));
        } else {
            Records.position(
                    out,
                    object.slot(),
                    batch.timestampMicros(i),
                    batch.lon(i),
                    batch.lat(i),
                    batch.alt(i),
                    batch.metadata(i));
        }
    }

    /** Puts an event into memory, and returns how long its metadata is. */
    private static int keep(EventBatch batch, int i, StoredObject object, Head head, long sequence) {
        Series series = head.open(object);
        if (beginsAgain(batch, i, object)) {
            series.beginAnew();
        }
        if (batch.kind(i) == EventKind.DELETE) {
            series.delete(sequence, batch.timestampMicros(i), batch.madeAtMicros(i));
            return 0;
        }
        byte[] metadata = batch.metadata(i);
        series.position(sequence, batch.timestampMicros(i), batch.lon(i), batch.lat(i), batch.alt(i), metadata);
        return metadata.length;
    }

    /** Makes ready for the next batch; of one that was thrown out of, takes out again what it added. */
    private void release(int count, boolean done) {
        try {
            for (int object = 0; !done && object < Math.min(count, present.length); object++) {
                StoredObject added = present[object];
                if (added != null && added != ObjectTable.TO_BE_ADDED && !added.hasEvents()) {
                    objects.withdraw(added);
                }
            }
        } catch (RuntimeException | Error e) {
            log.fail(e); // an object without events may be left, which only the next opening forgets
            throw e;
        } finally {
            present = few;
            for (int object = 0; object < Math.min(count, FEW_OBJECTS); object++) {
                few[object] = null;
            }
        }
    }
}
