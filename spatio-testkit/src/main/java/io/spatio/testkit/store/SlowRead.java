package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.TrackOrder;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A cursor that is opened, read a bit, left while much happens, and read to its end. Every record differs from all others,
 * so that one given twice or missing shows.
 */
final class SlowRead {
    private static final int OBJECTS = 4;

    private final TrajectoryStore store;
    private final Random random;
    private final String namespace;
    private final List<Key> keys = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();
    /** All that was appended to what an object is now. */
    private final Map<Key, TreeSet<ModelEvent>> appended = new LinkedHashMap<>();

    private final EventBatch batch = new EventBatch();
    private final Set<Key> erased = new HashSet<>();
    private long clock;
    private long lastSequence;

    SlowRead(TrajectoryStore store, Random random, int round) {
        this.store = store;
        this.random = random;
        namespace = "slowly-" + round % 3;
        for (int i = 0; i < OBJECTS; i++) {
            keys.add(new Key(namespace, "object-" + i + "-of-round-" + round));
        }
    }

    void run() {
        keys.forEach(key -> append(key, 1 + random.nextInt(80)));
        settle();
        switch (random.nextInt(4)) {
            case 0 -> scan();
            case 1 -> recover();
            default -> read();
        }
        long unused = store.erase(namespace);
    }

    private void settle() {
        store.awaitDurable(lastSequence);
    }

    // ---- what happens -------------------------------------------------------------------------------------------

    private TreeSet<ModelEvent> appended(Key key) {
        return appended.computeIfAbsent(key, k -> new TreeSet<>(ModelEvent.ORDER));
    }

    /** Times ascend, but one in five is that of the record before, and one in ten is late. */
    private void append(Key key, int count) {
        for (int i = 0; i < count; i++) {
            clock += random.nextInt(5) == 0 ? 0 : 1000;
            long micros = random.nextInt(10) == 0 ? Math.max(0, clock - 1000L * random.nextInt(60)) : clock;
            boolean begins = appended(key).isEmpty();
            double alt = lastSequence + 1;
            batch.clear(namespace);
            int place = batch.addObject(key.objectId(), numbers.getOrDefault(key, EventBatch.NO_NUMBER), begins);
            batch.addPosition(place, micros, i % 180, i % 90, alt, new byte[0]);
            lastSequence = store.append(batch);
            numbers.put(key, batch.number(place));
            appended(key).add(ModelEvent.position(lastSequence, micros, i % 180, i % 90, alt, new byte[0]));
        }
    }

    private void erase(Key key) {
        lastSequence = Math.max(lastSequence, store.erase(namespace, key.objectId()));
        numbers.remove(key);
        appended.remove(key);
        erased.add(key);
    }

    private void disturb(Key read) {
        int deeds = 1 + random.nextInt(5);
        for (int i = 0; i < deeds; i++) {
            Key other = keys.get(random.nextInt(keys.size()));
            switch (random.nextInt(8)) {
                case 0 -> append(read, 1 + random.nextInt(100));
                case 1, 2 -> append(read, 1 + random.nextInt(10));
                case 3 -> append(other, 1 + random.nextInt(300));
                case 4 -> eraseSometimes(other);
                case 5 -> eraseSometimes(read);
                case 6 -> append(new Key(namespace, "new-" + lastSequence), 3);
                default -> compact();
            }
        }
        settle();
    }

    private void eraseSometimes(Key key) {
        if (random.nextInt(3) == 0) {
            erase(key);
            append(new Key(namespace, "instead-" + lastSequence), 2); // may be given the number that ended
            append(key, random.nextInt(5));
        }
    }

    private void compact() {
        if (store instanceof Compactable compactable && random.nextInt(4) == 0) {
            compactable.compact();
        } else {
            store.sync();
        }
    }

    // ---- reads --------------------------------------------------------------------------------------------------

    private List<ModelEvent> held(Key key) {
        List<ModelEvent> events = new ArrayList<>();
        try (EventCursor cursor = store.read(ReadRequest.of(namespace, key.objectId()))) {
            while (cursor.next()) {
                events.add(ModelEvent.of(cursor).unnumbered());
            }
        }
        return events;
    }

    private void read() {
        Key key = keys.get(random.nextInt(keys.size()));
        TrackOrder order = random.nextBoolean() ? TrackOrder.OLDEST_FIRST : TrackOrder.NEWEST_FIRST;
        List<ModelEvent> before = held(key);
        Set<ModelEvent> ever = new LinkedHashSet<>(appended(key));
        List<ModelEvent> given = new ArrayList<>();
        try (EventCursor cursor =
                store.read(ReadRequest.of(namespace, key.objectId()).withOrder(order))) {
            take(cursor, key, random.nextInt(before.size() + 1), given);
            disturb(key);
            take(cursor, key, Integer.MAX_VALUE, given);
        }
        if (order == TrackOrder.NEWEST_FIRST) {
            Collections.reverse(given);
        }
        ever.addAll(appended(key));
        requireOnceAndInOrder(key, given, ever);
        requireWhatStays(key, before, given);
    }

    private void take(EventCursor cursor, Key key, int most, List<ModelEvent> given) {
        for (int i = 0; i < most && cursor.next(); i++) {
            assertEquals(key, new Key(cursor.namespace(), cursor.objectId()), "whose record an open cursor gave");
            given.add(ModelEvent.of(cursor).unnumbered());
        }
    }

    /** All that was ever appended to the object, whose order is known. */
    private static void requireOnceAndInOrder(Key key, List<ModelEvent> given, Set<ModelEvent> ever) {
        List<ModelEvent> order = new ArrayList<>(ever);
        order.sort(ModelEvent.ORDER);
        Map<ModelEvent, Integer> places = new HashMap<>();
        for (ModelEvent event : order) {
            places.put(event.unnumbered(), places.size());
        }
        int place = -1;
        for (ModelEvent event : given) {
            int next = places.getOrDefault(event, -1);
            assertTrue(next >= 0, () -> "an open cursor gave " + event + ", which was never appended to " + key);
            int last = place;
            assertTrue(
                    next > last,
                    () -> "an open cursor of " + key + " gave " + event + " twice or out of order, after "
                            + (last < 0 ? "nothing" : order.get(last)));
            place = next;
        }
    }

    private void requireWhatStays(Key key, List<ModelEvent> before, List<ModelEvent> given) {
        List<ModelEvent> after = held(key);
        if (!appended(key).isEmpty()) {
            ModelEvent current = appended(key).last().unnumbered();
            assertTrue(after.contains(current), () -> "the current position of " + key + " is gone: " + current);
        }
        if (erased.contains(key)) {
            return;
        }
        Set<ModelEvent> staying = new HashSet<>(after);
        Set<ModelEvent> seen = new HashSet<>(given);
        for (ModelEvent event : before) {
            assertTrue(
                    !staying.contains(event) || seen.contains(event),
                    () -> "an open cursor of " + key + " missed " + event + ", which was there all the while");
        }
    }

    private void scan() {
        Map<Key, List<ModelEvent>> before = new LinkedHashMap<>();
        Map<Key, Set<ModelEvent>> ever = new HashMap<>();
        keys.forEach(key -> {
            before.put(key, held(key));
            ever.put(key, new LinkedHashSet<>(appended(key)));
        });
        Map<Key, List<ModelEvent>> given = new HashMap<>();
        try (EventCursor cursor = store.scan(ScanRequest.of(namespace, Region.EVERYWHERE))) {
            takeAll(cursor, random.nextInt(100), given);
            disturb(keys.get(random.nextInt(keys.size())));
            takeAll(cursor, Integer.MAX_VALUE, given);
        }
        before.forEach((key, events) -> {
            Set<ModelEvent> all = ever.getOrDefault(key, new HashSet<>());
            all.addAll(appended(key));
            requireOnceAndInOrder(key, given.getOrDefault(key, List.of()), all);
            requireWhatStays(key, events, given.getOrDefault(key, List.of()));
        });
    }

    private static void takeAll(EventCursor cursor, int most, Map<Key, List<ModelEvent>> given) {
        for (int i = 0; i < most && cursor.next(); i++) {
            given.computeIfAbsent(new Key(cursor.namespace(), cursor.objectId()), k -> new ArrayList<>())
                    .add(ModelEvent.of(cursor).unnumbered());
        }
    }

    /** Each object once, in a state that it had meanwhile. */
    private void recover() {
        Map<Key, ModelEvent> before = new LinkedHashMap<>();
        keys.forEach(key -> before.put(key, appended(key).last()));
        Map<Key, List<ModelEvent>> given = new HashMap<>();
        try (EventCursor cursor = store.recover()) {
            takeStates(cursor, random.nextInt(OBJECTS), given);
            disturb(keys.get(random.nextInt(keys.size())));
            takeStates(cursor, Integer.MAX_VALUE, given);
        }
        before.forEach((key, old) -> {
            if (!erased.contains(key)) {
                List<ModelEvent> states = given.getOrDefault(key, List.of());
                assertEquals(1, states.size(), () -> "states that an open recover() gave of " + key + ": " + states);
                ModelEvent state = states.get(0);
                assertTrue(
                        appended(key).contains(state) && ModelEvent.ORDER.compare(state, old) >= 0,
                        () -> "an open recover() gave " + state + " of " + key + ", which was at " + old
                                + " when it was opened");
            }
        });
    }

    private static void takeStates(EventCursor cursor, int most, Map<Key, List<ModelEvent>> given) {
        for (int i = 0; i < most && cursor.next(); i++) {
            given.computeIfAbsent(new Key(cursor.namespace(), cursor.objectId()), k -> new ArrayList<>())
                    .add(ModelEvent.of(cursor));
        }
    }
}
