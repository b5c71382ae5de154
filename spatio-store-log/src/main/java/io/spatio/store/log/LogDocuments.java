package io.spatio.store.log;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.DocumentTable;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.keeper.SealedDocuments;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.Records;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The documents of a store: all of them in memory, and every change one record of the log, which is there whole or not at all.
 * Any thread.
 */
final class LogDocuments implements Documents {
    private final Gate gate;
    private final DocumentTable table;
    private final SealedDocuments sealed;
    private final Parts parts;

    /** Whether calls are taken. */
    interface Gate {
        /** Refuses every call after close. */
        void requireOpen() throws DatabaseClosedException;

        /** Refuses changes where the store is open for reading alone. */
        void requireWritable(String what) throws StoreReadOnlyException;
    }

    /** What a change goes through. */
    record Parts(CommitLog log, Catalog catalog, Keeper keeper) {}

    LogDocuments(Gate gate, DocumentTable table, SealedDocuments sealed, Parts parts) {
        this.gate = gate;
        this.table = table;
        this.sealed = sealed;
        this.parts = parts;
    }

    @Override
    public long put(String key, byte[] content) {
        gate.requireWritable("no document is put");
        byte[] name = DocumentTable.requireKey(key).getBytes(StandardCharsets.UTF_8);
        byte[] copy = DocumentTable.copyContent(content);
        int bytes = Records.FIXED_MAX_BYTES + name.length + copy.length;
        CommitLog log = parts.log;
        log.lock();
        try {
            log.reserve(bytes, parts.keeper);
            table.requireRoom(key, copy.length);
            Records.document(log.records(bytes), name, copy);
            long sequence = log.accepted(1);
            table.put(StoredDocument.of(key, sequence, copy));
            sealed.changed(sequence);
            parts.catalog.view().head().documentPut(copy.length);
            log.publish();
            return sequence;
        } finally {
            log.unlock();
        }
    }

    @Override
    public long remove(String key) {
        gate.requireWritable("no document is removed");
        byte[] name = DocumentTable.requireKey(key).getBytes(StandardCharsets.UTF_8);
        int bytes = Records.FIXED_MAX_BYTES + name.length;
        CommitLog log = parts.log;
        log.lock();
        try {
            log.reserve(bytes, parts.keeper);
            if (table.sequenceOf(key) == 0) {
                return 0;
            }
            Records.documentRemoved(log.records(bytes), name);
            long sequence = log.accepted(1);
            table.remove(key, sequence);
            sealed.changed(sequence);
            parts.catalog.view().head().documentPut(0);
            log.publish();
            return sequence;
        } finally {
            log.unlock();
        }
    }

    @Override
    public Optional<StoredDocument> get(String key) {
        gate.requireOpen();
        return table.get(DocumentTable.requireKey(key));
    }

    @Override
    public void forEach(String prefix, Consumer<StoredDocument> visitor) {
        gate.requireOpen();
        table.forEach(prefix, visitor);
    }
}
