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
import org.jspecify.annotations.Nullable;

/**
 * Ends objects. An erase is a record with the numbers of the incarnations that end; from then on these are dead, and what is
 * appended to the id begins another one. Any thread.
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

    /**
     * Ends an object with all of its id that segments hold, where an earlier delete of it was forgotten; 0 where there is
     * neither.
     */
    long erase(String namespace, String objectId) {
        long[] inSegments = sealed.alive(namespace, objectId);
        if (inSegments.length == 0 && objects.find(namespace, objectId) == null) {
            return 0;
        }
        long nowMicros = keeper.nowMicros();
        int bytes = Records.eraseObjectMaxBytes(inSegments.length + 1);
        StoredObject object;
        long sequence;
        log.lock();
        try {
            log.reserve(bytes, keeper);
            object = objects.find(namespace, objectId);
            long[] ending = ending(namespace, object, inSegments);
            if (ending.length == 0) {
                return 0; // another erase came first
            }
            sequence = put(object, ending, bytes);
            keeper.erased(nowMicros);
            log.publish();
        } finally {
            log.unlock();
        }
        if (object != null) {
            forget(List.of(object), sequence);
        } else {
            log.awaitDurable(sequence);
        }
        return sequence;
    }

    private long[] ending(String namespace, @Nullable StoredObject object, long[] inSegments) {
        LongStream own = object == null ? LongStream.empty() : LongStream.of(object.incarnation());
        LongStream others = LongStream.of(inSegments)
                .filter(incarnation -> !objects.erases().isDead(namespace, incarnation));
        return LongStream.concat(own, others).distinct().toArray();
    }

    private long put(@Nullable StoredObject object, long[] ending, int bytes) {
        if (object != null) {
            Appender.define(log, object);
        }
        Records.eraseObject(log.records(bytes), object == null ? ObjectTable.SLOTS_MAX : object.slot(), ending);
        long sequence = log.accepted(1);
        log.countErase();
        for (long incarnation : ending) {
            objects.erases().add(incarnation, sequence);
        }
        if (object != null) {
            object.erase(sequence);
            objects.unname(object);
        }
        return sequence;
    }

    /** Ends all objects of a namespace; 0 where there are none. */
    long erase(String namespace) {
        if (objects.of(namespace).isEmpty() && !sealed.isSealed(namespace)) {
            return 0;
        }
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
