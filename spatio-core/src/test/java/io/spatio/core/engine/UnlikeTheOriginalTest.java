package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.error.StoreException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the original's database gets wrong around its lock and its opening; docs/parity.md lists more. */
class UnlikeTheOriginalTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int OBJECTS = 500;

    @TempDir
    private Path directory;

    /** An index that looks at everything, counts how it is filled, and lets something happen in a search. */
    private static final class WatchedIndex implements SpatialIndex {
        private final Map<Integer, double[]> points = new HashMap<>();
        private int inserted;
        private int loads;
        private Runnable inSearch = () -> {};

        @Override
        public void insert(int handle, double lon, double lat, double alt) {
            inserted++;
            points.put(handle, new double[] {lon, lat, alt});
        }

        @Override
        public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
            points.put(handle, new double[] {lon, lat, alt});
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt) {
            points.remove(handle);
        }

        @Override
        public void bulkLoad(PositionBlock block) {
            loads++;
            for (int i = 0; i < block.size(); i++) {
                points.put(block.handle(i), new double[] {block.lon(i), block.lat(i), block.alt(i)});
            }
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            Runnable once = inSearch;
            inSearch = () -> {};
            once.run();
            for (Map.Entry<Integer, double[]> point : points.entrySet()) {
                double[] at = point.getValue();
                if (!visitor.visit(point.getKey(), at[0], at[1], at[2])) {
                    return true;
                }
            }
            return true;
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public void clear() {
            points.clear();
        }
    }

    /** Gives each namespace an index of its own, and remembers them all: one is made to see whether it can be. */
    private static final class WatchedProvider implements SpatialIndexProvider {
        private final List<WatchedIndex> made = new ArrayList<>();

        @Override
        public String name() {
            return "watched";
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            WatchedIndex index = new WatchedIndex();
            made.add(index);
            return index;
        }

        int sum(ToIntFunction<WatchedIndex> count) {
            return made.stream().mapToInt(count).sum();
        }
    }

    /** What another thread answers while this one stands still. */
    private static <T> T meanwhile(Supplier<T> call) {
        try {
            return CompletableFuture.supplyAsync(call).get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("another thread got no answer", e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rstar", "geohash"})
    void aVisitorThatStandsStillHoldsUpNobody(String index) {
        try (Spatio db = Spatio.builder().index(index).build()) {
            Namespace fleet = db.namespace("fleet");
            fleet.upsert("a", Position.of(1, 1), Metadata.NONE, NOON);
            int[] seen = {0};
            fleet.query(Area.Box.WORLD, QueryOptions.ALL, row -> {
                seen[0]++;
                assertThat(meanwhile(() -> fleet.upsert("a", Position.of(2, 2), Metadata.NONE, NOON.plusSeconds(1))))
                        .extracting(Written::outcome)
                        .isEqualTo(UpsertOutcome.APPLIED);
                assertThat(meanwhile(() -> db.namespace("other").upsert("b", Position.of(2, 2))))
                        .extracting(Written::outcome)
                        .isEqualTo(UpsertOutcome.CREATED);
                assertThat(meanwhile(() -> fleet.query(Area.Box.WORLD, QueryOptions.ALL)))
                        .hasSize(1);
                return true;
            });
            assertThat(seen).containsExactly(1);
        }
    }

    @Test
    void aSearchThatStandsStillHoldsUpNoOtherNamespaceAndNoGet() {
        WatchedProvider provider = new WatchedProvider();
        try (Spatio db = Spatio.builder().index(provider).build()) {
            Namespace slow = db.namespace("slow");
            slow.upsert("a", Position.of(1, 1));
            Namespace other = db.namespace("other");
            boolean[] ran = {false};
            Runnable inSearch = () -> {
                assertThat(meanwhile(() -> other.upsert("b", Position.of(2, 2))))
                        .extracting(Written::outcome)
                        .isEqualTo(UpsertOutcome.CREATED);
                assertThat(meanwhile(() -> other.query(Area.Box.WORLD, QueryOptions.ALL)))
                        .hasSize(1);
                assertThat(meanwhile(() -> slow.get("a"))).isPresent();
                ran[0] = true;
            };
            provider.made.forEach(index -> index.inSearch = inSearch);
            assertThat(slow.query(Area.Box.WORLD, QueryOptions.ALL)).hasSize(1);
            assertThat(ran).containsExactly(true);
        }
    }

    private Spatio open(String store, SpatialIndexProvider index) {
        return Spatio.builder()
                .path(directory.resolve("db"))
                .store(store)
                .index(index)
                .build();
    }

    private void fill(String store) {
        try (Spatio db = open(store, new WatchedProvider())) {
            for (int i = 0; i < OBJECTS; i++) {
                db.namespace("fleet").upsert("o" + i, Position.of(i * 0.1, 1), Metadata.NONE, NOON);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void openingLoadsTheIndexInOneGo(String store) {
        fill(store);
        WatchedProvider provider = new WatchedProvider();
        try (Spatio db = open(store, provider)) {
            assertThat(db.namespace("fleet").query(Area.Box.WORLD, QueryOptions.ALL))
                    .hasSize(OBJECTS);
            assertThat(provider.sum(WatchedIndex::size)).isEqualTo(OBJECTS);
            assertThat(provider.sum(index -> index.loads)).isEqualTo(1);
            assertThat(provider.sum(index -> index.inserted)).isZero();
        }
    }

    private Path largest(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource({"log, .log", "mvstore, .mv"})
    void whatCannotBeRecoveredIsNotOpenedEmpty(String store, String suffix) throws IOException {
        fill(store);
        Path file = largest(suffix);
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 0, Math.min(damaged.length, 8192), (byte) 0);
        Files.write(file, damaged);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> open(store, new WatchedProvider())).isInstanceOf(StoreException.class);
        }
        Files.write(file, whole);
        try (Spatio db = open(store, new WatchedProvider())) {
            assertThat(db.stats().store().recovery()).isEmpty();
            assertThat(db.namespace("fleet").count()).isEqualTo(OBJECTS);
        }
    }
}
