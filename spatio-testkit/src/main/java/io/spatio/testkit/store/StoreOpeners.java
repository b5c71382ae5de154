package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.error.StoreLockedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Compactable;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.DirectoryContents;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.store.ModelledStore.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Several who open one directory, openers that fail, and those that only read. */
public abstract class StoreOpeners {
    private static final Key TRUCK = new Key("fleet", "truck-1");
    private static final byte[] NO_METADATA = {};
    private static final int OPENERS = 3;
    private static final int MOST_ROUNDS = 2_000;
    private static final int MOST_REFUSALS = 500_000;

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreOpeners(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec("refuses a second opener as often as it comes, which takes nothing away from the first")
    void secondOpener() {
        source.quickPersistent(store -> {
            for (int i = 0; i < 10; i++) {
                store.append(new Key("fleet", "truck-" + i), i, 1, 1, i, NO_METADATA);
            }
            store.store().sync();
            DirectoryContents before = DirectoryContents.of(store.directory());
            for (int i = 0; i < 3; i++) {
                assertThrows(
                        StoreLockedException.class,
                        () -> store.openIn(store.directory()).close(),
                        "a second opener");
            }
            DirectoryContents after = DirectoryContents.of(store.directory());
            for (String file : before.files().keySet()) {
                assertTrue(after.files().containsKey(file), () -> "a refused opener took " + file + " away");
            }
            store.append(TRUCK, 100, 1, 1, 1, NO_METADATA);
            store.checkAll();
            store.reopen();
            store.checkAll();
        });
    }

    @Test
    @Spec(
            "loses nothing to openers that race for a directory, new or not: one has it at a time, the others are refused")
    void racingOpeners() {
        Budget budget = source.budget().dividedBy(5 * source.settings().size());
        source.eachPersistent(store -> {
            Budget.Running running = budget.start();
            int round = 0;
            do {
                Path directory = TemporaryDirectories.create(source.directory());
                race(store, directory);
                TemporaryDirectories.delete(directory);
            } while (running.remains() && ++round < MOST_ROUNDS);
        });
    }

    private static void race(ModelledStore openers, Path directory) {
        AtomicInteger inside = new AtomicInteger();
        List<Threads.Task> tasks = new ArrayList<>();
        for (int i = 0; i < OPENERS; i++) {
            String id = "of-opener-" + i;
            tasks.add(() -> {
                int refused = 0;
                while (!openAndAppend(openers, directory, id, inside)) {
                    assertTrue(++refused < MOST_REFUSALS, "the directory stays locked though nobody has it");
                    Thread.yield();
                }
            });
        }
        Threads.runAll(tasks);
        try (TrajectoryStore last = openers.openIn(directory)) {
            for (int i = 0; i < OPENERS; i++) {
                String id = "of-opener-" + i;
                assertTrue(
                        !StoreAppends.events(last, "fleet", id).isEmpty(),
                        () -> "object " + id + " is lost, which was appended and synced");
            }
        }
    }

    private static boolean openAndAppend(ModelledStore openers, Path directory, String id, AtomicInteger inside) {
        try (TrajectoryStore store = openers.openIn(directory)) {
            assertEquals(1, inside.incrementAndGet(), "openers that have one directory at a time");
            long sequence = StoreAppends.position(store, "fleet", id, 1, 1, 1, 1, NO_METADATA);
            assertTrue(store.sync() >= sequence, "sync() returns what is on stable storage");
            inside.decrementAndGet();
            return true;
        } catch (StoreLockedException e) {
            return false;
        }
    }

    @Test
    @Spec("is whole after an opener that failed halfway, here because its clock threw")
    void failingOpener() {
        source.quickPersistent(store -> {
            for (int i = 0; i < 50; i++) {
                store.append(new Key("fleet", "truck-" + i % 7), i, 1, 1, i, NO_METADATA);
            }
            store.delete(TRUCK, 100);
            store.erase(new Key("fleet", "truck-3"));
            store.store().close();
            for (int i = 0; i < 3; i++) {
                failToOpen(store);
            }
            store.reopen();
            store.checkAll();
        });
    }

    private void failToOpen(ModelledStore store) {
        try {
            source.provider()
                    .open(store.options(), store.context().withClock(() -> {
                        throw new IllegalStateException("the clock is broken");
                    }))
                    .close();
        } catch (StoreLockedException e) {
            throw new AssertionError("an opener that failed kept the lock: " + e.getMessage(), e);
        } catch (StoreException | IllegalStateException e) {
            // it asked the clock; a store that does not opens
        }
    }

    // ---- read-only ----------------------------------------------------------------------------------------------

    private void requireReadOnly() {
        Assumptions.assumeTrue(
                source.capabilities().contains(Capability.READ_ONLY), "the store does not open for reading alone");
    }

    private static void fill(ModelledStore store) {
        for (int i = 0; i < 600; i++) {
            store.append(new Key("fleet", "truck-" + i % 7), i / 2, i % 90, 1, i, NO_METADATA);
        }
        store.append(new Key("depot", "crane"), 1, 1, 1, 1, NO_METADATA);
        store.delete(TRUCK, 1_000);
        store.erase(new Key("fleet", "truck-3"));
        store.compact();
        store.append(new Key("fleet", "truck-3"), 5, 5, 5, 5, NO_METADATA);
        store.erase(new Key("fleet", "truck-4"));
        store.eraseNamespace("depot");
    }

    @Test
    @Spec("opened for reading alone gives the same answers, refuses every write, and leaves every byte as it was")
    void readOnly() {
        requireReadOnly();
        source.quickPersistent(store -> {
            fill(store);
            store.store().close();
            DirectoryContents before = DirectoryContents.of(store.directory());
            store.reopen(true);
            store.checkAll();
            refusesWrites(store.store());
            store.checkAll();
            assertEquals(Health.State.READ_ONLY, store.store().health().state());
            if (store.store() instanceof Verifiable verifiable) {
                assertEquals(List.of(), verifiable.verify().problems(), "what verify() found");
            }
            store.store().close();
            assertEquals(before, DirectoryContents.of(store.directory()), "the directory after it was read");
            store.reopen(false);
            store.checkAll();
            store.append(TRUCK, 2_000, 1, 1, 1, NO_METADATA);
            store.checkAll();
        });
    }

    private static void refusesWrites(TrajectoryStore store) {
        List<Executable> writes = new ArrayList<>(List.of(
                () -> StoreAppends.position(store, "fleet", "truck-2", 1, 1, 1, 1, NO_METADATA),
                () -> StoreAppends.position(store, "fleet", "new", 1, 1, 1, 1, NO_METADATA),
                () -> StoreAppends.delete(store, "fleet", "truck-2", 1, 1),
                () -> store.erase("fleet", "truck-2"),
                () -> store.erase("fleet")));
        if (store instanceof Compactable compactable) {
            writes.add(compactable::compact);
        }
        for (int i = 0; i < writes.size(); i++) {
            assertThrows(
                    StoreReadOnlyException.class, writes.get(i), "write " + i + " of a store opened for reading alone");
        }
    }

    @Test
    @Spec("is read by several at once, by none while somebody writes, and has no writer while somebody reads")
    void readersAndWriters() {
        requireReadOnly();
        source.quickPersistent(store -> {
            fill(store);
            assertThrows(StoreLockedException.class, () -> openToRead(store).close(), "a reader while somebody writes");
            store.checkAll();
            store.reopen(true);
            try (TrajectoryStore second = openToRead(store)) {
                assertTrue(
                        !StoreAppends.events(second, "fleet", "truck-2").isEmpty(),
                        "what the second of two readers sees");
                assertThrows(
                        StoreLockedException.class,
                        () -> store.openIn(store.directory()).close(),
                        "a writer while somebody reads");
            }
            store.checkAll();
            store.reopen(false);
            store.checkAll();
        });
    }

    private TrajectoryStore openToRead(ModelledStore store) {
        return source.provider().open(store.options(), store.context().withReadOnly(true));
    }

    @Test
    @Spec("opened for reading alone in an empty directory is empty or refused, and leaves the directory empty")
    void readOnlyOfNothing() {
        requireReadOnly();
        source.quickPersistent(store -> {
            Path empty = TemporaryDirectories.create(source.directory());
            try (TrajectoryStore nothing = source.provider()
                    .open(
                            store.options(),
                            io.spatio.spi.StoreContext.in(empty)
                                    .withClock(store.clock())
                                    .withReadOnly(true))) {
                assertFalse(nothing.recover().next(), "there is nothing to recover");
            } catch (StoreException e) {
                // it may say that there is no store
            }
            assertEquals(1, DirectoryContents.of(empty).files().size(), "files in the directory that was read");
            TemporaryDirectories.delete(empty);
        });
    }

    @Test
    @Spec("that does not open for reading alone says so, names itself, and touches nothing")
    void refusesReadOnly() {
        Assumptions.assumeFalse(
                source.capabilities().contains(Capability.READ_ONLY), "the store opens for reading alone");
        source.quickPersistent(store -> {
            fill(store);
            store.store().close();
            DirectoryContents before = DirectoryContents.of(store.directory());
            try {
                openToRead(store).close();
                fail("the store lacks READ_ONLY and opened with StoreContext.readOnly()");
            } catch (StoreException e) {
                assertEquals(StoreException.class, e.getClass(), "a power that is lacking is a plain StoreException");
                String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
                assertTrue(
                        message.contains(source.provider().name()) && message.contains("read-only"),
                        () -> "the refusal does not name the store and \"read-only\": " + e.getMessage());
            }
            assertEquals(before, DirectoryContents.of(store.directory()), "the directory after a refusal");
            store.reopen();
            store.checkAll();
        });
    }
}
