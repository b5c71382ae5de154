package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Much of everything that has a limit. Each test does as much as its budget allows, up to where limits are likely. */
public abstract class StoreSizes {
    private static final Key TRUCK = new Key("fleet", "truck-1");
    private static final byte[] NO_METADATA = {};
    private static final int BATCH = 10_000;
    /** Beyond what two bytes count, and 70 MB of ids. */
    private static final int MOST_OBJECTS = 70_000;

    /** As many as a store is asked to keep, however slow the machine is. */
    private static final int LEAST_LIVES = 6_000;

    private static final int MOST_LIVES = 200_000;
    private static final int LONG_ID = 1_000;

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreSizes(StoreSource source) {
        this.source = source;
    }

    private static String longId(int i) {
        String number = Integer.toString(i);
        return "x".repeat(LONG_ID - number.length()) + number;
    }

    @Test
    @Spec("keeps more than 65,536 objects with ids of 1,000 bytes, erases them one by one, and opens again")
    void manyLongIds() {
        source.one(source.quickest(), store -> {
            Budget.Running running = source.budget().start();
            int count = 0;
            while (count < MOST_OBJECTS && (running.remains() || count == 0)) {
                appendObjects(store.store(), count);
                count += BATCH;
            }
            store.reopen();
            requireRecovered(store.store(), count, 0);
            running = source.budget().dividedBy(3).start();
            int erased = 0;
            while (erased < count && (running.remains() || erased == 0)) {
                long sequence = store.store().erase("fleet", longId(erased++));
                assertTrue(sequence > 0, "an erase of what is there");
            }
            requireRecovered(store.store(), count, erased);
            store.reopen();
            requireRecovered(store.store(), count, erased);
            store.compact();
            store.reopen();
            requireRecovered(store.store(), count, erased);
        });
    }

    private static void appendObjects(TrajectoryStore store, int first) {
        EventBatch batch = new EventBatch(BATCH).clear("fleet");
        for (int i = 0; i < BATCH; i++) {
            int place = batch.addObject(longId(first + i), EventBatch.NO_NUMBER, true);
            batch.addPosition(place, first + i, i % 180, 1, Double.NaN, NO_METADATA);
        }
        long sequence = store.append(batch);
        BitSet distinct = new BitSet();
        for (int i = 0; i < BATCH; i++) {
            distinct.set(batch.number(i));
        }
        assertEquals(BATCH, distinct.cardinality(), "numbers of " + BATCH + " objects that differ");
        store.awaitDurable(sequence + BATCH - 1);
    }

    /** Exactly the objects that are not erased, each where it was put. */
    private static void requireRecovered(TrajectoryStore store, int count, int erased) {
        BitSet seen = new BitSet();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                int object = (int) cursor.timestampMicros();
                assertEquals(longId(object), cursor.objectId(), "the id of an object among " + count);
                assertTrue(!seen.get(object), () -> "recover() gave object " + object + " twice");
                seen.set(object);
            }
        }
        assertEquals(
                -1, seen.previousSetBit(erased - 1), "an object that comes back of " + erased + " that were erased");
        assertEquals(count - erased, seen.cardinality(), "objects that recover() gives of " + count);
    }

    @Test
    @Spec("lets an object be made and erased again and again, and gives each life a number that nobody else has")
    void manyLives() {
        source.one(source.quickest(), store -> {
            Budget.Running running = source.budget().dividedBy(6).start();
            store.append(new Key("fleet", "neighbour"), 1, 1, 1, 1, NO_METADATA);
            for (int i = 0; i < MOST_LIVES && (running.remains() || i < LEAST_LIVES); i++) {
                store.append(TRUCK, i, 1, 1, i, NO_METADATA);
                store.erase(TRUCK);
            }
            store.checkAll();
            store.append(TRUCK, 5, 5, 5, 5, NO_METADATA);
            store.reopen();
            store.checkAll();
            store.compact();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("takes a batch of 14 MB whole; one beyond 16 MiB whole as well, or not at all and says why")
    void largeBatches() {
        source.one(source.quickest(), store -> {
            byte[] metadata = ("\"" + "m".repeat(1_350) + "\"").getBytes(StandardCharsets.UTF_8);
            List<Key> keys = new ArrayList<>();
            List<ModelEvent> positions = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                keys.add(new Key("fleet", "truck-" + i % 100));
                positions.add(ModelEvent.position(0, i, i % 180, 1, i, metadata));
            }
            store.appendAll(keys, positions);
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            byte[] large = ("\"" + "z".repeat((1 << 20) - 2) + "\"").getBytes(StandardCharsets.UTF_8);
            List<ModelEvent> tooMany = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tooMany.add(ModelEvent.position(0, BATCH + i, 7, 7, i, large));
            }
            try {
                store.appendAll(Collections.nCopies(tooMany.size(), TRUCK), tooMany);
            } catch (IllegalArgumentException e) {
                assertTrue(
                        String.valueOf(e.getMessage()).matches("(?s).*\\d.*"),
                        () -> "the refusal of a batch names no bound: " + e.getMessage());
            }
            store.append(TRUCK, 2, 1, 1, Double.NaN, NO_METADATA);
            for (int round = 0; round < 2; round++) {
                for (Key key : List.of(TRUCK, keys.get(0), keys.get(99))) {
                    store.checkRead(key, Long.MIN_VALUE, Long.MAX_VALUE);
                }
                store.checkRecover();
                store.reopen();
            }
        });
    }

    @Test
    @Spec(
            "keeps thousands of records of one object in order of time and append, a tenth of them at the time of the one before"
                    + " and some late")
    void manyEqualTimestamps() {
        source.one(source.quickest(), store -> {
            Budget.Running running = source.budget().dividedBy(8).start();
            Random random = new Random(4711);
            long time = 0;
            for (int i = 0; i < 5_000 && (running.remains() || i < 500); i++) {
                time += random.nextInt(10) == 0 ? 0 : 1_000;
                long micros = random.nextInt(100) == 0 ? time - 1_000L * random.nextInt(200) : time;
                store.append(TRUCK, micros, i % 180, i % 90, i, NO_METADATA);
                if (i % 500 == 7) {
                    store.checkRead(TRUCK, time - 50_000, time);
                }
            }
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }
}
