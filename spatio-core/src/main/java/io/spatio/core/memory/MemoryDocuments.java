package io.spatio.core.memory;

import io.spatio.spi.DocumentTable;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import java.util.Optional;
import java.util.function.Consumer;

/** The documents of a memory store, which count beside its history. Any thread. */
final class MemoryDocuments implements Documents {
    private final MemoryTrajectoryStore store;
    private final DocumentTable table;

    MemoryDocuments(MemoryTrajectoryStore store, DocumentTable table) {
        this.store = store;
        this.table = table;
    }

    @Override
    public long put(String key, byte[] content) {
        DocumentTable.requireKey(key);
        byte[] copy = DocumentTable.copyContent(content);
        return store.changeDocument(sequence -> {
            table.requireRoom(key, copy.length);
            table.put(StoredDocument.of(key, sequence, copy));
            return true;
        });
    }

    @Override
    public long remove(String key) {
        DocumentTable.requireKey(key);
        return store.changeDocument(sequence -> {
            boolean held = table.sequenceOf(key) > 0;
            if (held) {
                table.remove(key, sequence);
            }
            return held;
        });
    }

    @Override
    public Optional<StoredDocument> get(String key) {
        store.requireOpen();
        return table.get(DocumentTable.requireKey(key));
    }

    @Override
    public void forEach(String prefix, Consumer<StoredDocument> visitor) {
        store.requireOpen();
        table.forEach(prefix, visitor);
    }
}
