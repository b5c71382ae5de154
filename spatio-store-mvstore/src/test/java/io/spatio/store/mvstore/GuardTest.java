package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.StoreContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Throws at any point of an append: nothing is half done, and nobody waits for ever. */
class GuardTest {
    private static final int PLACES = 12;

    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    private MvTrajectoryStore open(Path home, Durability sync) {
        return MvTrajectoryStore.open(MvStores.options(sync), StoreContext.in(home), MvStores.seams(disk));
    }

    private static List<Seen> track(MvTrajectoryStore store, String id) {
        return Seen.all(store.read(store.register("n", id), Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST));
    }

    private static EventBatch batch(MvTrajectoryStore store, int at, Supplier<Throwable> thrown) {
        List<Integer> objects = new ArrayList<>();
        List<Seen> events = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            objects.add(store.register("n", "b" + i));
            events.add(MvStores.position("n", "b" + i, i, 1, 1, 1, ""));
        }
        return new Throwing(new MvStores.Batch(objects, events), at, thrown);
    }

    /** A batch of the caller's that throws when asked for its n-th metadata. */
    private record Throwing(MvStores.Batch batch, int at, Supplier<Throwable> thrown) implements EventBatch {
        @Override
        public int size() {
            return batch.size();
        }

        @Override
        public int object(int i) {
            return batch.object(i);
        }

        @Override
        public long timestampMicros(int i) {
            return batch.timestampMicros(i);
        }

        @Override
        public double lon(int i) {
            return batch.lon(i);
        }

        @Override
        public double lat(int i) {
            return batch.lat(i);
        }

        @Override
        public double alt(int i) {
            return batch.alt(i);
        }

        @Override
        public byte[] metadata(int i) {
            if (i == at) {
                GuardTest.<RuntimeException>sneak(thrown.get());
            }
            return batch.metadata(i);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
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

    @ParameterizedTest
    @EnumSource(Thrown.class)
    void aBatchThatThrowsAtAnyPlaceLeavesNothing(Thrown thrown) {
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            long before = store.append(store.register("n", "o"), 1, 1, 1, 1, Event.NO_METADATA);
            for (int at = 0; at < PLACES; at++) {
                EventBatch batch = batch(store, at, thrown.make);
                assertThatThrownBy(() -> store.append(batch)).hasMessage("injected");
            }
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(store.append(store.register("n", "o"), 2, 1, 1, 1, Event.NO_METADATA))
                    .isEqualTo(before + 1);
            assertThat(Seen.all(store.recover())).hasSize(1);
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            assertThat(track(store, "o")).hasSize(2);
            assertThat(store.stats().details()).containsEntry("objects", 1);
        }
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
        int gone = store.register("n", "gone");
        store.append(gone, 1, 1, 1, 1, Event.NO_METADATA);
        FaultyDisk.failWith(thrown.make);
        FaultyDisk.failFrom(call, n, false);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        store.awaitDurable(store.append(store.register("n", "o"), i, 1, 1, 1, Event.NO_METADATA));
                        acknowledged.add((long) i);
                        if (i == 2) {
                            store.awaitDurable(store.erase(gone));
                        }
                    }
                })
                .isInstanceOf(StoreFailedException.class)
                .hasStackTraceContaining("injected");
        assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
        beginsWith(acknowledged, track(store, "o"));
        assertThatThrownBy(() -> store.erase("n")).isInstanceOf(StoreFailedException.class);
        FaultyDisk.heal();
        store.close();
        try (MvTrajectoryStore again = open(home, Durability.ALWAYS)) {
            beginsWith(acknowledged, track(again, "o"));
            assertThat(acknowledged.size() <= 3 || track(again, "gone").isEmpty())
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
                store.append(store.register("n", "o" + i % 3), i, i % 180, 1, 1, new byte[1_000]);
            }
            store.compact();
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            FaultyDisk.failReads();
            for (int i = 0; i < 30; i++) { // late ones belong into blocks that must be read
                store.append(store.register("n", "o1"), i, 7, 7, 7, Event.NO_METADATA);
            }
            await(store, Health.State.DEGRADED);
            assertThat(store.health().acceptsWrites()).isTrue();
            store.append(store.register("n", "o1"), 1, 8, 8, 8, Event.NO_METADATA);
            store.sync();
            assertThatThrownBy(() -> track(store, "o2")).isInstanceOf(StoreException.class);
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            FaultyDisk.heal();
            await(store, Health.State.OPEN);
            assertThat(track(store, "o1")).hasSize(rows / 3 + 31);
        } finally {
            FaultyDisk.heal();
        }
        try (MvTrajectoryStore store = open(directory, Durability.EVERY_SECOND)) {
            assertThat(track(store, "o1")).hasSize(rows / 3 + 31);
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
