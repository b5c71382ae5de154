package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Snapshots, compactions, retention and checks beside writers that append, delete, erase, drop and re-create the same ids:
 * a copy opens as the store stood at one sequence number, can be written on, and so can what stayed.
 */
class BesideWritersTest {
    private static final int WRITERS = 3;
    private static final int IDS = 5;

    @TempDir
    Path directory;

    /** What was appended, by sequence number: an event, or what it erased, as an event without a kind of its own. */
    private record Step(Seen event, boolean erasesId, boolean erasesNamespace) {}

    @ParameterizedTest
    @EnumSource(Durability.class)
    void aCopyIsOneMoment(Durability sync) throws Exception {
        Budget budget = Budget.share("BesideWritersTest " + sync, 0.4);
        int rounds = 0;
        while (budget.isLeft() || rounds == 0) {
            Path home = Files.createDirectory(directory.resolve("round" + rounds++));
            try {
                round(home, sync, budget);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(budget.seed(), e);
            }
        }
        budget.tell();
    }

    private void round(Path home, Durability sync, Budget budget) throws Exception {
        Random random = budget.random();
        ConcurrentSkipListMap<Long, Step> log = new ConcurrentSkipListMap<>();
        Path live = Files.createDirectory(home.resolve("live"));
        List<Path> copies = new ArrayList<>();
        MvTrajectoryStoreOptions options = new MvTrajectoryStoreOptions(sync, Optional.of(Duration.ofDays(30_000)));
        Seams seams = Seams.of(live).withTailEvents(1 << random.nextInt(8));
        try (MvTrajectoryStore store = MvTrajectoryStore.open(options, StoreContext.in(live), seams)) {
            AtomicBoolean stop = new AtomicBoolean();
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                long seed = random.nextLong();
                writers.add(CompletableFuture.runAsync(() -> write(store, writer, new Random(seed), log, stop)));
            }
            for (int i = 0; i < 4; i++) {
                if (i % 2 == 0) {
                    Path copy = Files.createDirectory(home.resolve("copy" + i));
                    store.snapshot(copy);
                    copies.add(copy);
                } else {
                    store.compact();
                }
                assertThat(store.verify().problems()).isEmpty();
            }
            stop.set(true);
            for (CompletableFuture<Void> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            store.sync(); // no answer shows what is not durable where that is promised
            isAsAfter(store, log, Long.MAX_VALUE);
        }
        for (Path copy : copies) {
            goesOn(copy, log, budget);
        }
        goesOn(live, log, budget);
    }

    /** One writer's ids are in a namespace of its own, so that its calls alone decide what is in it. */
    private static void write(
            MvTrajectoryStore store, int writer, Random random, Map<Long, Step> log, AtomicBoolean stop) {
        String namespace = "n" + writer;
        for (int i = 0; i < 20_000 && !stop.get(); i++) {
            String id = "o" + random.nextInt(IDS);
            int action = random.nextInt(40);
            if (action == 0) {
                long sequence = store.erase(namespace);
                if (sequence > 0) {
                    log.put(sequence, new Step(anything(namespace, id, 0), false, true));
                }
                continue;
            }
            long micros = random.nextInt(2_000);
            if (action < 3) {
                long sequence = store.erase(namespace, id);
                if (sequence > 0) {
                    log.put(sequence, new Step(anything(namespace, id, 0), true, false));
                }
            } else if (action < 6) {
                long sequence = StoreAppends.delete(store, namespace, id, micros, Long.MAX_VALUE);
                Seen event = new Seen(namespace, id, micros, sequence, true, 0, 0, 0, "");
                log.put(sequence, new Step(event, false, false));
            } else {
                Seen event = anything(namespace, id, micros);
                long sequence = StoreAppends.position(
                        store, namespace, id, micros, event.lon(), event.lat(), event.alt(), new byte[0]);
                log.put(sequence, new Step(MvStores.numbered(event, sequence), false, false));
            }
        }
    }

    private static Seen anything(String namespace, String id, long micros) {
        return MvStores.position(namespace, id, micros, (double) (micros % 180), 1, Double.NaN, "");
    }

    /** What opens is the state at its sequence number; it takes writes, and they are there at the next opening. */
    private static void goesOn(Path home, ConcurrentSkipListMap<Long, Step> log, Budget budget) {
        long last;
        try (MvTrajectoryStore store = MvStores.open(home, Durability.NEVER, 8)) {
            last = (Long) store.stats().details().get("last-sequence");
            isAsAfter(store, log, last);
            for (int i = 0; i < IDS; i++) {
                assertThat(StoreAppends.position(store, "n0", "later" + i, i, 1, 1, 1, new byte[0]))
                        .isEqualTo(last + 1 + i);
            }
            store.erase("n0", "later0");
        }
        try (MvTrajectoryStore store = MvStores.open(home, Durability.NEVER, 8)) {
            for (int i = 0; i < IDS; i++) {
                assertThat(Seen.all(store.read(ReadRequest.of("n0", "later" + i))))
                        .hasSize(i == 0 ? 0 : 1);
            }
            for (int i = 1; i < IDS; i++) {
                store.erase("n0", "later" + i);
            }
            isAsAfter(store, log, last);
            assertThat(store.verify().problems()).isEmpty();
        }
        budget.count("openings-checked", 2);
    }

    private static void isAsAfter(MvTrajectoryStore store, ConcurrentSkipListMap<Long, Step> log, long last) {
        Model model = new Model();
        long records = 0;
        for (Step step : log.headMap(last, true).values()) {
            Seen event = step.event();
            if (step.erasesNamespace()) {
                model.erase(e -> e.namespace().equals(event.namespace()));
            } else if (step.erasesId()) {
                model.erase(e ->
                        e.namespace().equals(event.namespace()) && e.objectId().equals(event.objectId()));
            } else {
                model.add(event);
            }
        }
        Map<String, Seen> recovered = new TreeMap<>();
        for (Seen event : Seen.all(store.recover())) {
            recovered.put(event.namespace() + "/" + event.objectId(), event);
        }
        assertThat(recovered).isEqualTo(model.greatest());
        for (int w = 0; w < WRITERS; w++) {
            for (int o = 0; o < IDS; o++) {
                List<Seen> expected =
                        model.history("n" + w, "o" + o, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
                List<Seen> found = Seen.all(store.read(ReadRequest.of("n" + w, "o" + o)));
                assertThat(found).isEqualTo(expected);
                records += found.size();
            }
            assertThat(Seen.all(store.scan(ScanRequest.of("n" + w, Region.EVERYWHERE))))
                    .hasSizeLessThanOrEqualTo((int) Math.min(Integer.MAX_VALUE, records));
        }
        assertThat((Long) store.stats().details().get("records")).isGreaterThanOrEqualTo(records);
    }
}
