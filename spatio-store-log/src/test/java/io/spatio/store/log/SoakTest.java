package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Metadata;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Objects and namespaces come and go for long, batches are refused, and what is unknown or forgotten is asked for: the tables
 * of the store hold what lives, however much there was. Slots alone grow, by one for 32 erases at the most (ADR 10).
 */
final class SoakTest {
    private static final int LIVING = 50;
    private static final int STEPS = 400;
    private static final byte[] NONE = {};

    private final TestClock clock = new TestClock();
    private SimulatedIo disk = new SimulatedIo();
    private LogTrajectoryStore store = Stores.open(disk, Durability.NEVER, clock);
    private long made;
    private long erased;

    @Test
    void tablesHoldWhatLives() throws IOException {
        try (Loop loop = Loop.begin("SoakTest", 0.5)) {
            for (int id = 0; id < LIVING; id++) {
                position("living", "o" + id, NONE);
            }
            while (loop.goesOn()) {
                for (int i = 0; i < STEPS; i++) {
                    step(loop);
                }
                store.erase("comes-and-goes");
                store.compact();
                check();
                if (loop.random().nextInt(8) == 0) {
                    clock.advance(Duration.ofDays(10));
                    reopen(loop);
                }
            }
        } finally {
            store.close();
        }
    }

    private void position(String namespace, String id, byte[] metadata) {
        made++;
        StoreAppends.position(store, namespace, id, made, (double) (made % 180), 2, 3, metadata);
    }

    private void step(Loop loop) throws IOException {
        Random random = loop.random();
        String id = "passing-" + made;
        switch (random.nextInt(10)) {
            case 0 -> {
                position("living", "o" + random.nextInt(LIVING), NONE);
                position("comes-and-goes", id, NONE);
            }
            case 1, 2 -> {
                position("living", id, NONE);
                assertThat(store.erase("living", id)).isPositive();
                erased++;
            }
            case 3 -> {
                position(id, "o", NONE);
                assertThat(store.erase(id)).isPositive();
                erased++;
            }
            case 4 -> {
                assertThat(store.erase("living", id)).isZero();
                assertThat(store.erase(id, "o")).isZero();
                assertThat(store.erase(id)).isZero();
            }
            case 5, 6 -> refused(id, random);
            case 7 -> {
                String deleted = "deleted-" + random.nextInt(LIVING);
                position("living", deleted, NONE);
                StoreAppends.delete(store, "living", deleted, made, io.spatio.Timestamps.toMicros(clock.instant()));
            }
            case 8 -> {
                if (random.nextInt(20) == 0) {
                    store.flush();
                }
            }
            default -> queries(id, random);
        }
        loop.count("steps", 1);
    }

    private void refused(String id, Random random) {
        EventBatch batch = new EventBatch().clear(random.nextBoolean() ? id : "living");
        for (int i = 0; i < 10; i++) {
            batch.addPosition(batch.addObject(id + i, EventBatch.NO_NUMBER, true), 1, 1, 2, 3, NONE);
        }
        batch.addPosition(0, 1, 1, 2, 3, new byte[Metadata.MAX_BYTES + 1]);
        assertThatThrownBy(() -> store.append(batch)).isInstanceOf(IllegalArgumentException.class);
    }

    private void queries(String unknown, Random random) {
        assertThat(StoreAppends.events(store, "living", unknown)).isEmpty();
        assertThat(StoreAppends.events(store, unknown, unknown)).isEmpty();
        try (EventCursor cursor = store.read(ReadRequest.of("living", "deleted-" + random.nextInt(LIVING)))) {
            while (cursor.next()) {
                assertThat(cursor.namespace()).isEqualTo("living");
            }
        }
        try (EventCursor cursor = store.scan(ScanRequest.of(unknown, Region.EVERYWHERE))) {
            assertThat(cursor.next()).isFalse();
        }
        try (EventCursor cursor = store.scan(ScanRequest.of("living", Region.EVERYWHERE))) {
            for (int row = 0; row < 100 && cursor.next(); row++) {
                assertThat(cursor.objectId()).isNotEmpty();
            }
        }
    }

    private long size(String what) {
        return ((Number) store.stats().details().get(what)).longValue();
    }

    private void check() {
        Map<String, Object> details = store.stats().details();
        assertThat(size("objects")).as("%s", details).isBetween((long) LIVING, 2L * LIVING);
        assertThat(size("tombstones")).as("%s", details).isLessThanOrEqualTo(LIVING);
        assertThat(size("pending-erases")).as("%s", details).isZero();
        assertThat(size("unsealed-records")).as("%s", details).isZero();
        assertThat(size("head-bytes")).as("%s", details).isZero();
        assertThat(size("segments")).as("%s", details).isEqualTo(1);
        assertThat(size("object-slots"))
                .as("%s after %d erases", details, erased)
                .isLessThan(2L * LIVING + STEPS + erased / 16);
        assertThat(disk.files()).as("%s", details).hasSizeLessThan(10);
    }

    /** What was deleted long ago is forgotten then. */
    private void reopen(Loop loop) {
        store.close();
        disk = disk.copy();
        store = Stores.open(disk, Durability.NEVER, clock);
        loop.count("openings", 1);
        assertThat(size("objects")).isBetween((long) LIVING, 2L * LIVING);
    }
}
