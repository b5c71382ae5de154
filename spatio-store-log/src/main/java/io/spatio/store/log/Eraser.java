package io.spatio.store.log;

import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Ends objects. An erase is a record with the numbers of the incarnations that end; from then on these are dead, and the
 * next registration of the id is another one. Any thread.
 */
final class Eraser {
    private final CommitLog log;
    private final ObjectTable objects;
    private final Catalog catalog;
    private final Keeper keeper;
    private final SealedObjects sealed;

    Eraser(CommitLog log, ObjectTable objects, Catalog catalog, Keeper keeper, SealedObjects sealed) {
        this.log = log;
        this.objects = objects;
        this.catalog = catalog;
        this.keeper = keeper;
        this.sealed = sealed;
    }

    /** Ends an object with all of its id that segments hold, where an earlier delete of it was forgotten. */
    long erase(StoredObject object) {
        long[] incarnations = LongStream.concat(
                        LongStream.of(object.incarnation()),
                        LongStream.of(sealed.alive(object.namespace(), object.objectId())))
                .distinct()
                .toArray();
        long nowMicros = keeper.nowMicros();
        long sequence;
        log.lock();
        try {
            int bytes = Records.eraseObjectMaxBytes(incarnations.length);
            log.reserve(bytes, keeper);
            Appender.requireAlive(object);
            Appender.define(log, object);
            Records.eraseObject(log.records(bytes), object.slot(), incarnations);
            sequence = log.accepted(1);
            log.countErase();
            for (long incarnation : incarnations) {
                objects.erases().add(incarnation, sequence);
            }
            object.erase(sequence);
            objects.unname(object);
            keeper.erased(nowMicros);
            log.publish();
        } finally {
            log.unlock();
        }
        forget(List.of(object), sequence);
        return sequence;
    }

    /** Ends all objects of a namespace. */
    long erase(String namespace) {
        byte[] name = namespace.getBytes(StandardCharsets.UTF_8);
        int bytes = name.length + Records.FIXED_MAX_BYTES;
        long sealedCount = sealed.countOf(namespace);
        long nowMicros = keeper.nowMicros();
        ObjectTable.Ending ending;
        long sequence;
        log.lock();
        try {
            log.reserve(bytes, keeper);
            ByteSink out = log.records(bytes); // before memory changes, so that the log's guard is up
            ending = objects.unnameAll(namespace);
            long count = ending.objects().size() + sealedCount;
            Records.eraseNamespace(out, name, ending.greatestIncarnation(), count);
            sequence = log.accepted(1);
            log.countErase();
            PendingErases.Drop drop = new PendingErases.Drop(namespace, ending.greatestIncarnation(), count);
            objects.erases()
                    .addNamespace(drop, sequence, catalog.manifest().state().flushedSequence());
            for (StoredObject object : ending.objects()) {
                object.erase(sequence);
            }
            keeper.erased(nowMicros);
            log.publish();
        } finally {
            log.unlock();
        }
        forget(ending.objects(), sequence);
        return sequence;
    }

    /** Drops the events once no answer shows them: under ALWAYS only when the erase itself cannot be lost. */
    private void forget(List<StoredObject> erased, long sequence) {
        log.awaitDurable(sequence);
        log.lock();
        try {
            objects.erased().add(erased);
        } finally {
            log.unlock();
        }
        catalog.forgetErased();
    }
}
