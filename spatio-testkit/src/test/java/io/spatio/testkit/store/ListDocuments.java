package io.spatio.testkit.store;

import io.spatio.Identifiers;
import io.spatio.error.StoreFullException;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The documents of a list store, in a map under the store's lock. */
final class ListDocuments implements Documents {
    private final ListStore store;
    private final StoreFault fault;
    private final LongSupplier nextSequence;
    private final NavigableMap<String, StoredDocument> held;

    ListDocuments(ListStore store, StoreFault fault, LongSupplier nextSequence) {
        this.store = store;
        this.fault = fault;
        this.nextSequence = nextSequence;
        held = new TreeMap<>(
                fault == StoreFault.DOCUMENTS_ORDERED_BY_UTF16 ? Comparator.naturalOrder() : Identifiers.ORDER);
    }

    void load(StoredDocument document) {
        held.put(document.key(), document);
    }

    List<StoredDocument> all() {
        return List.copyOf(held.values());
    }

    /** What an erase of a namespace does to them. */
    void namespaceErased(String namespace) {
        if (fault == StoreFault.DOCUMENTS_ERASED_WITH_NAMESPACE) {
            held.keySet().removeIf(key -> key.startsWith(namespace));
        }
    }

    @Override
    public long put(String key, byte[] content) {
        return store.writing(() -> {
            Identifiers.requireDocumentKey(key);
            if (content.length > CONTENT_MAX_BYTES) {
                throw new IllegalArgumentException("a document of " + content.length + " bytes");
            }
            StoredDocument before = fault == StoreFault.REFUSED_DOCUMENT_REMOVES ? held.remove(key) : held.get(key);
            long taken = held.values().stream().mapToLong(ListDocuments::bytes).sum();
            taken -= before == null || !held.containsKey(key) ? 0 : bytes(before);
            byte[] kept = fault == StoreFault.DOCUMENT_NOT_COPIED ? content : content.clone();
            long sequence = fault == StoreFault.DOCUMENT_WITHOUT_SEQUENCE ? store.lastSequence() : 0;
            StoredDocument document = StoredDocument.of(key, sequence, kept);
            if (taken + bytes(document) > TOTAL_MAX_BYTES) {
                throw new StoreFullException("the documents are full");
            }
            if (fault != StoreFault.DOCUMENT_WITHOUT_SEQUENCE) {
                document = StoredDocument.of(key, nextSequence.getAsLong(), kept);
            }
            held.put(key, document);
            return document.sequence();
        });
    }

    private static long bytes(StoredDocument document) {
        return document.key().getBytes(StandardCharsets.UTF_8).length + document.content().length + OVERHEAD_BYTES;
    }

    @Override
    public long remove(String key) {
        return store.writing(() -> {
            Identifiers.requireDocumentKey(key);
            return held.remove(key) == null && fault != StoreFault.REMOVE_OF_NO_DOCUMENT_STORED
                    ? 0
                    : nextSequence.getAsLong();
        });
    }

    @Override
    public Optional<StoredDocument> get(String key) {
        return store.guarded(() -> Optional.ofNullable(held.get(Identifiers.requireDocumentKey(key))));
    }

    @Override
    public void forEach(String prefix, Consumer<StoredDocument> visitor) {
        List<StoredDocument> found = store.guarded(() -> held.values().stream()
                .filter(document -> document.key().startsWith(prefix))
                .toList());
        found.forEach(visitor);
    }
}
