package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Row;
import io.spatio.RowVisitor;
import io.spatio.error.CancelledException;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.Regions;
import io.spatio.index.geohash.GeohashIndexProvider;
import io.spatio.index.rstar.RStarIndexProvider;
import io.spatio.spi.Cancellation;
import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Meter;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects move, go and come while an area is shown: the visitor of the first row moves them. */
class AreaWalkTest {
    private static final Area AREA = Area.box(0, 0, 10, 10);
    private static final Position INSIDE = Position.of(5, 5);
    private static final Position OTHERWHERE_INSIDE = Position.of(1, 9);
    private static final Position OUTSIDE = Position.of(20, 5);

    enum Index {
        RSTAR,
        GEOHASH,
        /** Finds something and gives up then, as an index may that takes changes and searches at the same time. */
        GIVES_UP;

        HotState hotState() {
            return new HotState("fleet", name(), create(), Meter.NONE);
        }

        private SpatialIndex create() {
            return switch (this) {
                case RSTAR -> made(new RStarIndexProvider());
                case GEOHASH -> made(new GeohashIndexProvider());
                case GIVES_UP -> new GivesUp();
            };
        }

        private static SpatialIndex made(SpatialIndexProvider provider) {
            return provider.create(Options.defaults(provider.options()), IndexContext.of("fleet"));
        }
    }

    private static final class GivesUp implements ConcurrentSpatialIndex {
        @Override
        public void insert(int handle, double lon, double lat, double alt, Publication publication) {
            publication.publish();
        }

        @Override
        public void move(
                int handle,
                double oldLon,
                double oldLat,
                double oldAlt,
                double lon,
                double lat,
                double alt,
                Publication publication) {
            publication.publish();
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt, Publication publication) {
            publication.publish();
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            visitor.visit(0, INSIDE.lon(), INSIDE.lat(), Double.NaN);
            return false;
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public void clear() {}
    }

    /** Objects of one namespace, written as the engine writes them. */
    private static final class Fleet {
        private final HotState hot;
        private final AtomicLong sequence = new AtomicLong();

        Fleet(Index index) {
            hot = index.hotState();
        }

        void put(String id, Position place) {
            long next = sequence.incrementAndGet();
            change(id, new RowState().position(place.lon(), place.lat(), place.altOrNaN(), next, next, Metadata.NONE));
        }

        void delete(String id) {
            long next = sequence.incrementAndGet();
            change(id, new RowState().deletion(next, next, next));
        }

        private void change(String id, RowState to) {
            int handle = hot.lockOrAdd(id, -1);
            try {
                RowState from = new RowState();
                hot.rows.read(handle, from);
                hot.change(handle, from, to);
            } finally {
                hot.rows.unlock(handle);
            }
        }

        void erase(String id) {
            delete(id);
            int handle = hot.lockIfPresent(id);
            hot.ids.remove(id, handle);
            hot.rows.unlock(handle);
        }

        void show(Area area, RowVisitor visitor) {
            new AreaWalk(hot, Regions.of(area), Queries.centerOf(area), Cancellation.NONE).show(visitor);
        }

        /** Shows the area, does something when the first row is shown, and tells where each was shown. */
        Map<String, Position> showAnd(Runnable meanwhile) {
            Map<String, Position> shown = new HashMap<>();
            show(AREA, row -> {
                assertThat(shown.put(row.objectId(), position(row)))
                        .as("shown once")
                        .isNull();
                if (shown.size() == 1) {
                    meanwhile.run();
                }
                return true;
            });
            return shown;
        }
    }

    private static Position position(Row row) {
        return new Position(row.lon(), row.lat(), row.altOrNaN());
    }

    /** The other of two objects than the one that was shown first. */
    private static String other(@Nullable String first) {
        return "a".equals(first) ? "b" : "a";
    }

    /** Two objects inside, and what happens to the one that is not shown first. */
    private interface Meanwhile {
        void happens(Fleet fleet, String id);
    }

    private static Map<String, Position> shownOfTwo(Fleet fleet, Meanwhile meanwhile) {
        fleet.put("a", INSIDE);
        fleet.put("b", INSIDE);
        Map<String, Position> shown = new HashMap<>();
        fleet.show(AREA, row -> {
            if (shown.isEmpty()) {
                meanwhile.happens(fleet, other(row.objectId()));
            }
            assertThat(shown.put(row.objectId(), position(row)))
                    .as("shown once")
                    .isNull();
            return true;
        });
        return shown;
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatMovesWithinTheAreaIsShownWhereItIsThen(Index index) {
        assertThat(shownOfTwo(new Fleet(index), (fleet, id) -> fleet.put(id, OTHERWHERE_INSIDE)))
                .hasSize(2)
                .containsValues(INSIDE, OTHERWHERE_INSIDE);
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatLeavesBeforeItsTurnIsNotShown(Index index) {
        assertThat(shownOfTwo(new Fleet(index), (fleet, id) -> fleet.put(id, OUTSIDE)))
                .hasSize(1)
                .containsValue(INSIDE);
        assertThat(shownOfTwo(new Fleet(index), Fleet::delete)).hasSize(1).containsValue(INSIDE);
        assertThat(shownOfTwo(new Fleet(index), Fleet::erase)).hasSize(1).containsValue(INSIDE);
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatLeavesAndComesBackIsShownOnce(Index index) {
        assertThat(shownOfTwo(new Fleet(index), (fleet, id) -> {
                    fleet.put(id, OUTSIDE);
                    fleet.put(id, OTHERWHERE_INSIDE);
                }))
                .containsValues(INSIDE, OTHERWHERE_INSIDE);
    }

    @ParameterizedTest
    @EnumSource
    void theRowThatIsBeingShownMayMoveAway(Index index) {
        Fleet fleet = new Fleet(index);
        fleet.put("a", INSIDE);
        fleet.show(AREA, row -> {
            fleet.put("a", OUTSIDE);
            assertThat(position(row)).isEqualTo(INSIDE);
            return true;
        });
        assertThat(fleet.showAnd(() -> {})).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatComesHidesNoneAndIsShownOnceAtMost(Index index) {
        Fleet fleet = new Fleet(index);
        for (String id : List.of("a", "b", "c")) {
            fleet.put(id, INSIDE);
        }
        fleet.put("comer", OUTSIDE);
        Map<String, Position> shown = fleet.showAnd(() -> {
            fleet.put("comer", INSIDE);
            fleet.put("new", INSIDE);
        });
        assertThat(shown).containsKeys("a", "b", "c");
        assertThat(fleet.showAnd(() -> {})).containsOnlyKeys("a", "b", "c", "comer", "new");
    }

    /** Rows change hands: the object that got another's row has not been there from the beginning. */
    @ParameterizedTest
    @EnumSource
    void anObjectInTheRowOfAnotherIsNotShownTwice(Index index) {
        Fleet fleet = new Fleet(index);
        fleet.put("gone", OUTSIDE);
        fleet.delete("gone");
        for (String id : List.of("a", "b", "c")) {
            fleet.put(id, INSIDE);
        }
        Map<String, Position> shown = fleet.showAnd(() -> {
            fleet.erase("b");
            fleet.erase("a");
            fleet.put("b", INSIDE);
            fleet.put("a", INSIDE);
        });
        assertThat(shown).containsKey("c");
        assertThat(fleet.showAnd(() -> {})).containsOnlyKeys("a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithBruteForce(Index index) {
        long seed = Seeds.of("AreaWalkTest");
        Budget.Running budget = Budget.ofSystemProperty().dividedBy(30).start();
        do {
            Random random = new Random(seed);
            Fleet fleet = new Fleet(index);
            Map<String, Position> places = new HashMap<>();
            int writes = random.nextInt(300);
            for (int i = 0; i < writes; i++) {
                String id = "o" + random.nextInt(200);
                Position place = Position.of(random.nextInt(19) * 20 - 180, random.nextInt(19) * 10 - 90);
                fleet.put(id, place);
                places.put(id, place);
            }
            double west = random.nextInt(36) * 10 - 180;
            double east = random.nextInt(36) * 10 - 180;
            double south = random.nextInt(18) * 10 - 90;
            Area area = Area.box(west, south, east, south + 10);
            places.values().removeIf(place -> !isInside(place, west, south, east));
            Map<String, Position> shown = new HashMap<>();
            fleet.show(area, row -> shown.put(row.objectId(), position(row)) == null);
            assertThat(shown).as("seed %s, %s", seed, area).isEqualTo(places);
            seed++;
        } while (budget.remains());
    }

    private static boolean isInside(Position place, double west, double south, double east) {
        if (place.lat() < south || place.lat() > south + 10) {
            return false;
        }
        return Math.abs(place.lat()) == 90
                || isBetween(place.lon(), west, east)
                || (Math.abs(place.lon()) == 180 && isBetween(-place.lon(), west, east));
    }

    private static boolean isBetween(double lon, double west, double east) {
        return west <= east ? west <= lon && lon <= east : lon >= west || lon <= east;
    }

    @ParameterizedTest
    @EnumSource
    void distancesAreToldWhereThereIsACentre(Index index) {
        Fleet fleet = new Fleet(index);
        fleet.put("a", INSIDE);
        Position center = Position.of(5, 4.5);
        List<Double> distances = new ArrayList<>();
        fleet.show(Area.circle(center, 100_000), row -> distances.add(row.distanceMeters()));
        fleet.show(AREA, row -> distances.add(row.distanceMeters()));
        assertThat(distances).containsExactly(Haversine.meters(center, INSIDE), Double.NaN);
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorThatStopsSeesNoMore(Index index) {
        Fleet fleet = new Fleet(index);
        for (int i = 0; i < 10; i++) {
            fleet.put("o" + i, INSIDE);
        }
        List<String> seen = new ArrayList<>();
        fleet.show(AREA, row -> {
            seen.add(row.objectId());
            return seen.size() < 3;
        });
        assertThat(seen).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aWalkThatIsCancelledWhileRowsAreShownEnds(Index index) {
        Fleet fleet = new Fleet(index);
        int objects = 1500;
        for (int i = 0; i < objects; i++) {
            fleet.put("o" + i, INSIDE);
        }
        CancelToken token = CancelToken.create();
        List<String> seen = new ArrayList<>();
        AreaWalk walk = new AreaWalk(fleet.hot, Regions.of(AREA), null, Cancellation.of(Deadline.NONE, token));
        assertThatThrownBy(() -> walk.show(row -> {
                    token.cancel();
                    return seen.add(row.objectId());
                }))
                .isInstanceOf(CancelledException.class);
        assertThat(seen).hasSizeBetween(1, objects - 1);
    }

    /** Objects that stay inside, objects that cross the border and objects that come and go, beside walks. */
    @ParameterizedTest
    @EnumSource
    void whatStaysInsideIsShownOnceHoweverFastItMoves(Index index) {
        long seed = Seeds.of("AreaWalkTest threads");
        Fleet fleet = new Fleet(index);
        List<String> staying = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            staying.add("stays-" + i);
            fleet.put("stays-" + i, INSIDE);
            fleet.put("crosses-" + i, OUTSIDE);
        }
        AtomicBoolean done = new AtomicBoolean();
        Threads.Task moving = () -> {
            Random random = new Random(seed);
            while (!done.get()) {
                int i = random.nextInt(50);
                fleet.put("stays-" + i, Position.of(random.nextDouble() * 10, random.nextDouble() * 10));
                fleet.put("crosses-" + i, random.nextBoolean() ? OUTSIDE : INSIDE);
                if (random.nextBoolean()) {
                    fleet.put("comes-" + i, INSIDE);
                    fleet.erase("comes-" + random.nextInt(50));
                }
            }
        };
        Threads.runAll(List.of(moving, () -> {
            try {
                Budget.Running budget = Budget.ofSystemProperty().dividedBy(20).start();
                do {
                    walkBeside(fleet, staying);
                } while (budget.remains());
            } finally {
                done.set(true);
            }
        }));
    }

    private static void walkBeside(Fleet fleet, List<String> staying) {
        List<String> shown = new ArrayList<>();
        fleet.show(AREA, row -> {
            assertThat(row.lon()).isBetween(0.0, 10.0);
            assertThat(row.lat()).isBetween(0.0, 10.0);
            return shown.add(row.objectId());
        });
        assertThat(shown).containsAll(staying).doesNotHaveDuplicates();
        assertThat(Collections.frequency(shown, staying.get(0))).isEqualTo(1);
    }
}
