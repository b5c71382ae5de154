package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.StoredDocument;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.model.ModelHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory of its own, beside a model of all it was given: every call goes to both, and every answer is
 * checked. One thread at a time, but for {@link #store}.
 */
final class ModelledStore implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** What a store holds at a place of its append order. */
    record Held(Map<Key, ModelHistory> histories, ModelDocuments documents) {}

    /** An object's name. */
    record Key(String namespace, String objectId) {}

    /** How a store is opened; with a retention, rows older than that are in no answer but recovery's. */
    record Setup(
            TrajectoryStoreProvider provider,
            Options options,
            @Nullable Duration retention,
            Path parent,
            boolean keepsDocuments) {}

    private final Setup setup;
    private final @Nullable Path directory;
    private final TestClock clock;
    private final Map<Key, ModelHistory> histories = new LinkedHashMap<>();
    private final Map<Key, Integer> numbers = new HashMap<>();
    /** Which living object has a number. */
    private final Map<Integer, Key> owners = new HashMap<>();
    /** The number that an erased object had last. */
    private final Map<Key, Integer> endedNumbers = new HashMap<>();

    private ModelDocuments documents = new ModelDocuments();
    private TrajectoryStore store;
    private boolean readOnly;
    private long lastSequence;
    private int hints;

    ModelledStore(Setup setup) {
        this(
                setup,
                setup.provider().persistent() ? TemporaryDirectories.create(setup.parent()) : null,
                new TestClock(START));
    }

    private ModelledStore(Setup setup, @Nullable Path directory, TestClock clock) {
        this.setup = setup;
        this.directory = directory;
        this.clock = clock;
        store = open();
    }

    private TrajectoryStore open() {
        return setup.provider().open(setup.options(), context().withReadOnly(readOnly));
    }

    StoreContext context() {
        return (directory == null ? StoreContext.inMemory() : StoreContext.in(directory)).withClock(clock);
    }

    Options options() {
        return setup.options();
    }

    /** An empty directory beside its own. */
    Path newDirectory() {
        return TemporaryDirectories.create(setup.parent());
    }

    /** Another store, opened as this one is. */
    TrajectoryStore openIn(Path where) {
        return setup.provider().open(setup.options(), StoreContext.in(where).withClock(clock));
    }

    /** A copy of it in a directory, which goes with it when it is closed, beside a model of its own. */
    ModelledStore copyIn(Path copy, Held held, long sequence) {
        ModelledStore copied = new ModelledStore(setup, copy, clock);
        copied.assume(held, sequence);
        return copied;
    }

    /** Takes what others did to the store: all it holds, and its last sequence or one before. */
    void assume(Held held, long sequence) {
        numbers.clear();
        histories.clear();
        documents = held.documents.copy();
        held.histories.forEach((key, history) -> {
            if (!history.events().isEmpty()) {
                histories.put(key, history.copy());
            }
        });
        lastSequence = sequence;
    }

    /** Closes it and opens it again, for reading alone or for writing, too. */
    void reopen(boolean forReadingAlone) {
        store.close();
        numbers.clear();
        owners.clear();
        endedNumbers.clear();
        readOnly = forReadingAlone;
        store = open();
    }

    TrajectoryStore store() {
        return store;
    }

    boolean keepsDocuments() {
        return setup.keepsDocuments();
    }

    boolean persistent() {
        return directory != null;
    }

    Path directory() {
        return context().directory();
    }

    TestClock clock() {
        return clock;
    }

    // ---- changes ----------------------------------------------------------------------------------------------

    /** The number to tell the store for an object: now and then none, although one is known. */
    private int hint(Key key) {
        if (known(key).isForgotten(clock.instant())) {
            numbers.remove(key); // it may have ended
        }
        return hints++ % 3 == 0 ? EventBatch.NO_NUMBER : numbers.getOrDefault(key, EventBatch.NO_NUMBER);
    }

    /** Takes the number that the store gave an object, which no other living object has, nor this one had when it was erased. */
    private void learn(Key key, int number) {
        Integer before = known(key).isForgotten(clock.instant()) ? null : numbers.get(key);
        numbers.put(key, number);
        assertTrue(number >= 0, () -> "the number given to " + key + " is " + number);
        assertTrue(before == null || before == number, () -> "the number of " + key + " changed from " + before);
        Integer ended = endedNumbers.remove(key);
        assertTrue(ended == null || ended != number, () -> key + " was given the number " + number + " it had before");
        Key owner = owners.putIfAbsent(number, key);
        assertTrue(owner == null || owner.equals(key), () -> "number " + number + " of " + key + " is of " + owner);
    }

    /** Forgets the numbers of erased objects, which end. */
    private void endNumbers(Predicate<Key> erased) {
        numbers.forEach((key, number) -> {
            if (erased.test(key)) {
                endedNumbers.put(key, number);
            }
        });
        histories.keySet().removeIf(erased);
        numbers.keySet().removeIf(erased);
        owners.values().removeIf(erased);
    }

    long append(Key key, long micros, double lon, double lat, double alt, byte[] metadata) {
        return append(key, micros, lon, lat, alt, metadata, known(key).beginsAgain(clock.instant()));
    }

    long append(Key key, long micros, double lon, double lat, double alt, byte[] metadata, boolean begins) {
        ModelEvent event = ModelEvent.position(0, micros, lon, lat, alt, metadata);
        return appendAll(List.of(key), List.of(event), k -> begins);
    }

    /** Appends events of any namespaces: for each run of one namespace a batch. */
    void appendAll(List<Key> keys, List<ModelEvent> events) {
        int from = 0;
        for (int i = 1; i <= keys.size(); i++) {
            if (i == keys.size()
                    || !keys.get(i).namespace().equals(keys.get(from).namespace())) {
                appendAll(keys.subList(from, i), events.subList(from, i), key -> known(key)
                        .beginsAgain(clock.instant()));
                from = i;
            }
        }
    }

    private long appendAll(List<Key> keys, List<ModelEvent> events, Predicate<Key> beginning) {
        long now = Timestamps.toMicros(clock.instant());
        Set<Key> begin = keys.stream().filter(beginning).collect(Collectors.toSet());
        ModelBatch batch = ModelBatch.of(keys, events, this::hint, begin::contains, now);
        long first = store.append(batch.events());
        requireGrowth(first, "append");
        batch.places().forEach((key, place) -> learn(key, batch.events().number(place)));
        for (int i = 0; i < events.size(); i++) {
            Key key = keys.get(i);
            history(key).add(events.get(i).numbered(first + i), clock.instant(), begin.remove(key));
        }
        lastSequence = first + events.size() - 1;
        return first;
    }

    /** Appends a delete, unless the last one is forgotten: a database deletes only what is there. */
    void delete(Key key, long micros) {
        if (!known(key).isForgotten(clock.instant())) {
            appendAll(List.of(key), List.of(ModelEvent.delete(0, micros)), k -> false);
        }
    }

    void erase(Key key) {
        boolean held = !known(key).events().isEmpty();
        requireErase(held, store.erase(key.namespace(), key.objectId()), "erase of " + key);
        endNumbers(key::equals);
        assertEquals(0, store.erase(key.namespace(), key.objectId()), () -> "a second erase of " + key);
    }

    void eraseNamespace(String namespace) {
        boolean held =
                histories.keySet().stream().anyMatch(key -> key.namespace().equals(namespace));
        requireErase(held, store.erase(namespace), "erase(\"" + namespace + "\")");
        endNumbers(key -> key.namespace().equals(namespace));
        assertEquals(0, store.erase(namespace), () -> "a second erase of namespace " + namespace);
    }

    /** Puts a document, where the store keeps any, and gives its sequence number. */
    long putDocument(String key, byte[] content) {
        if (!setup.keepsDocuments()) {
            return 0;
        }
        long sequence = store.documents().put(key, content);
        requireGrowth(sequence, "put of document \"" + key + "\"");
        documents.put(StoredDocument.of(key, sequence, content.clone()));
        return sequence;
    }

    void removeDocument(String key) {
        if (setup.keepsDocuments()) {
            requireErase(documents.holds(key), store.documents().remove(key), "remove of document \"" + key + "\"");
            documents.remove(key);
            assertEquals(0, store.documents().remove(key), () -> "a second remove of document \"" + key + "\"");
        }
    }

    private void requireErase(boolean held, long sequence, String what) {
        if (held) {
            requireGrowth(sequence, what);
        } else {
            assertEquals(0, sequence, () -> what + ", of which nothing is held");
        }
    }

    void reopen() {
        if (persistent()) {
            reopen(readOnly);
        }
    }

    void compact() {
        if (store instanceof Compactable compactable) {
            compactable.compact();
        }
    }

    void verify() {
        if (store instanceof Verifiable verifiable) {
            assertEquals(List.of(), verifiable.verify().problems(), "what verify() found");
        }
    }

    private ModelHistory known(Key key) {
        return histories.getOrDefault(key, new ModelHistory());
    }

    private ModelHistory history(Key key) {
        return histories.computeIfAbsent(key, k -> new ModelHistory());
    }

    private void requireGrowth(long sequence, String what) {
        assertTrue(
                sequence > lastSequence && sequence >= 1,
                () -> what + " returned sequence " + sequence + " after " + lastSequence + ": sequences must grow");
        lastSequence = sequence;
    }

    // ---- answers ----------------------------------------------------------------------------------------------

    /** Waits until what was appended may be seen under every policy. */
    void settle() {
        if (lastSequence > 0) {
            store.awaitDurable(lastSequence);
        }
    }

    Set<Key> keys() {
        return Collections.unmodifiableSet(histories.keySet());
    }

    void checkAll() {
        settle();
        for (Key key : List.copyOf(histories.keySet())) {
            checkRead(key, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        histories.keySet().stream()
                .map(Key::namespace)
                .distinct()
                .toList()
                .forEach(namespace -> checkScan(namespace, Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE));
        checkRecover();
        checkDocuments();
    }

    void checkDocuments() {
        settle();
        if (setup.keepsDocuments()) {
            documents.check(store.documents());
        }
    }

    private Held held() {
        return new Held(histories, documents);
    }

    /** Makes a snapshot, checks all of its answers, and writes on in it. */
    void checkSnapshot() {
        if (store instanceof Snapshotable snapshotable && persistent()) {
            Path copy = newDirectory();
            snapshotable.snapshot(copy);
            try (ModelledStore copied = copyIn(copy, held(), lastSequence)) {
                copied.checkAll();
                copied.writeOn();
            }
        }
    }

    /** Appends to all it holds and to what it does not, erases, and checks that all of it is there for good. */
    void writeOn() {
        List<Key> keys = new ArrayList<>(histories.keySet());
        for (int i = 0; i < keys.size(); i++) {
            if (i % 3 == 0) {
                erase(keys.get(i));
            }
        }
        keys.add(new Key("fleet", "made in the copy"));
        long now = Timestamps.toMicros(clock.instant());
        for (Key key : keys) {
            append(key, now, 1, 2, 3, new byte[0]);
        }
        List<String> known = documents.keys();
        for (int i = 0; i < known.size(); i += 2) {
            removeDocument(known.get(i));
        }
        putDocument("made in the copy", new byte[] {1, 2, 3});
        checkAll();
        reopen();
        checkAll();
        compact();
        reopen();
        checkAll();
    }

    /** The first time of which rows are still in answers, for one who asks from a time. */
    long kept(long fromMicros) {
        Duration retention = setup.retention();
        return retention == null
                ? fromMicros
                : Math.max(
                        fromMicros, Timestamps.toMicrosSaturated(clock.instant().minus(retention)));
    }

    void checkRead(Key key, long fromMicros, long toMicros) {
        settle();
        List<ModelEvent> expected = unnumbered(known(key).between(kept(fromMicros), toMicros));
        String what = "read of " + key + " from " + fromMicros + " to " + toMicros;
        assertEquals(expected, read(key, fromMicros, toMicros, TrackOrder.OLDEST_FIRST), what + ", oldest first");
        List<ModelEvent> reversed = new ArrayList<>(expected);
        Collections.reverse(reversed);
        assertEquals(reversed, read(key, fromMicros, toMicros, TrackOrder.NEWEST_FIRST), what + ", newest first");
    }

    List<ModelEvent> read(Key key, long fromMicros, long toMicros, TrackOrder order) {
        List<ModelEvent> events = new ArrayList<>();
        List<ModelEvent> ordered = new ArrayList<>();
        ReadRequest request = ReadRequest.of(key.namespace(), key.objectId())
                .withRange(fromMicros, toMicros)
                .withOrder(order);
        try (EventCursor cursor = store.read(request)) {
            while (cursor.next()) {
                assertEquals(key, new Key(cursor.namespace(), cursor.objectId()), "the object of an event read");
                ordered.add(ModelEvent.of(cursor));
                events.add(ModelEvent.of(cursor).unnumbered());
            }
        }
        if (order == TrackOrder.NEWEST_FIRST) {
            Collections.reverse(ordered);
        }
        requireOrder(key, ordered);
        return events;
    }

    private static void requireOrder(Key key, List<ModelEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            ModelEvent before = events.get(i - 1);
            ModelEvent event = events.get(i);
            assertTrue(
                    before.micros() != event.micros() || before.sequence() < event.sequence(),
                    () -> "sequences do not order " + before + " and " + event + " of " + key);
        }
    }

    private static List<ModelEvent> unnumbered(List<ModelEvent> events) {
        return events.stream().map(ModelEvent::unnumbered).toList();
    }

    void checkScan(String namespace, Region region, long fromMicros, long toMicros) {
        settle();
        Map<Key, List<ModelEvent>> expected = new HashMap<>();
        histories.forEach((key, history) -> {
            if (key.namespace().equals(namespace)) {
                expected.put(key, unnumbered(history.positionsBetween(kept(fromMicros), toMicros)));
            }
        });
        new ScanCheck(namespace, region, expected).run(store, fromMicros, toMicros);
    }

    void checkRecover() {
        settle();
        Set<Key> recovered = new HashSet<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                Key key = new Key(cursor.namespace(), cursor.objectId());
                assertTrue(recovered.add(key), () -> "recover() gave " + key + " twice");
                Optional<ModelEvent> last =
                        Optional.ofNullable(histories.get(key)).flatMap(ModelHistory::state);
                assertEquals(last, Optional.of(ModelEvent.of(cursor)), () -> "the greatest event of " + key);
                if (cursor.isDelete()) {
                    assertEquals(
                            Timestamps.toMicros(known(key).stateSince()),
                            cursor.madeAtMicros(),
                            () -> "when the delete of " + key + " was made");
                }
                learn(key, cursor.object());
            }
        }
        histories.forEach((key, history) -> {
            boolean there = history.state().isPresent() && !history.isForgotten(clock.instant());
            if (there && !recovered.contains(key)) {
                fail("recover() lacks " + key + ", whose greatest event is " + history.state());
            }
        });
    }

    @Override
    public void close() {
        store.close();
        if (directory != null) {
            TemporaryDirectories.delete(directory);
        }
    }
}
