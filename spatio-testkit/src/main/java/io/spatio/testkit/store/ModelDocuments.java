package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Identifiers;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The documents that a store should have. One thread at a time. */
final class ModelDocuments {
    private final NavigableMap<String, StoredDocument> held = new TreeMap<>(Identifiers.ORDER);

    ModelDocuments copy() {
        ModelDocuments copy = new ModelDocuments();
        copy.held.putAll(held);
        return copy;
    }

    boolean holds(String key) {
        return held.containsKey(key);
    }

    void put(StoredDocument document) {
        held.put(document.key(), document);
    }

    void remove(String key) {
        held.remove(key);
    }

    List<String> keys() {
        return List.copyOf(held.keySet());
    }

    /** Asks for all of them, for each, and for those of some prefixes. */
    void check(Documents documents) {
        Set<String> prefixes = new LinkedHashSet<>(List.of("", "no such prefix"));
        for (String key : held.keySet()) {
            prefixes.add(key);
            prefixes.add(key.substring(0, key.offsetByCodePoints(0, 1)));
            Optional<StoredDocument> found = documents.get(key);
            assertTrue(found.isPresent(), () -> "get() lacks document \"" + key + "\"");
            requireSame(held.get(key), found.get());
        }
        assertEquals(Optional.empty(), documents.get("no such key"), "get() of a key that was never put");
        prefixes.forEach(prefix -> checkVisit(documents, prefix));
    }

    private void checkVisit(Documents documents, String prefix) {
        List<StoredDocument> found = new ArrayList<>();
        documents.forEach(prefix, found::add);
        List<StoredDocument> expected = held.values().stream()
                .filter(document -> document.key().startsWith(prefix))
                .toList();
        assertEquals(
                expected.stream().map(StoredDocument::key).toList(),
                found.stream().map(StoredDocument::key).toList(),
                () -> "the keys that forEach(\"" + prefix + "\") visits");
        for (int i = 0; i < expected.size(); i++) {
            requireSame(expected.get(i), found.get(i));
        }
    }

    private static void requireSame(StoredDocument expected, StoredDocument found) {
        String key = expected.key();
        assertEquals(key, found.key(), "the key of a document");
        assertEquals(expected.sequence(), found.sequence(), () -> "the sequence of document \"" + key + "\"");
        assertArrayEquals(expected.content(), found.content(), () -> "the content of document \"" + key + "\"");
    }
}
