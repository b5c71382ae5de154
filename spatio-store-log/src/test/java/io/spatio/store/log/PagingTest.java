package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Who reads a history page by page, each from the (timestamp, sequence) at which the one before ended, gets every event once,
 * whatever becomes of files and memory between two pages: what is told of an event may change only so that this holds.
 */
final class PagingTest {
    private static final int TIMES = 12;

    private SimulatedIo disk = new SimulatedIo();
    private LogTrajectoryStore store = Stores.open(disk, Durability.NEVER);
    private int next;
    private int pages;

    /** An event as it was told; its longitude says which it is. */
    private record Told(long timestamp, long sequence, int event) {}

    @Test
    void pagesDeliverEachEventOnce() throws IOException {
        try (Loop loop = Loop.begin("PagingTest", 0.5)) {
            while (loop.goesOn()) {
                round(loop.random());
            }
            loop.count("pages", pages);
        }
    }

    /** A few rounds, always the same; runs on classes that are changed. */
    static void attemptSome() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            new PagingTest().round(random);
        }
    }

    private void round(Random random) throws IOException {
        store.close();
        disk = new SimulatedIo();
        store = Stores.open(disk, Durability.NEVER);
        next = 0;
        try {
            for (TrackOrder order : TrackOrder.values()) {
                walk(order, random);
            }
        } finally {
            store.close();
        }
    }

    private void walk(TrackOrder order, Random random) throws IOException {
        for (int i = random.nextInt(60); i >= 0; i--) {
            change(random, random.nextInt(TIMES));
        }
        int before = next;
        List<Integer> delivered = new ArrayList<>();
        Told last = null;
        List<Told> page;
        do {
            page = page(order, last, 1 + random.nextInt(4));
            page.forEach(told -> delivered.add(told.event));
            last = page.isEmpty() ? last : page.get(page.size() - 1);
            for (int i = random.nextInt(3); i > 0; i--) {
                change(random, random.nextInt(TIMES));
            }
            pages++;
        } while (!page.isEmpty());
        assertThat(delivered).as("%s, twice", order).doesNotHaveDuplicates();
        for (int event = 0; event < before; event++) {
            assertThat(delivered).as("%s, missed", order).contains(event);
        }
    }

    /** Appends, or does something to the files. */
    private void change(Random random, long timestamp) throws IOException {
        switch (random.nextInt(8)) {
            case 0 -> store.flush();
            case 1 -> {
                if (random.nextInt(3) == 0) {
                    store.compact();
                }
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    store.close();
                    store = Stores.open(disk, Durability.NEVER);
                }
            }
            case 3 -> StoreAppends.position(store, "n", "other", timestamp, 1, 2, 3, new byte[0]);
            default -> {
                StoreAppends.position(store, "n", "o", timestamp, 1e-3 * next, 2, 3, new byte[0]);
                next++;
            }
        }
    }

    private List<Told> page(TrackOrder order, @Nullable Told after, int size) {
        boolean oldestFirst = order == TrackOrder.OLDEST_FIRST;
        ReadRequest request = ReadRequest.of("n", "o").withOrder(order);
        if (after != null) {
            request = oldestFirst
                    ? request.withRange(after.timestamp, Long.MAX_VALUE)
                    : request.withRange(Long.MIN_VALUE, after.timestamp);
        }
        List<Told> page = new ArrayList<>();
        long sequenceBefore = 0;
        try (EventCursor cursor = store.read(request)) {
            while (page.size() < size && cursor.next()) {
                Told told = new Told(cursor.timestampMicros(), cursor.sequence(), (int) Math.round(cursor.lon() * 1e3));
                boolean delivered = after != null
                        && told.timestamp == after.timestamp
                        && (oldestFirst ? told.sequence <= after.sequence : told.sequence >= after.sequence);
                if (!delivered) {
                    page.add(told);
                }
                sequenceBefore = told.sequence;
            }
        }
        assertThat(sequenceBefore).isLessThanOrEqualTo(Model.lastSequence(store));
        return page;
    }

    /** What was in memory together is told exactly from then on, wherever it is. */
    @Test
    void eventsOfOneTimestampThatAreSealedTogetherTellTheirOwnPlaces() throws IOException {
        List<Long> appended = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StoreAppends.position(store, "n", "other", i, 1, 2, 3, new byte[0]);
            appended.add(StoreAppends.position(store, "n", "o", i / 5, 1e-3 * i, 2, 3, new byte[0]));
        }
        for (int step = 0; step < 5; step++) {
            assertThat(told(TrackOrder.OLDEST_FIRST)).isEqualTo(appended);
            List<Long> newestFirst = told(TrackOrder.NEWEST_FIRST);
            Collections.reverse(newestFirst);
            assertThat(newestFirst).isEqualTo(appended);
            switch (step) {
                case 0 -> store.flush();
                case 1 -> StoreAppends.position(store, "n", "o", 100, 1, 2, 3, new byte[0]);
                case 2 -> store.compact();
                default -> {
                    store.close();
                    store = Stores.open(disk, Durability.NEVER);
                }
            }
        }
        store.close();
    }

    private List<Long> told(TrackOrder order) {
        List<Long> told = new ArrayList<>();
        ReadRequest request = ReadRequest.of("n", "o").withRange(0, 99).withOrder(order);
        try (EventCursor cursor = store.read(request)) {
            while (cursor.next()) {
                told.add(cursor.sequence());
            }
        }
        return told;
    }
}
