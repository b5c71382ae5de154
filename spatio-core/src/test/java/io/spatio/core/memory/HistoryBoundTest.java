package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** History in memory is bounded, oldest first, and never costs a current position (D20). */
class HistoryBoundTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static int history(Namespace namespace, String objectId) {
        return namespace
                .queryTrajectory(objectId, Instant.MIN, Instant.MAX, Integer.MAX_VALUE)
                .size();
    }

    @Test
    void theOldestRecordsGoFirstAndAreCounted() {
        try (Spatio db =
                Spatio.builder().set("store.memory.history-bytes", "64KiB").build()) {
            Namespace namespace = db.namespace("n");
            namespace.upsert("silent", Position.of(7, 7), Metadata.of("k", "v"), START);
            for (int i = 1; i <= 10_000; i++) {
                namespace.upsert("busy", Position.of(i * 1e-4, 0), Metadata.NONE, START.plusSeconds(i));
            }
            int kept = history(namespace, "busy");
            assertThat(kept).isBetween(500, 64 * 1024 / 56);
            assertThat(namespace
                            .queryTrajectory("busy", Instant.MIN, Instant.MAX, 1)
                            .get(0)
                            .timestamp())
                    .isEqualTo(START.plusSeconds(10_000));
            assertThat(db.stats().store().historyDropped()).isEqualTo(10_000 - kept);
            assertThat(history(namespace, "silent")).isEqualTo(1);
            assertThat(namespace.get("silent")).isPresent();

            // A kept position that is not current any more is dropped at once.
            namespace.upsert("silent", Position.of(8, 8), Metadata.NONE, START.plusSeconds(1));
            assertThat(history(namespace, "silent")).isEqualTo(1);
        }
    }

    @Test
    void withoutRoomForHistoryOnlyCurrentPositionsStay() {
        try (Spatio db = Spatio.builder().set("store.memory.history-bytes", "0").build()) {
            Namespace namespace = db.namespace("n");
            for (int i = 0; i < 100; i++) {
                namespace.upsert("o" + i % 10, Position.of(i, 0), Metadata.NONE, START.plusSeconds(i));
            }
            assertThat(namespace.count()).isEqualTo(10);
            assertThat(history(namespace, "o3")).isEqualTo(1);
            assertThat(namespace.delete("o3").ended()).isTrue();
            assertThat(namespace.get("o4")).isPresent();
        }
    }

    private static long objects(Spatio db) {
        return ((Number) db.stats().store().details().get("objects")).longValue();
    }

    @Test
    void objectsThatComeAndGoAreForgottenBeyondTheHorizon() {
        AtomicReference<Instant> now = new AtomicReference<>(START);
        int perDay = 400;
        try (Spatio db = Spatio.builder()
                .index("rstar")
                .clock(now::get)
                .set("store.memory.history-bytes", "64KiB")
                .build()) {
            Namespace namespace = db.namespace("n");
            namespace.upsert("silent", Position.of(7, 7));
            for (int day = 0; day < 150; day++) {
                for (int i = 0; i < perDay; i++) {
                    String id = "visitor-" + day + "-" + i;
                    namespace.upsert(id, Position.of(i * 0.01, 1));
                    assertThat(namespace.delete(id).ended()).isTrue();
                }
                now.set(now.get().plus(Duration.ofDays(1)));
            }
            // 31 days are remembered, and what a sweep is worth waits for the next.
            assertThat(objects(db)).isBetween(30L * perDay, 2 * (31L * perDay + 4096));
            now.set(now.get().plus(Duration.ofDays(31)));
            for (int i = 0; i < 2_000; i++) { // history of others takes the place of the visitors'
                namespace.upsert("busy", Position.of(i * 0.01, 2));
                now.set(now.get().plusSeconds(1));
            }
            db.maintenance().compact();
            assertThat(objects(db)).isEqualTo(2);
            assertThat(namespace.upsert("visitor-3-3", Position.of(0, 0), Metadata.NONE, START))
                    .extracting(Written::outcome)
                    .isEqualTo(UpsertOutcome.CREATED);
            assertThat(namespace.get("silent")).isPresent();
            assertThat(history(namespace, "visitor-3-3")).isEqualTo(1);
        }
    }

    @Test
    void lateRecordsAreReadInOrder() {
        try (Spatio db = Spatio.memory()) {
            Namespace namespace = db.namespace("n");
            for (int i = 999; i >= 0; i--) {
                namespace.upsert("o", Position.of(i * 1e-3, 0), Metadata.NONE, START.plusSeconds(i));
            }
            assertThat(namespace.queryTrajectory("o", START.plusSeconds(10), START.plusSeconds(12), 10))
                    .extracting(point -> point.position().lon())
                    .containsExactly(0.012, 0.011, 0.01);
        }
    }
}
