package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ModelledStore.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Opening, closing and keeping: what a store does over its life. */
public abstract class StoreLifecycle {
    private static final Key TRUCK = new Key("fleet", "truck-1");
    private static final byte[] NO_METADATA = {};

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreLifecycle(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            value = "loses nothing at a clean close, the very last record included",
            unlike = {"D1", "D2", "D18"})
    void nothingIsLost() {
        source.eachPersistent(store -> {
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < 700; i++) {
                    store.append(new Key("fleet", "truck-" + i % 9), i, i % 90, round, i, NO_METADATA);
                }
                store.delete(new Key("fleet", "truck-" + round), 10_000 + round);
                store.reopen();
                store.checkAll();
            }
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            store.reopen();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("gives sequences that grow over restarts, also when the last events were erased and compacted away")
    void sequencesGrow() {
        source.eachPersistent(store -> {
            for (int round = 0; round < 4; round++) {
                store.append(TRUCK, round, 1, 1, Double.NaN, NO_METADATA);
                store.append(new Key("fleet", "short-lived"), round, 1, 1, Double.NaN, NO_METADATA);
                store.erase(new Key("fleet", "short-lived"));
                store.compact();
                store.reopen();
                store.compact();
                store.reopen();
            }
            store.append(TRUCK, 100, 1, 1, Double.NaN, NO_METADATA);
            store.checkAll();
        });
    }

    @Test
    @Spec(value = "remembers deletes for 30 days of the clock it was given, and history beyond", unlike = "D12")
    void horizon() {
        source.each(store -> {
            Key gone = new Key("fleet", "gone");
            long now = ModelledStore.START.getEpochSecond() * 1_000_000;
            store.append(gone, now, 1, 1, Double.NaN, NO_METADATA);
            store.append(TRUCK, now, 2, 2, Double.NaN, NO_METADATA);
            store.delete(gone, now + 1);
            store.clock().advance(Duration.ofDays(29));
            store.compact();
            store.reopen();
            store.checkAll();
            store.clock().advance(Duration.ofDays(2));
            store.compact();
            store.reopen();
            store.checkRecover();
            store.checkScan("fleet", Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE);
            store.settle();
            List<ModelEvent> left = store.read(gone, now, now, TrackOrder.OLDEST_FIRST);
            assertEquals(1, left.size(), "the history before a delete outlives the horizon");
        });
    }

    @Test
    @Spec("lets an object begin again after a delete older than the horizon, with an older timestamp, for good")
    void beginsAgain() {
        source.each(store -> {
            store.append(TRUCK, 1_000, 1, 1, Double.NaN, NO_METADATA);
            store.delete(TRUCK, 2_000);
            store.clock().advance(Duration.ofDays(29));
            store.append(TRUCK, 1_500, 2, 2, Double.NaN, NO_METADATA);
            store.checkRecover();
            store.clock().advance(Duration.ofDays(2));
            store.checkRecover();
            store.append(TRUCK, 500, 3, 3, Double.NaN, NO_METADATA);
            store.append(TRUCK, 450, 3, 3, Double.NaN, NO_METADATA);
            store.append(TRUCK, 500, 3, 3, Double.NaN, NO_METADATA); // takes the place of the one that began it again
            for (int round = 0; round < 2; round++) {
                store.checkAll();
                store.compact();
                store.checkAll();
                store.reopen();
                store.checkAll();
                store.append(TRUCK, 600 + round, 4, 4, Double.NaN, NO_METADATA);
            }
            store.delete(TRUCK, 700);
            store.append(TRUCK, 650, 5, 5, Double.NaN, NO_METADATA);
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("lets the database alone decide what begins again, whatever its own clock says")
    void oneDecider() {
        source.each(store -> {
            Key other = new Key("fleet", "truck-2");
            for (Key key : List.of(TRUCK, other)) {
                store.append(key, 1_000, 1, 1, Double.NaN, NO_METADATA);
                store.delete(key, 2_000);
            }
            store.clock().advance(Duration.ofDays(29));
            store.append(other, 1_500, 2, 2, Double.NaN, NO_METADATA, true);
            store.checkAll();
            store.clock().advance(Duration.ofDays(1).plusMinutes(1));
            store.append(TRUCK, 1_500, 3, 3, Double.NaN, NO_METADATA, false);
            for (int round = 0; round < 2; round++) {
                store.checkAll();
                store.compact();
                store.reopen();
            }
            store.checkAll();
        });
    }

    @Test
    @Spec("ends cursors at close, closes cursors twice and early, and goes on")
    void cursors() {
        source.each(store -> {
            for (int i = 0; i < 3000; i++) {
                store.append(TRUCK, i, i % 90, 1, Double.NaN, NO_METADATA);
            }
            store.settle();
            ReadRequest all = ReadRequest.of("fleet", "truck-1").withRange(0, 3000);
            EventCursor early = store.store().read(all);
            assertTrue(early.next());
            early.close();
            early.close();
            assertThrows(DatabaseClosedException.class, early::next, "next() of a closed cursor");
            EventCursor open = store.store().read(all.withOrder(TrackOrder.NEWEST_FIRST));
            assertTrue(open.next());
            store.append(TRUCK, 5000, 1, 1, Double.NaN, NO_METADATA);
            assertTrue(open.next(), "a cursor goes on beside appends");
            store.checkAll();
            store.store().close();
            assertThrows(DatabaseClosedException.class, () -> drain(open), "a cursor ends with its store");
            open.close();
        });
    }

    private static void drain(EventCursor cursor) {
        while (cursor.next()) {
            assertFalse(cursor.isDelete());
        }
    }

    @Test
    @Spec("closes twice; every other call afterwards throws DatabaseClosedException (\"Database is closed\")")
    void useAfterClose() {
        source.each(store -> {
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            TrajectoryStore closed = store.store();
            closed.close();
            closed.close();
            for (Executable call : List.<Executable>of(
                    () -> StoreAppends.position(closed, "fleet", "x", 1, 1, 1, Double.NaN, NO_METADATA),
                    () -> StoreAppends.position(closed, "fleet", "truck-1", 1, 1, 1, Double.NaN, NO_METADATA),
                    () -> StoreAppends.delete(closed, "fleet", "truck-1", 1, 1),
                    () -> closed.erase("fleet", "truck-1"),
                    () -> closed.erase("fleet"),
                    () -> closed.read(ReadRequest.of("fleet", "truck-1")),
                    () -> closed.scan(ScanRequest.of("fleet", Region.EVERYWHERE)),
                    closed::recover,
                    () -> closed.awaitDurable(1),
                    closed::sync,
                    closed::health,
                    closed::stats)) {
                assertEquals(
                        "Database is closed",
                        assertThrows(DatabaseClosedException.class, call).getMessage());
            }
            if (closed instanceof Compactable compactable) {
                assertThrows(DatabaseClosedException.class, compactable::compact);
            }
        });
    }

    @Test
    @Spec(value = "belongs to one opener: a second gets StoreLockedException naming the holder", unlike = "D17")
    void oneOpener() {
        source.eachPersistent(store -> {
            store.append(TRUCK, 1, 1, 1, Double.NaN, NO_METADATA);
            StoreLockedException refused = assertThrows(StoreLockedException.class, () -> source.provider()
                    .open(store.options(), store.context())
                    .close());
            String holder = Long.toString(ProcessHandle.current().pid());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains(holder),
                    () -> "the message does not name the holder, process " + holder + ": " + refused.getMessage());
            store.append(TRUCK, 2, 1, 1, Double.NaN, NO_METADATA);
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec("is not harmed by an interrupted thread: what was acknowledged is kept, and work goes on")
    void interruptedThread() {
        source.each(store -> {
            store.append(TRUCK, 0, 0, 0, Double.NaN, NO_METADATA);
            for (int i = 1; i <= 20; i++) {
                Thread.currentThread().interrupt();
                store.append(TRUCK, i, i, 1, Double.NaN, NO_METADATA);
                tolerate(() -> store.store().sync());
                tolerate(() ->
                        store.store().read(ReadRequest.of("fleet", "truck-1")).close());
                tolerate(() -> store.store()
                        .scan(ScanRequest.of("fleet", Region.EVERYWHERE))
                        .close());
                Thread.interrupted();
                assertEquals(Health.OPEN, store.store().health());
                store.checkAll();
            }
            store.reopen();
            store.checkAll();
        });
        assertFalse(Thread.interrupted(), "the test's own thread");
    }

    private static void tolerate(Runnable call) {
        Thread.currentThread().interrupt();
        try {
            call.run();
        } catch (SpatioException e) {
            assertFalse(e instanceof DatabaseClosedException, "an interrupt closed the store");
        }
    }

    @Test
    @Spec("compacts without changing any answer, and removes what was erased from every file")
    void compacts() {
        source.each(store -> {
            Assumptions.assumeTrue(store.store() instanceof Compactable, "the store is not Compactable");
            Key secret = new Key("fleet", "secret-id-4711");
            String text = "{\"secret\":\"needle-in-the-files-0815\"}";
            for (int i = 0; i < 500; i++) {
                store.append(TRUCK, i, i % 90, 1, Double.NaN, NO_METADATA);
                store.append(secret, i, i % 90, 1, Double.NaN, text.getBytes(StandardCharsets.UTF_8));
            }
            store.compact();
            store.checkAll();
            store.erase(secret);
            store.compact();
            store.checkAll();
            if (store.persistent()) {
                requireAbsent(store.directory(), "needle-in-the-files-0815");
                requireAbsent(store.directory(), "secret-id-4711");
            }
            store.reopen();
            store.checkAll();
        });
    }

    static void requireAbsent(Path directory, String needle) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(
                        content.contains(needle), () -> "erased \"" + needle + "\" is still in " + file.getFileName());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Spec("finds nothing wrong with itself in verify(), and opens from its snapshot with the same answers")
    void verifiesAndCopies() {
        source.eachPersistent(store -> {
            for (int i = 0; i < 500; i++) {
                store.append(new Key("fleet", "truck-" + i % 5), i, i % 90, 1, i, NO_METADATA);
            }
            store.settle();
            if (store.store() instanceof Verifiable verifiable) {
                assertEquals(List.of(), verifiable.verify().problems());
            }
            if (store.store() instanceof Snapshotable snapshotable) {
                Path copy = io.spatio.testkit.harness.TemporaryDirectories.create(source.directory());
                snapshotable.snapshot(copy);
                store.checkAll();
                assertDoesNotThrow(() -> requireSameEvents(store, copy));
                io.spatio.testkit.harness.TemporaryDirectories.delete(copy);
            }
        });
    }

    private void requireSameEvents(ModelledStore store, Path copy) {
        StoreContext context = StoreContext.in(copy).withClock(store.clock());
        try (TrajectoryStore copied = source.provider().open(store.options(), context)) {
            for (Key key : store.keys()) {
                List<ModelEvent> expected = store.read(key, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
                List<ModelEvent> events = StoreAppends.events(copied, key.namespace(), key.objectId()).stream()
                        .map(ModelEvent::unnumbered)
                        .toList();
                assertEquals(expected, events, () -> "the snapshot's history of " + key);
            }
        }
    }
}
