package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Copies, compactions, verifications and scans beside a writer that upserts, deletes, erases, drops and creates the same
 * ids again. A copy opens as the store stood at one sequence number, and may be written on; the store loses nothing, and
 * nothing comes back.
 */
final class MaintenanceBesideWritersTest {
    private static final List<String> NAMESPACES = List.of("a", "b");
    private static final int STEPS = 600;
    private static final int COPIES = 3;

    private static Path copy(int number) {
        return Path.of("/simulated/copy-" + number);
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @Timeout(900)
    void aCopyIsOneMomentAndIsWrittenOn(Durability sync) throws Exception {
        try (Loop loop = Loop.begin("MaintenanceBesideWritersTest " + sync, 0.6)) {
            while (loop.goesOn()) {
                round(sync, loop);
            }
        }
    }

    private static void round(Durability sync, Loop loop) throws Exception {
        SimulatedIo disk = new SimulatedIo();
        Model model = new Model();
        Random random = loop.random();
        long writing = random.nextLong();
        List<Long> before = new ArrayList<>();
        try (LogTrajectoryStore store = Stores.open(disk, sync)) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread writer = thread("writer", failure, () -> {
                write(store, model, new Random(writing), STEPS);
                done.set(true);
            });
            long keeping = random.nextLong();
            Thread keeper = thread("keeper", failure, () -> keep(store, new Random(keeping), done, failure));
            writer.start();
            keeper.start();
            for (int i = 0; i < COPIES; i++) {
                before.add(Model.lastSequence(store));
                store.snapshot(copy(i));
            }
            writer.join();
            keeper.join();
            assertThat(failure.get()).isNull();
            store.awaitDurable(Long.MAX_VALUE);
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        for (int i = 0; i < COPIES; i++) {
            checkCopy(disk, sync, copy(i), before.get(i), model, random);
            loop.count("copies", 1);
        }
        try (LogTrajectoryStore store = Stores.open(disk, sync)) {
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private static void checkCopy(
            SimulatedIo disk, Durability sync, Path copy, long atLeast, Model model, Random random) {
        Model copied;
        try (LogTrajectoryStore store = Stores.open(disk, sync, copy)) {
            long last = Model.lastSequence(store);
            assertThat(last).isGreaterThanOrEqualTo(atLeast);
            copied = model.prefix(last);
            copied.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            write(store, copied, random, 40);
            store.awaitDurable(Long.MAX_VALUE);
            copied.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = Stores.open(disk, sync, copy)) {
                copied.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                store.compact();
                copied.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
    }

    /** Work of a thread, which may fail. */
    private interface Work {
        void run() throws IOException;
    }

    private static Thread thread(String name, AtomicReference<Throwable> failure, Work work) {
        return new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                    }
                },
                name);
    }

    private static void write(TrajectoryStore store, Model model, Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
            String id = "object-" + random.nextInt(6);
            switch (random.nextInt(30)) {
                case 0, 1, 2 -> model.erase(store, namespace, id);
                case 3 -> model.eraseNamespace(store, namespace);
                case 4, 5 -> model.delete(store, namespace, id, Stores.time(random));
                default ->
                    model.position(
                            store, namespace, id, Stores.time(random), Stores.place(random), Stores.metadata(random));
            }
        }
    }

    private static void keep(
            LogTrajectoryStore store, Random random, AtomicBoolean done, AtomicReference<Throwable> failure)
            throws IOException {
        while (!done.get() && failure.get() == null) {
            switch (random.nextInt(6)) {
                case 0 -> store.compact();
                case 1 -> assertThat(store.verify().problems()).isEmpty();
                case 2 -> store.keep();
                case 3 -> store.sync();
                case 4 -> scan(store, NAMESPACES.get(random.nextInt(NAMESPACES.size())));
                default -> store.flush();
            }
        }
    }

    private static void scan(LogTrajectoryStore store, String namespace) {
        try (EventCursor cursor =
                store.scan(ScanRequest.of(namespace, Region.EVERYWHERE).withRange(Long.MIN_VALUE, Long.MAX_VALUE))) {
            String before = "";
            while (cursor.next()) {
                assertThat(cursor.objectId()).isGreaterThanOrEqualTo(before);
                before = cursor.objectId();
            }
        }
    }
}
