package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.TrackOrder;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.store.StoreAppends;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The history as one list of what was appended; answers by brute force. */
final class Model {
    static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::timestamp).thenComparingLong(Event::sequence);

    /** An event, or an erase, where {@code erase} says so. */
    record Event(
            long sequence,
            String namespace,
            String objectId,
            long timestamp,
            long lon,
            long lat,
            long alt,
            String metadata,
            boolean delete,
            boolean erase) {
        static Event of(EventCursor c) {
            return new Event(
                    c.sequence(),
                    c.namespace(),
                    c.objectId(),
                    c.timestampMicros(),
                    c.isDelete() ? 0 : Double.doubleToRawLongBits(c.lon()),
                    c.isDelete() ? 0 : Double.doubleToRawLongBits(c.lat()),
                    c.isDelete() ? 0 : Double.doubleToRawLongBits(c.alt()),
                    list(c.metadata()),
                    c.isDelete(),
                    false);
        }

        /** A sealed event tells no sequence number of its own, only one that orders. */
        Event unnumbered() {
            return new Event(0, namespace, objectId, timestamp, lon, lat, alt, metadata, delete, erase);
        }

        boolean repeats(Event other) {
            return !delete
                    && !other.delete
                    && timestamp == other.timestamp
                    && lon == other.lon
                    && lat == other.lat
                    && alt == other.alt
                    && metadata.equals(other.metadata);
        }
    }

    /** The namespace under which documents stand among the events, a key as an id, a content as metadata. */
    private static final String DOCUMENTS = "\0documents";

    final List<Event> appended = new ArrayList<>();

    static String list(byte[] bytes) {
        return bytes.length + ":" + new String(bytes, StandardCharsets.ISO_8859_1).strip();
    }

    /** The first events of the append order. */
    Model prefix(long lastSequence) {
        Model prefix = new Model();
        appended.stream().filter(e -> e.sequence <= lastSequence).forEach(prefix.appended::add);
        return prefix;
    }

    /** What each object's history is. */
    Map<List<String>, List<Event>> histories() {
        Map<List<String>, List<Event>> histories = new HashMap<>();
        for (Event event : appended) {
            if (event.namespace.equals(DOCUMENTS)) {
                continue;
            }
            if (event.erase && event.objectId.isEmpty()) {
                histories.keySet().removeIf(key -> key.get(0).equals(event.namespace));
            } else if (event.erase) {
                histories.remove(List.of(event.namespace, event.objectId));
            } else {
                List<Event> events =
                        histories.computeIfAbsent(List.of(event.namespace, event.objectId), key -> new ArrayList<>());
                events.removeIf(event::repeats);
                events.add(event);
            }
        }
        histories.values().forEach(events -> events.sort(ORDER));
        return histories;
    }

    /** The documents by key, each as its sequence number and content. */
    Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        for (Event event : appended) {
            if (event.namespace.equals(DOCUMENTS) && event.delete) {
                documents.remove(event.objectId);
            } else if (event.namespace.equals(DOCUMENTS)) {
                documents.put(event.objectId, event.sequence + " " + event.metadata);
            }
        }
        return documents;
    }

    /** The documents of a store, in the same form. */
    static Map<String, String> documents(TrajectoryStore store) {
        Map<String, String> documents = new TreeMap<>();
        store.documents()
                .forEach(
                        "",
                        document ->
                                documents.put(document.key(), document.sequence() + " " + list(document.content())));
        return documents;
    }

    void putDocument(TrajectoryStore store, String key, byte[] content) {
        long sequence = store.documents().put(key, content);
        appended.add(new Event(sequence, DOCUMENTS, key, 0, 0, 0, 0, list(content), false, false));
    }

    void removeDocument(TrajectoryStore store, String key) {
        long sequence = store.documents().remove(key);
        assertThat(sequence > 0).isEqualTo(documents().containsKey(key));
        if (sequence > 0) {
            appended.add(new Event(sequence, DOCUMENTS, key, 0, 0, 0, 0, "", true, false));
        }
    }

    /** Compares all answers of a store. */
    void check(TrajectoryStore store, long from, long to) {
        assertThat(documents(store)).isEqualTo(documents());
        Map<List<String>, List<Event>> histories = histories();
        Map<List<String>, Event> greatest = new HashMap<>();
        histories.forEach((key, events) -> greatest.put(key, events.get(events.size() - 1)));
        Map<List<String>, Event> recovered = new HashMap<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                Event event = Event.of(cursor);
                assertThat(recovered.put(List.of(event.namespace, event.objectId), event))
                        .isNull();
            }
        }
        assertThat(recovered).isEqualTo(greatest);
        histories.forEach((key, events) -> {
            List<Event> expected = events.stream()
                    .filter(e -> e.timestamp >= from && e.timestamp <= to)
                    .map(Event::unnumbered)
                    .toList();
            assertThat(read(store, key.get(0), key.get(1), from, to, TrackOrder.OLDEST_FIRST))
                    .isEqualTo(expected);
            List<Event> reversed = new ArrayList<>(expected);
            Collections.reverse(reversed);
            assertThat(read(store, key.get(0), key.get(1), from, to, TrackOrder.NEWEST_FIRST))
                    .isEqualTo(reversed);
        });
        histories.keySet().stream()
                .map(key -> key.get(0))
                .distinct()
                .forEach(namespace -> checkScan(store, namespace, histories, from, to));
    }

    private void checkScan(
            TrajectoryStore store, String namespace, Map<List<String>, List<Event>> histories, long from, long to) {
        Map<List<String>, List<Event>> expected = new TreeMap<>(Comparator.comparing(List::toString));
        histories.forEach((key, events) -> {
            List<Event> positions = events.stream()
                    .filter(e -> !e.delete && e.timestamp >= from && e.timestamp <= to)
                    .map(Event::unnumbered)
                    .toList();
            if (key.get(0).equals(namespace) && !positions.isEmpty()) {
                expected.put(key, positions);
            }
        });
        Map<List<String>, List<Event>> scanned = new TreeMap<>(Comparator.comparing(List::toString));
        try (ScanCursor cursor =
                store.scan(ScanRequest.of(namespace, Region.EVERYWHERE).withRange(from, to))) {
            while (cursor.next()) {
                Event event = Event.of(cursor);
                List<Event> events =
                        scanned.computeIfAbsent(List.of(event.namespace, event.objectId), key -> new ArrayList<>());
                assertThat(cursor.contiguous()).isEqualTo(!events.isEmpty());
                events.add(event.unnumbered());
            }
        }
        assertThat(scanned).isEqualTo(expected);
    }

    static List<Event> read(TrajectoryStore store, String namespace, String id, long from, long to, TrackOrder order) {
        List<Event> events = new ArrayList<>();
        ReadRequest request = ReadRequest.of(namespace, id).withRange(from, to).withOrder(order);
        try (EventCursor cursor = store.read(request)) {
            while (cursor.next()) {
                events.add(Event.of(cursor).unnumbered());
            }
        }
        return events;
    }

    void position(TrajectoryStore store, String namespace, String id, long t, double[] place, byte[] metadata) {
        long sequence = StoreAppends.position(store, namespace, id, t, place[0], place[1], place[2], metadata);
        add(sequence, namespace, id, t, place, metadata);
    }

    private void add(long sequence, String namespace, String id, long t, double[] place, byte[] metadata) {
        appended.add(new Event(
                sequence,
                namespace,
                id,
                t,
                Double.doubleToRawLongBits(place[0]),
                Double.doubleToRawLongBits(place[1]),
                Double.doubleToRawLongBits(place[2]),
                list(metadata),
                false,
                false));
    }

    void delete(TrajectoryStore store, String namespace, String id, long t) {
        long sequence = StoreAppends.delete(store, namespace, id, t, Long.MAX_VALUE);
        addDelete(sequence, namespace, id, t);
    }

    private void addDelete(long sequence, String namespace, String id, long t) {
        appended.add(new Event(sequence, namespace, id, t, 0, 0, 0, "0:", true, false));
    }

    /** An erase that is refused while it waits stands in the log all the same, and may be there after a crash. */
    void erase(TrajectoryStore store, String namespace, String id) {
        erase(store, namespace, id, () -> store.erase(namespace, id));
    }

    void eraseNamespace(TrajectoryStore store, String namespace) {
        erase(store, namespace, "", () -> store.erase(namespace));
    }

    private void erase(TrajectoryStore store, String namespace, String id, Runnable erase) {
        long before = lastSequence(store);
        try {
            erase.run();
        } finally {
            if (lastSequence(store) > before) {
                appended.add(new Event(before + 1, namespace, id, 0, 0, 0, 0, "", false, true));
            }
        }
    }

    /** The sequence number of what was appended last; 0 when nothing was. */
    static long last(Model model) {
        int size = model.appended.size();
        return size == 0 ? 0 : model.appended.get(size - 1).sequence();
    }

    static long lastSequence(TrajectoryStore store) {
        return ((Number) store.stats().details().get("last-sequence")).longValue();
    }

    void batch(TrajectoryStore store, String namespace, List<String> ids, long[] times, double @Nullable [][] places) {
        long first = store.append(batchOf(namespace, ids, times, places, new byte[0]));
        for (int i = 0; i < times.length; i++) {
            double[] place = places[i];
            if (place == null) {
                addDelete(first + i, namespace, ids.get(i), times[i]);
            } else {
                add(first + i, namespace, ids.get(i), times[i], place, new byte[0]);
            }
        }
    }

    /** Events as arrays; one without a place is a delete. */
    static EventBatch batchOf(
            String namespace, List<String> ids, long[] times, double @Nullable [][] places, byte[] metadata) {
        EventBatch batch = new EventBatch(Math.max(1, times.length)).clear(namespace);
        Map<String, Integer> objects = new HashMap<>();
        for (int i = 0; i < times.length; i++) {
            int object = objects.computeIfAbsent(ids.get(i), id -> batch.addObject(id, EventBatch.NO_NUMBER, false));
            double[] place = places[i];
            if (place == null) {
                batch.addDelete(object, times[i], Long.MAX_VALUE);
            } else {
                batch.addPosition(object, times[i], place[0], place[1], place[2], metadata);
            }
        }
        return batch;
    }
}
