package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Throws at any point of an append: nothing is half done, and nobody waits for ever. */
class GuardTest {
    private static final int PLACES = 12;
    private static final int ROUNDS = 2_000;

    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    private MvTrajectoryStore open(Path home, Durability sync) {
        return MvTrajectoryStore.open(MvStores.options(sync), StoreContext.in(home), MvStores.seams(disk));
    }

    /** What may be thrown. */
    enum Thrown {
        OUT_OF_MEMORY(() -> new OutOfMemoryError("injected")),
        RUNTIME(() -> new IllegalStateException("injected"));

        final Supplier<Throwable> make;

        Thrown(Supplier<Throwable> make) {
            this.make = make;
        }
    }

    private static Seen at(String id, long micros) {
        return MvStores.position("n", id, micros, 1, 1, 1, "");
    }

    private static void isHeld(MvTrajectoryStore store, String... names) {
        List<String> held = new ArrayList<>();
        store.objects((namespace, id) -> held.add(namespace + "/" + id));
        assertThat(held).containsExactlyInAnyOrder(names);
        assertThat(store.stats().details()).containsEntry("objects", names.length);
    }

    @Test
    void aRefusedBatchLeavesNeitherEventNorObjectNorNumber() {
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            EventBatch gone = MvStores.batch(List.of(at("gone", 1)));
            store.append(MvStores.batch(List.of(at("kept", 1))));
            store.append(gone);
            long before = store.erase("n", "gone");
            for (int round = 0; round < ROUNDS; round++) {
                EventBatch batch = refused(round, gone.number(0));
                assertThatThrownBy(() -> store.append(batch))
                        .as("round=%s", round)
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(IntStream.range(0, PLACES).map(batch::number).toArray())
                        .containsAnyOf(EventBatch.NO_NUMBER)
                        .containsOnly(EventBatch.NO_NUMBER, round % 2 == 0 ? EventBatch.NO_NUMBER : gone.number(0));
            }
            isHeld(store, "n/kept");
            assertThat(store.health()).isEqualTo(Health.OPEN);
            EventBatch next = MvStores.batch(List.of(at("next", 1)));
            assertThat(store.append(next)).isEqualTo(before + 1);
            assertThat(next.number(0)).as("numbers used up").isEqualTo(gone.number(0) + 1);
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            isHeld(store, "n/kept", "n/next");
            assertThat(MvStores.track(store, "kept")).hasSize(1);
        }
    }

    /** A batch of new objects that goes wrong at any place: there is a number that has ended, or an object twice. */
    private static EventBatch refused(int round, int endedNumber) {
        EventBatch batch = new EventBatch().clear("n" + round % 7);
        int wrong = 1 + round / 2 % (PLACES - 1);
        for (int i = 0; i < PLACES; i++) {
            boolean twice = i == wrong && round % 2 == 0;
            int number = i == wrong && !twice ? endedNumber : EventBatch.NO_NUMBER;
            int object = batch.addObject((twice ? 0 : i) + "-" + round, number, false);
            batch.addPosition(object, i, 1, 1, 1, Event.NO_METADATA);
        }
        return batch;
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void whatThrowsWhenABatchIsTakenLeavesNoObject(Thrown thrown) {
        Registry registry = new Registry(0);
        registry.add(List.of(registry.make("n", "kept", 0)), () -> {});
        for (int round = 0; round < ROUNDS; round++) {
            List<ObjectName> added = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                added.add(registry.make("n" + i % 2, "o" + i + "-" + round, i));
            }
            assertThatThrownBy(() -> registry.add(added, () -> GuardTest.<RuntimeException>sneak(thrown.make.get())))
                    .hasMessage("injected");
            assertThat(added).allMatch(name -> name.erased && registry.find(name.namespace, name.objectId) == null);
        }
        assertThat(registry.size()).isEqualTo(1);
        assertThat(registry.numbers()).containsExactly(1);
        assertThat(registry.make("n", "next", 0).number).isEqualTo(2);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void aDiskThatThrowsAnythingAtAnyCallFailsTheStoreAndHangsNobody(Thrown thrown) throws Exception {
        for (FaultyDisk.Call call : FaultyDisk.Call.values()) {
            for (int n = 0; n < 8; n++) {
                fails(Files.createDirectory(directory.resolve(call + "-" + n)), call, n, thrown);
            }
        }
    }

    private void fails(Path home, FaultyDisk.Call call, int n, Thrown thrown) {
        FaultyDisk.heal();
        List<Long> acknowledged = new ArrayList<>();
        MvTrajectoryStore store = open(home, Durability.ALWAYS);
        StoreAppends.position(store, "n", "gone", 1, 1, 1, 1, Event.NO_METADATA);
        FaultyDisk.failWith(thrown.make);
        FaultyDisk.failFrom(call, n, false);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        store.awaitDurable(StoreAppends.position(store, "n", "o", i, 1, 1, 1, Event.NO_METADATA));
                        acknowledged.add((long) i);
                        if (i == 2) {
                            store.awaitDurable(store.erase("n", "gone"));
                        }
                    }
                })
                .isInstanceOf(StoreFailedException.class)
                .hasStackTraceContaining("injected");
        assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
        beginsWith(acknowledged, MvStores.track(store, "o"));
        assertThatThrownBy(() -> store.erase("n")).isInstanceOf(StoreFailedException.class);
        FaultyDisk.heal();
        store.close();
        try (MvTrajectoryStore again = open(home, Durability.ALWAYS)) {
            beginsWith(acknowledged, MvStores.track(again, "o"));
            assertThat(acknowledged.size() <= 3 || MvStores.track(again, "gone").isEmpty())
                    .isTrue();
        }
    }

    private static void beginsWith(List<Long> acknowledged, List<Seen> events) {
        List<Long> times = events.stream().map(Seen::timestampMicros).toList();
        assertThat(times.subList(0, Math.min(times.size(), acknowledged.size())))
                .isEqualTo(acknowledged);
    }

    @Test
    void aMoveThatCannotReadIsTriedAgainAndTheStoreTakesWritesMeanwhile() {
        int rows = 3_000;
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            for (int i = 0; i < rows; i++) {
                StoreAppends.position(store, "n", "o" + i % 3, i, i % 180, 1, 1, new byte[1_000]);
            }
            store.compact();
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            FaultyDisk.failReads();
            for (int i = 0; i < 30; i++) { // late ones belong into blocks that must be read
                StoreAppends.position(store, "n", "o1", i, 7, 7, 7, Event.NO_METADATA);
            }
            await(store, Health.State.DEGRADED);
            assertThat(store.health().acceptsWrites()).isTrue();
            StoreAppends.position(store, "n", "o1", 1, 8, 8, 8, Event.NO_METADATA);
            store.sync();
            assertThatThrownBy(() -> MvStores.track(store, "o2")).isInstanceOf(StoreException.class);
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            FaultyDisk.heal();
            await(store, Health.State.OPEN);
            assertThat(MvStores.track(store, "o1")).hasSize(rows / 3 + 31);
        } finally {
            FaultyDisk.heal();
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            assertThat(MvStores.track(store, "o1")).hasSize(rows / 3 + 31);
            assertThat(store.verify().problems()).isEmpty();
            assertThat(store.stats().details()).containsEntry("records", rows + 31L);
        }
    }

    private static void await(MvTrajectoryStore store, Health.State state) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (store.health().state() != state) {
            assertThat(System.nanoTime()).as("never %s", state).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
