package io.spatio.store.mvstore;

import io.spatio.spi.DocumentTable;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import java.util.Optional;
import java.util.function.Consumer;

/** The documents of a store: all of them in memory, and every change a part of the queue. Any thread. */
final class MvDocuments implements Documents {
    private static final int FIXED_BYTES = 64;

    private final AppendQueue queue;
    private final DocumentTable table;

    MvDocuments(AppendQueue queue, DocumentTable table) {
        this.queue = queue;
        this.table = table;
    }

    @Override
    public long put(String key, byte[] content) {
        DocumentTable.requireKey(key);
        byte[] copy = DocumentTable.copyContent(content);
        return queue.document(
                FIXED_BYTES + key.length() + copy.length,
                sequence -> {
                    table.requireRoom(key, copy.length);
                    StoredDocument document = StoredDocument.of(key, sequence, copy);
                    return new Change.Document(sequence, table.sequenceOf(key), document);
                },
                change -> table.put(StoredDocument.of(key, change.lastSequence(), copy)));
    }

    @Override
    public long remove(String key) {
        DocumentTable.requireKey(key);
        return queue.document(
                FIXED_BYTES,
                sequence -> {
                    long present = table.sequenceOf(key);
                    return present == 0 ? null : new Change.Document(sequence, present, null);
                },
                change -> table.remove(key, change.lastSequence()));
    }

    @Override
    public Optional<StoredDocument> get(String key) {
        queue.state().checkOpen();
        return table.get(DocumentTable.requireKey(key));
    }

    @Override
    public void forEach(String prefix, Consumer<StoredDocument> visitor) {
        queue.state().checkOpen();
        table.forEach(prefix, visitor);
    }
}
