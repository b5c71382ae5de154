package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spatio.spi.EventBatch;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one append or erase does, and what it leaves when it is refused. */
class AppendTest {
    @TempDir
    Path directory;

    private static long append(MvTrajectoryStore store, String id, long micros, double lon, String metadata) {
        return StoreAppends.position(store, "n", id, micros, lon, 1, Double.NaN, MvStores.bytes(metadata));
    }

    private static List<Seen> track(MvTrajectoryStore store, String id) {
        return Seen.all(store.read(ReadRequest.of("n", id)));
    }

    @Test
    void numbersOfOthersAndOfErasedObjectsAreMistakes() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            EventBatch batch = MvStores.batch(List.of(MvStores.position("n", "o", 1, 1, 1, 1, "")));
            store.append(batch);
            int number = batch.number(0);
            batch.setNumber(0, number + 1);
            assertThatThrownBy(() -> store.append(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("never given");
            batch.setNumber(0, number);
            store.append(batch);
            store.erase("n", "o");
            assertThatThrownBy(() -> store.append(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has ended");
            assertThat(batch.number(0)).isEqualTo(number);
            assertThat(store.stats().details()).containsEntry("objects", 0);
        }
    }

    @Test
    void neitherAReadNorAnEraseMakesAnObject() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            append(store, "o", 1, 1, "");
            for (int i = 0; i < 1_000; i++) {
                assertThat(track(store, "unknown" + i)).isEmpty();
                assertThat(Seen.all(store.scan(ScanRequest.of("unknown" + i, Region.EVERYWHERE))))
                        .isEmpty();
                assertThat(store.erase("n", "unknown" + i)).isZero();
                assertThat(store.erase("unknown" + i, "o")).isZero();
                assertThat(store.erase("unknown" + i)).isZero();
            }
            assertThat(store.stats().details()).containsEntry("objects", 1).containsEntry("last-sequence", 1L);
            EventBatch next = MvStores.batch(List.of(MvStores.position("n", "p", 1, 1, 1, 1, "")));
            assertThat(store.append(next)).isEqualTo(2);
            assertThat(next.number(0)).isEqualTo(2);
            assertThat(store.erase("n", "o")).isEqualTo(3);
            assertThat(store.erase("n", "o")).isZero();
            assertThat(store.erase("n")).isEqualTo(4);
            assertThat(store.erase("n")).isZero();
            assertThat(store.append(MvStores.batch(List.of()))).isEqualTo(4);
        }
    }

    @Test
    void aHistoryOnlyOfDeletesIsErasedWhole() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            StoreAppends.delete(store, "n", "o", 1, 1);
            assertThat(track(store, "o")).hasSize(1);
            assertThat(store.erase("n", "o")).isEqualTo(2);
            assertThat(track(store, "o")).isEmpty();
        }
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThat(track(store, "o")).isEmpty();
            assertThat(store.stats().details()).containsEntry("objects", 0).containsEntry("records", 0L);
        }
    }

    @Test
    void anObjectBeginsAgainWithTheFirstOfItsEventsInABatch() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            EventBatch batch = new EventBatch().clear("n");
            int fresh = batch.addObject("fresh", EventBatch.NO_NUMBER, false);
            int again = batch.addObject("again", EventBatch.NO_NUMBER, true);
            int ends = batch.addObject("ends", EventBatch.NO_NUMBER, true);
            int untouched = batch.addObject("untouched", EventBatch.NO_NUMBER, true);
            append(store, "again", 100, 1, "");
            append(store, "ends", 100, 1, "");
            batch.addPosition(again, 50, 5, 1, Double.NaN, Event.NO_METADATA);
            batch.addPosition(fresh, 10, 1, 1, Double.NaN, Event.NO_METADATA);
            batch.addPosition(ends, 20, 2, 1, Double.NaN, Event.NO_METADATA);
            batch.addPosition(again, 40, 4, 1, Double.NaN, Event.NO_METADATA); // late, and begins nothing
            batch.addPosition(fresh, 5, 0, 1, Double.NaN, Event.NO_METADATA); // late as well
            batch.addDelete(ends, 30, Long.MAX_VALUE);
            assertThat(store.append(batch)).isEqualTo(3);
            assertThat(batch.number(again)).isEqualTo(1);
            assertThat(batch.number(ends)).isEqualTo(2);
            assertThat(batch.number(fresh)).isEqualTo(3);
            assertThat(batch.number(untouched)).isEqualTo(EventBatch.NO_NUMBER);
            areGreatest(store);
        }
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            areGreatest(store);
            store.compact();
            areGreatest(store);
            assertThat(track(store, "again")).extracting(Seen::sequence).containsExactly(6L, 3L, 1L);
            assertThat(track(store, "ends")).extracting(Seen::isDelete).containsExactly(false, true, false);
        }
    }

    private static void areGreatest(MvTrajectoryStore store) {
        assertThat(Seen.all(store.recover()))
                .extracting(Seen::objectId, Seen::sequence, Seen::isDelete)
                .containsExactlyInAnyOrder(
                        tuple("again", 3L, false), tuple("fresh", 4L, false), tuple("ends", 8L, true));
    }

    @Test
    void aBatchBeyondTheLimitIsRefusedWhole() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            Seen large = MvStores.position("n", "o", 1, 1, 1, 1, "\"" + "x".repeat(1 << 20) + "\"");
            List<Seen> events = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                events.add(large);
            }
            assertThatThrownBy(() -> store.append(MvStores.batch(events)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too large");
            assertThat(track(store, "o")).isEmpty();
            store.append(MvStores.batch(events.subList(0, 15)));
            assertThat(track(store, "o")).hasSize(1);
        }
    }
}
