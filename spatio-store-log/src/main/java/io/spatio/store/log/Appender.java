package io.spatio.store.log;

import io.spatio.Metadata;
import io.spatio.spi.EventBatch;
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

/**
 * Puts records into log and memory in one order. Any thread.
 *
 * <p>Under the log's lock a record gets its sequence number, its bytes go to the log's buffer and its values to memory. A
 * single record is encoded there, which costs no more than copying its encoded bytes would; a batch is encoded before. What
 * is thrown on the way needs no handling here: the log ends writing when its lock is given back too early.
 */
final class Appender {
    private static final int DEFINE_MAX_BYTES = 32 + 2 * 1024;

    private final CommitLog log;
    private final ObjectTable objects;
    private final Catalog catalog;
    private final Keeper keeper;

    Appender(CommitLog log, ObjectTable objects, Catalog catalog, Keeper keeper) {
        this.log = log;
        this.objects = objects;
        this.catalog = catalog;
        this.keeper = keeper;
    }

    long position(
            int number, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        StoredObject object = object(number);
        requireMetadata(metadata);
        log.lock();
        try {
            ByteSink out = begin(object, Records.FIXED_MAX_BYTES + metadata.length);
            boolean anew = beginsAnew && object.hasEvents();
            if (anew) {
                Records.forget(out, object.slot());
            }
            Records.position(out, object.slot(), timestampMicros, lon, lat, alt, metadata);
            long sequence = log.accepted(1);
            Head head = catalog.view().head();
            object.appended();
            series(head, object, anew).position(sequence, timestampMicros, lon, lat, alt, metadata);
            return end(head, sequence, metadata.length);
        } finally {
            log.unlock();
        }
    }

    long delete(int number, long timestampMicros, long madeAtMicros) {
        StoredObject object = object(number);
        log.lock();
        try {
            ByteSink out = begin(object, Records.FIXED_MAX_BYTES);
            Records.delete(out, object.slot(), timestampMicros, madeAtMicros);
            long sequence = log.accepted(1);
            Head head = catalog.view().head();
            object.appended();
            series(head, object, false).delete(sequence, timestampMicros, madeAtMicros);
            return end(head, sequence, 0);
        } finally {
            log.unlock();
        }
    }

    private static Series series(Head head, StoredObject object, boolean anew) {
        Series series = head.open(object);
        if (anew) {
            series.beginAnew();
        }
        return series;
    }

    private long end(Head head, long sequence, int metadataBytes) {
        head.appended(1, metadataBytes);
        log.publish();
        return sequence;
    }

    /** Reserves room and says in the log what the object's number stands for; with the lock held. */
    private ByteSink begin(StoredObject object, int bytes) {
        log.reserve(bytes, keeper);
        requireAlive(object);
        define(log, object);
        return log.records(bytes);
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

    /** The object of a number. */
    StoredObject object(int number) {
        StoredObject object = objects.get(number);
        if (object == null) {
            throw new IllegalArgumentException(
                    "object number " + number + " is not registered, or its object was erased: register it (again)");
        }
        return object;
    }

    static void requireAlive(StoredObject object) {
        if (!object.isAlive()) {
            throw new IllegalArgumentException(
                    "object number " + object.number() + " ended when its object was erased: register it again");
        }
    }

    private static void requireMetadata(byte[] metadata) {
        if (metadata.length > Metadata.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "metadata has " + metadata.length + " bytes: the most is " + Metadata.MAX_BYTES);
        }
    }

    long batch(EventBatch batch) {
        int size = batch.size();
        StoredObject[] batchObjects = new StoredObject[size];
        ByteSink encoded = encode(batch, batchObjects);
        log.lock();
        try {
            log.reserve(encoded.size(), keeper);
            for (StoredObject object : batchObjects) {
                requireAlive(object);
            }
            for (StoredObject object : batchObjects) {
                define(log, object);
            }
            log.records(encoded.size()).putBytes(encoded.array(), 0, encoded.size());
            long first = log.accepted(size);
            Head head = catalog.view().head();
            long metadataBytes = 0;
            for (int i = 0; i < size; i++) {
                series(head, batchObjects[i], batch.beginsAnew(i))
                        .position(
                                first + i,
                                batch.timestampMicros(i),
                                batch.lon(i),
                                batch.lat(i),
                                batch.alt(i),
                                batch.metadata(i));
                metadataBytes += batch.metadata(i).length;
            }
            head.appended(size, metadataBytes);
            log.publish();
            return first;
        } finally {
            log.unlock();
        }
    }

    private ByteSink encode(EventBatch batch, StoredObject[] batchObjects) {
        int size = batch.size();
        if (size < 1) {
            throw new IllegalArgumentException("a batch has at least one position");
        }
        ByteSink encoded = new ByteSink(Math.min(size, 1 << 16) * Records.FIXED_MAX_BYTES);
        for (int i = 0; i < size; i++) {
            batchObjects[i] = object(batch.object(i));
            byte[] metadata = batch.metadata(i);
            requireMetadata(metadata);
            if (batch.beginsAnew(i) && batchObjects[i].hasEvents()) {
                Records.forget(encoded, batchObjects[i].slot());
            }
            batchObjects[i].appended(); // should the batch be refused, no more comes of it than a needless "forget"
            Records.position(
                    encoded,
                    batchObjects[i].slot(),
                    batch.timestampMicros(i),
                    batch.lon(i),
                    batch.lat(i),
                    batch.alt(i),
                    metadata);
            if (encoded.size() > WalFormat.PAYLOAD_MAX_BYTES) {
                throw new IllegalArgumentException("a batch of " + size + " positions has more than "
                        + WalFormat.PAYLOAD_MAX_BYTES + " bytes (at element " + i + "): split it");
            }
        }
        return encoded;
    }
}
