package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Timestamps;
import io.spatio.spi.EventBatch;
import io.spatio.spi.StoredDocument;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One of several writers of a store: appends, deletes, erases and makes again objects that are its own, and a namespace that
 * is its own, and keeps a journal of each. One thread writes; others look at the journals under {@link #lock}, when no call
 * of the writer is under way.
 */
final class StoreWriter {
    private static final String SHARED = "shared";
    private static final int OBJECTS = 6;
    private static final int DOCUMENTS = 3;
    private static final int MOST_DOCUMENT_BYTES = 1_000;
    private static final int MANY_EVENTS = 30;
    private static final long SECOND = 1_000_000;

    private final TrajectoryStore store;
    private final Instant now;
    private final Random random;
    private final String namespace;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<Key, Journal> journals = new LinkedHashMap<>();
    private final List<Key> keys;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<String, DocumentJournal> documents = new LinkedHashMap<>();
    private final List<String> documentKeys;
    private volatile long acknowledged;
    private long count;

    StoreWriter(TrajectoryStore store, int writer, Instant now, long seed, boolean putsDocuments) {
        this.store = store;
        this.now = now;
        random = new Random(seed);
        namespace = "of-writer-" + writer;
        for (int i = 0; i < OBJECTS; i++) {
            journals.put(new Key(SHARED, "writer-" + writer + "-object-" + i), new Journal(now));
            journals.put(new Key(namespace, "object-" + i), new Journal(now));
        }
        keys = List.copyOf(journals.keySet());
        for (int i = 0; putsDocuments && i < DOCUMENTS; i++) {
            documents.put("of-writer-" + writer + "/document-" + i, new DocumentJournal());
        }
        documentKeys = List.copyOf(documents.keySet());
    }

    /** Held while a call is under way. */
    ReentrantLock lock() {
        return lock;
    }

    /** The journals, by object. */
    Map<Key, Journal> journals() {
        return journals;
    }

    /** The documents' journals, by key. */
    Map<String, DocumentJournal> documents() {
        return documents;
    }

    /** The greatest sequence that a call has returned. */
    long acknowledged() {
        return acknowledged;
    }

    /** Does one random thing. */
    void write() {
        lock.lock();
        try {
            Key key = keys.get(random.nextInt(keys.size()));
            Journal journal = journal(key);
            int events = journal.tip().events().size();
            int choice = random.nextInt(100);
            if (choice < 15 || events > MANY_EVENTS) {
                erase(key, journal);
            } else if (choice < 17) {
                eraseNamespace();
            } else if (choice < 27
                    && journal.tip().state().filter(e -> !e.delete()).isPresent()) {
                delete(key);
            } else if (choice < 40) {
                appendBatch();
            } else if (choice < 50 && !documentKeys.isEmpty()) {
                document(documentKeys.get(random.nextInt(documentKeys.size())));
            } else {
                append(key, journal);
            }
        } finally {
            lock.unlock();
        }
    }

    private Journal journal(Key key) {
        return journals.computeIfAbsent(key, k -> new Journal(now));
    }

    /** Appends events of one namespace, and tells the sequence of the first. */
    private long append(List<Key> batch, List<ModelEvent> events, Set<Key> beginning) {
        ModelBatch filled = ModelBatch.of(
                batch,
                events,
                key -> numbers.getOrDefault(key, EventBatch.NO_NUMBER),
                beginning::contains,
                Timestamps.toMicros(now));
        long first = store.append(filled.events());
        filled.places().forEach((key, place) -> numbers.put(key, filled.events().number(place)));
        acknowledge(first);
        acknowledged = first + events.size() - 1;
        Set<Key> begun = new HashSet<>(beginning);
        for (int i = 0; i < events.size(); i++) {
            journal(batch.get(i)).append(events.get(i).numbered(first + i), begun.remove(batch.get(i)));
        }
        return first;
    }

    /** Few times, some of them long ago, so that events meet and rows fall out of a retention. */
    private ModelEvent event() {
        long ago = random.nextInt(4) == 0 ? random.nextInt(60) * 86_400L * SECOND : random.nextInt(20) * SECOND;
        long n = count++;
        byte[] metadata = n % 3 == 0 ? new byte[0] : ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8);
        double lon = n % 179;
        double lat = n % 89;
        return ModelEvent.position(0, Timestamps.toMicros(now) - ago, lon, lat, n % 2 == 0 ? Double.NaN : n, metadata);
    }

    private void append(Key key, Journal journal) {
        append(List.of(key), List.of(event()), journal.tip().beginsAgain(now) ? Set.of(key) : Set.of());
    }

    /** Some events of one namespace, now and then a delete of what is there among them. */
    private void appendBatch() {
        int size = 2 + random.nextInt(10);
        String of = random.nextBoolean() ? namespace : SHARED;
        List<Key> ours = keys.stream().filter(key -> key.namespace().equals(of)).toList();
        List<Key> batch = new ArrayList<>();
        List<ModelEvent> events = new ArrayList<>();
        Set<Key> beginning = new HashSet<>();
        for (int i = 0; i < size; i++) {
            Key key = ours.get(random.nextInt(ours.size()));
            boolean repeated = batch.contains(key);
            if (!repeated && journal(key).tip().beginsAgain(now)) {
                beginning.add(key);
            }
            batch.add(key);
            ModelEvent event = event();
            events.add(repeated && random.nextInt(4) == 0 ? ModelEvent.delete(0, event.micros()) : event);
        }
        append(batch, events, beginning);
    }

    private void delete(Key key) {
        append(List.of(key), List.of(ModelEvent.delete(0, event().micros())), Set.of());
    }

    private void document(String key) {
        DocumentJournal journal = documents.computeIfAbsent(key, k -> new DocumentJournal());
        boolean held = journal.tip().isPresent();
        if (random.nextInt(3) == 0) {
            long sequence = store.documents().remove(key);
            assertEquals(held, sequence > 0, () -> "remove of document " + key + " returned sequence " + sequence);
            if (held) {
                acknowledge(sequence);
                journal.remove(sequence);
            }
        } else {
            byte[] content = new byte[random.nextInt(MOST_DOCUMENT_BYTES)];
            random.nextBytes(content);
            long sequence = store.documents().put(key, content);
            acknowledge(sequence);
            journal.put(StoredDocument.of(key, sequence, content));
        }
    }

    private void erase(Key key, Journal journal) {
        boolean held = !journal.tip().events().isEmpty();
        long sequence = store.erase(key.namespace(), key.objectId());
        assertEquals(held, sequence > 0, () -> "erase of " + key + " returned sequence " + sequence);
        if (held) {
            acknowledge(sequence);
            journal.erase(sequence, sequence);
        }
        numbers.remove(key);
    }

    /** Its objects go one by one, so that a copy may be made between them. */
    private void eraseNamespace() {
        long from = acknowledged + 1;
        boolean any = keys.stream()
                .anyMatch(key -> key.namespace().equals(namespace)
                        && !journal(key).tip().events().isEmpty());
        long sequence = store.erase(namespace);
        if (any) {
            acknowledge(sequence);
        }
        for (Key key : keys) {
            if (key.namespace().equals(namespace)) {
                journal(key).erase(from, Math.max(from, sequence));
                numbers.remove(key);
            }
        }
    }

    private void acknowledge(long sequence) {
        long before = acknowledged;
        assertTrue(sequence > before, () -> "sequence " + sequence + " after " + before + ": sequences must grow");
        acknowledged = sequence;
    }
}
