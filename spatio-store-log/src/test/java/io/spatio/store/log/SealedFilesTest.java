package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreCorruptException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.TrajectoryStore;
import io.spatio.store.log.segment.SegmentReader;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments and the last-position table: what becomes of them, and of damage to them. */
final class SealedFilesTest {
    private final SimulatedIo io = new SimulatedIo();
    private final Model model = new Model();
    private final Random random = new Random(11);

    private LogTrajectoryStore filled(int flushes) throws IOException {
        LogTrajectoryStore store = Stores.open(io, Durability.NEVER);
        for (int i = 0; i < flushes; i++) {
            for (int j = 0; j < 10; j++) {
                model.position(store, "n", "o" + j % 3, Stores.time(random), Stores.place(random), new byte[0]);
            }
            model.delete(store, "n", "o2", Stores.time(random));
            store.flush();
        }
        return store;
    }

    private static long detail(TrajectoryStore store, String name) {
        return ((Number) store.stats().details().get(name)).longValue();
    }

    private List<String> names(String pattern) {
        List<String> names = new ArrayList<>();
        for (Path path : io.files()) {
            String name = path.getFileName().toString();
            if (name.matches(pattern)) {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    void compactionLeavesOneSegmentAndTheSameAnswers() throws IOException {
        try (LogTrajectoryStore store = filled(20)) {
            assertThat(detail(store, "segments")).isPositive();
            store.compact();
            assertThat(detail(store, "segments")).isEqualTo(1);
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(store.verify().problems()).isEmpty();
        }
        assertThat(names("seg-.*")).hasSize(1);
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            assertThat(store.stats().recovery()).isEmpty();
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void closingManyLogFilesWritesATableAndDeletesThem() throws IOException {
        filled(12).close();
        assertThat(names("last-.*")).hasSize(1);
        assertThat(names("wal-.*")).hasSize(1);
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void whatIsErasedStandsInNoFileAfterCompaction() throws IOException {
        byte[] secret = "a-very-secret-name".getBytes(StandardCharsets.UTF_8);
        LogTrajectoryStore store = filled(3);
        model.position(store, "n", new String(secret, StandardCharsets.UTF_8), 1, new double[] {1, 2, 3}, new byte[0]);
        store.flush();
        model.position(store, "n", new String(secret, StandardCharsets.UTF_8), 2, new double[] {1, 2, 3}, new byte[0]);
        store.close();
        store = Stores.open(io, Durability.NEVER);
        model.erase(store, "n", new String(secret, StandardCharsets.UTF_8));
        model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        store.compact();
        store.sync();
        for (Path path : io.files()) {
            assertThat(new String(io.bytes(path), StandardCharsets.ISO_8859_1))
                    .as(path.toString())
                    .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        }
        store.close();
        try (LogTrajectoryStore again = Stores.open(io, Durability.NEVER)) {
            model.check(again, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(StoreAppends.events(again, "n", new String(secret, StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    /** A dictionary keeps of a name only what the one before does not begin with, so that bytes alone prove nothing. */
    @Test
    void aNameThatIsErasedLeavesTheDictionaryWhereItsNeighboursStay() throws IOException {
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            for (int i = 0; i < 40; i++) {
                model.position(store, "n", "truck-" + (1000 + i), i, Stores.place(random), new byte[0]);
            }
            store.compact();
            assertThat(dictionariesWith("truck-1017")).isEqualTo(1);
            model.erase(store, "n", "truck-1017");
            store.compact();
            assertThat(dictionariesWith("truck-1017")).isZero();
            assertThat(dictionariesWith("truck-1016")).isEqualTo(1);
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private long dictionariesWith(String objectId) throws IOException {
        long count = 0;
        for (String name : names("seg-.*")) {
            try (SegmentReader reader = SegmentReader.open(io, Stores.DIRECTORY.resolve(name))) {
                count += reader.find("n", objectId) >= 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void retentionDropsOldFilesAndNoCurrentPosition() throws IOException {
        filled(5).close();
        LogTrajectoryStoreOptions bounded = new LogTrajectoryStoreOptions(
                Durability.NEVER,
                64 << 10,
                32 << 10,
                Optional.empty(),
                1,
                Duration.ofSeconds(10),
                Duration.ofHours(24));
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = Stores.open(io, bounded, false)) {
                store.compact();
                assertThat(detail(store, "segments")).isEqualTo(1);
                List<String> ids = new ArrayList<>();
                try (EventCursor cursor = store.recover()) {
                    while (cursor.next()) {
                        ids.add(cursor.objectId());
                    }
                }
                assertThat(ids).containsExactlyInAnyOrder("o0", "o1", "o2");
            }
        }
    }

    @Test
    void aLostSegmentOrTableIsRefusedAndSalvaged() throws IOException {
        filled(12).close();
        for (String pattern : List.of("seg-.*", "last-.*")) {
            for (boolean cut : new boolean[] {false, true}) {
                String lost = names(pattern).get(0);
                SimulatedIo damaged = new SimulatedIo();
                for (Path path : io.files()) {
                    byte[] bytes = io.bytes(path);
                    if (!path.endsWith(lost)) {
                        damaged.bytes(path, bytes);
                    } else if (cut) {
                        damaged.bytes(path, java.util.Arrays.copyOf(bytes, bytes.length - 1));
                    }
                }
                assertThatThrownBy(() -> Stores.open(damaged, Durability.NEVER))
                        .isInstanceOf(StoreCorruptException.class)
                        .hasMessageContaining(lost);
                try (LogTrajectoryStore store = Stores.open(damaged, Stores.options(Durability.NEVER), true)) {
                    assertThat(store.stats().recovery()).anyMatch(line -> line.contains(lost));
                    assertThat(StoreAppends.position(store, "n", "p", 1, 1, 1, 1, new byte[0]))
                            .isPositive();
                }
                Stores.open(damaged, Durability.NEVER).close();
            }
        }
    }
}
