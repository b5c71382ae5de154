package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random work against brute force, over many openings. */
final class LogTrajectoryStoreModelTest {
    private static final List<String> NAMESPACES = List.of("a", "b", "\uD83D\uDE80");

    private final Random random;
    private final Model model = new Model();
    private double[] lastPlace = {1, 2, 3};
    private long lastTime;

    LogTrajectoryStoreModelTest() {
        long seed = Seeds.of("LogTrajectoryStoreModelTest");
        System.out.println("seed " + seed + ": -Dspatio.test.seed=" + seed + " runs it again");
        random = new Random(seed);
    }

    @Test
    void answersAsBruteForce() {
        long end = System.nanoTime() + Long.getLong("spatio.test.budget", 5L) * 1_000_000_000L;
        do {
            model.appended.clear();
            oneStore();
        } while (System.nanoTime() < end);
    }

    private void oneStore() {
        SimulatedIo io = new SimulatedIo();
        Durability sync = Durability.values()[random.nextInt(3)];
        for (int opening = 0; opening < 6; opening++) {
            try (LogTrajectoryStore store = Stores.open(io, sync)) {
                check(store);
                for (int i = 0; i < 60; i++) {
                    step(store);
                }
                store.awaitDurable(Long.MAX_VALUE);
                check(store);
                Path copy = Path.of("/simulated/copy-" + opening);
                store.snapshot(copy);
                try (LogTrajectoryStore copied = Stores.open(io, sync, copy)) {
                    check(copied);
                }
            }
        }
    }

    private void check(LogTrajectoryStore store) {
        model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        model.check(store, random.nextInt(60), random.nextInt(60));
        assertThat(store.stats().details())
                .containsEntry("objects", (long) model.histories().size());
    }

    private void step(LogTrajectoryStore store) {
        String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        String id = "object-" + random.nextInt(4);
        switch (random.nextInt(27)) {
            case 24, 25 -> model.putDocument(store, "document-" + random.nextInt(4), new byte[random.nextInt(900)]);
            case 26 -> model.removeDocument(store, "document-" + random.nextInt(4));
            case 0 -> model.erase(store, namespace, id);
            case 1 -> model.eraseNamespace(store, namespace);
            case 2, 3, 4 -> model.delete(store, namespace, id, Stores.time(random));
            case 5 -> store.sync();
            case 6 -> store.compact();
            case 18, 19 -> flush(store);
            case 20 -> assertThat(store.verify().problems()).isEmpty();
            case 7, 8, 9 -> batch(store, namespace);
            case 10, 11, 12 -> model.position(store, namespace, id, lastTime, lastPlace, new byte[0]);
            default -> {
                lastPlace = Stores.place(random);
                lastTime = Stores.time(random);
                model.position(store, namespace, id, lastTime, lastPlace, Stores.metadata(random));
            }
        }
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void batch(LogTrajectoryStore store, String namespace) {
        int size = 1 + random.nextInt(20);
        List<String> ids = new ArrayList<>();
        long[] times = new long[size];
        double @Nullable [][] places = new double[size][];
        for (int i = 0; i < size; i++) {
            ids.add("object-" + random.nextInt(4));
            times[i] = random.nextInt(2) == 0 ? lastTime : Stores.time(random);
            places[i] = random.nextInt(6) == 0 ? null : random.nextInt(2) == 0 ? lastPlace : Stores.place(random);
        }
        model.batch(store, namespace, ids, times, places);
    }
}
