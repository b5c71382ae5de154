package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.EventTransfer;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.core.memory.MemoryTrajectoryStoreProvider;
import io.spatio.error.StoreFullException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.ForwardingTrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A namespace that holds nothing costs nothing, however it came to that; and what speaks of it goes on working. */
class EmptyNamespacesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Position HERE = Position.of(1, 1);

    private final TestClock clock = new TestClock(NOON);
    private final List<CountedIndex> indexes = new ArrayList<>();
    private boolean full;
    private final Engine engine = engine();
    private final NamespaceRegistry registry = new NamespaceRegistry(engine, new IndexFactory() {
        @Override
        public String typeFor(String namespace) {
            return "counted";
        }

        @Override
        public SpatialIndex create(String namespace) {
            indexes.add(new CountedIndex());
            return indexes.get(indexes.size() - 1);
        }
    });

    private Engine engine() {
        MemoryTrajectoryStoreProvider memory = new MemoryTrajectoryStoreProvider();
        StoreContext context = StoreContext.inMemory().withClock(clock);
        return new Engine(
                new ForwardingTrajectoryStore(memory.open(Options.defaults(memory.options()), context)) {
                    @Override
                    public long append(EventBatch batch) {
                        if (full) {
                            throw new StoreFullException("full");
                        }
                        return super.append(batch);
                    }
                },
                EngineSettings.of(clock));
    }

    private Namespace namespace(String name) {
        return new EmbeddedNamespace(engine, registry, name);
    }

    @AfterEach
    void everyIndexIsClosedOnce() {
        registry.close();
        engine.store.close();
        assertThat(indexes).allMatch(index -> index.closed == 1);
    }

    @Test
    void whateverLeavesNothingLeavesNothing() {
        Map<String, Consumer<Namespace>> deeds = new LinkedHashMap<>();
        deeds.put("erase of what never was", fleet -> fleet.erase("a"));
        deeds.put("drop of what never was", Namespace::drop);
        deeds.put("delete of what never was", fleet -> fleet.delete("a"));
        deeds.put("an empty batch", fleet -> fleet.upsertAll(List.of()));
        deeds.put("an empty trajectory", fleet -> fleet.insertTrajectory("a", List.of()));
        deeds.put("questions", EmptyNamespacesTest::askAll);
        deeds.put("refused writes", this::refusedWrites);
        deeds.put("drop", fleet -> {
            fleet.upsert("a", HERE);
            fleet.drop();
        });
        deeds.put("erase of the last", fleet -> {
            fleet.upsertAll(List.of(Update.of("a", HERE), Update.of("b", HERE)));
            fleet.delete("b");
            fleet.erase("a");
            assertThat(registry.size()).as("a delete is remembered").isEqualTo(1);
            fleet.erase("b");
        });
        deeds.put("deletes beyond the horizon", fleet -> {
            fleet.upsert("a", HERE);
            ((EventTransfer) fleet).putDelete("b", NOON, Optional.of(NOON));
            fleet.delete("a");
            clock.advance(Duration.ofDays(31));
            registry.forgetExpired();
        });
        deeds.put("erase of what is forgotten", fleet -> {
            assertThat(fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 1)).hasSize(1);
            assertThat(fleet.erase("a")).isPositive();
            assertThat(fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 1)).isEmpty();
        });
        deeds.forEach((name, deed) -> {
            deed.accept(namespace("fleet"));
            assertThat(registry.size()).as(name).isZero();
        });
    }

    private static void askAll(Namespace fleet) {
        fleet.get("a");
        fleet.exists("a");
        fleet.getAll(List.of("a"));
        fleet.object("a").get();
        fleet.object("a").delete();
        fleet.forEach(row -> true);
        fleet.query(Area.Box.WORLD, QueryOptions.ALL);
        fleet.knn(HERE, 1);
        fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 1);
        fleet.streamTrajectory("a", Instant.MIN, Instant.MAX).close();
        fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, 1);
        fleet.distanceTo("a", HERE, DistanceMetric.HAVERSINE);
        fleet.convexHull();
    }

    private void refusedWrites(Namespace fleet) {
        full = true;
        List<Runnable> writes = List.of(
                () -> fleet.upsert("a", HERE),
                () -> fleet.object("a").upsert(HERE, Metadata.NONE),
                () -> fleet.upsertAll(List.of(Update.of("a", HERE), Update.of("b", HERE))),
                () -> fleet.insertTrajectory("a", List.of(TrackPoint.of(NOON, HERE))));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(StoreFullException.class);
            assertThat(registry.size()).isZero();
        }
        full = false;
        Metadata large = Metadata.json("\"" + "x".repeat(EngineSettings.DEFAULT_MAX_METADATA_BYTES) + "\"");
        assertThatThrownBy(() -> fleet.upsert("a", HERE, large)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsOfRefusedBatchesAreForgotten() {
        Namespace fleet = namespace("fleet");
        fleet.upsert("stays", HERE);
        full = true;
        for (int batch = 0; batch < 50; batch++) {
            List<Update> updates = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                updates.add(Update.of("refused-" + batch + "-" + i, HERE));
            }
            assertThatThrownBy(() -> fleet.upsertAll(updates)).isInstanceOf(StoreFullException.class);
        }
        NamespaceParts parts = requireNonNull(registry.find("fleet"));
        assertThat(parts.hot().rows.end()).as("rows ever in use at once").isEqualTo(101);
        assertThat(fleet.erase("refused-0-0")).isZero();
        assertThat(fleet.exists("stays")).isTrue();
    }

    @Test
    void handlesAndNamespacesGoOnAfterADrop() {
        Namespace fleet = namespace("fleet");
        fleet.upsertAll(List.of(Update.of("x", HERE), Update.of("y", HERE), Update.of("a", HERE)));
        ObjectHandle a = fleet.object("a");
        assertThat(a.get()).isPresent();
        fleet.drop();
        assertThat(a.get()).isEmpty();
        assertThat(a.delete().ended()).isFalse();
        namespace("fleet").upsert("b", HERE); // its row has a lower number than that of "a" had
        assertThat(a.get()).isEmpty();
        assertThat(fleet.exists("b")).isTrue();
        assertThat(a.upsert(HERE, Metadata.NONE).outcome()).isEqualTo(UpsertOutcome.CREATED);
        assertThat(namespace("fleet").get("a")).isEqualTo(a.get()).isPresent();
        assertThat(fleet.count()).isEqualTo(2);
        fleet.erase("a");
        fleet.erase("b");
        assertThat(registry.size()).isZero();
        assertThat(a.upsert(HERE, Metadata.NONE).outcome()).isEqualTo(UpsertOutcome.CREATED);
        assertThat(fleet.queryBbox(Area.Box.WORLD, QueryOptions.ALL)).hasSize(1);
    }

    /** Objects come and go in many namespaces for long; what is held is what is there. */
    @Test
    void aLongLifeHoldsWhatIsThere() {
        Random random = new Random(Seeds.of("EmptyNamespacesTest"));
        Map<String, Integer> present = new LinkedHashMap<>();
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(8).start();
        while (budget.remains()) {
            String name = "n" + random.nextInt(100_000);
            Namespace fleet = namespace(name);
            fleet.erase("unknown");
            fleet.get("unknown");
            int objects = 1 + random.nextInt(3);
            for (int i = 0; i < objects; i++) {
                fleet.upsert("o" + i, HERE);
            }
            switch (random.nextInt(20)) {
                case 0 -> present.merge(name, objects, Math::max);
                case 1 -> {
                    full = true;
                    assertThatThrownBy(() -> fleet.upsert("refused", HERE)).isInstanceOf(StoreFullException.class);
                    full = false;
                    drop(fleet, present);
                }
                default -> drop(fleet, present);
            }
            assertThat(registry.size()).isEqualTo(present.size());
            if (present.size() > 20) {
                String first = present.keySet().iterator().next();
                for (int i = present.get(first); i-- > 0; ) {
                    namespace(first).erase("o" + i);
                }
                present.remove(first);
            }
        }
    }

    private static void drop(Namespace fleet, Map<String, Integer> present) {
        fleet.drop();
        present.remove(fleet.name());
    }

    /** An index that holds nothing and counts how often it is closed. */
    private static final class CountedIndex implements SpatialIndex {
        private int closed;
        private int size;

        @Override
        public void insert(int handle, double lon, double lat, double alt) {
            size++;
        }

        @Override
        public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {}

        @Override
        public void remove(int handle, double lon, double lat, double alt) {
            size--;
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            for (int handle = 0; handle < size; handle++) {
                visitor.visit(handle, HERE.lon(), HERE.lat(), Double.NaN);
            }
            return true;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void clear() {
            size = 0;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
