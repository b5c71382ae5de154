package io.spatio.testkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.Region;
import io.spatio.spi.SpatialIndex;
import io.spatio.testkit.generators.RandomSequences;
import io.spatio.testkit.harness.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every index does with every sequence of calls. */
public abstract class IndexContract {
    private static final int MAX_ACTIONS = 200;

    private final IndexSource source;

    /** Tests the indexes of a source. */
    protected IndexContract(IndexSource source) {
        this.source = source;
    }

    @Test
    @Spec("agrees with brute force after any sequence of insert, move, remove, bulkLoad and clear")
    void agreesWithBruteForce() {
        RandomSequences.check(
                source.name(), IndexGenerators.actions(), MAX_ACTIONS, source.budget(), this::runAgainstModel);
    }

    private void runAgainstModel(List<IndexAction> actions) {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (IndexAction action : actions) {
                action.runOn(index);
                index.checkSize();
            }
            index.checkSearch(Region.EVERYWHERE);
            index.checkNearest(new PlaneMetric(0, 0), Integer.MAX_VALUE);
        }
    }

    @Test
    @Spec("answers nothing when empty, and size() is 0")
    void emptyIndexAnswersNothing() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            index.checkSize();
            index.checkSearch(Region.EVERYWHERE);
            index.checkSearch(BoxRegion.of(170, -10, -170, 10));
            index.checkNearest(new PlaneMetric(0, 0), 10);
        }
    }

    @Test
    @Spec("is empty and usable again after everything was removed, and after clear()")
    void emptiedIndexIsUsable() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 500; i++) {
                    index.insert(Point.of(i * 0.7 - 175, i * 0.3 - 75));
                }
                for (int handle = index.pick(0); handle >= 0; handle = index.pick(handle)) {
                    index.remove(handle);
                }
                assertEquals(0, index.index().size());
                index.checkSearch(Region.EVERYWHERE);
                index.load(List.of(Point.of(1, 1), Point.of(1, 1), Point.of(-180, 5)));
                index.checkSearch(Region.EVERYWHERE);
                index.clear();
                index.checkSize();
                index.checkSearch(Region.EVERYWHERE);
            }
        }
    }

    @Test
    @Spec("holds more than 65,536 objects, and after clear() none of them")
    void manyObjects() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            List<Point> points = new java.util.ArrayList<>();
            for (int i = 0; i < 66_000; i++) {
                points.add(Point.of(i * 0.005 - 170, i % 179 - 89));
            }
            index.load(points);
            for (int i = 0; i < 1_000; i++) {
                index.insert(Point.of(i * 0.1, i * 0.05));
            }
            index.move(66_500, Point.of(-171, 3));
            index.remove(65_536);
            index.checkSize();
            for (int west = -180; west < 180; west += 60) {
                // A concurrent index may give up a search that takes a large part of it.
                index.checkSearch(BoxRegion.of(west, -90, west + 60, 90));
            }
            index.checkSearch(BoxRegion.of(-172, 2, -150, 4));
            index.clear();
            index.checkSize();
            index.checkSearch(Region.EVERYWHERE);
            index.checkNearest(new PlaneMetric(0, 0), 10);
            index.insert(Point.of(1, 1));
            index.checkSearch(Region.EVERYWHERE);
        }
    }

    @Test
    @Spec("stops when the visitor returns false and still returns true")
    void visitorStops() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (int i = 0; i < 1000; i++) {
                index.insert(Point.of(i % 40 - 20, Math.floorDiv(i, 40)));
            }
            for (int after : new int[] {1, 2, 17, 999}) {
                index.checkStop(Region.EVERYWHERE, after);
                index.checkStop(BoxRegion.of(-20, 0, 20, 30), after);
            }
        }
    }

    @Test
    @Spec("loads in bulk into an index that holds others already")
    void bulkLoadAddsToWhatIsThere() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            index.load(List.of());
            for (int block : new int[] {1, 3, 1000, 2, 500}) {
                int base = index.size();
                index.load(java.util.stream.IntStream.range(0, block)
                        .mapToObj(i -> Point.of((base + i) * 0.01 - 10, (base + i) * 0.02 - 20))
                        .toList());
                index.insert(Point.of(base * 0.01, 3));
                index.checkSize();
                index.checkSearch(Region.EVERYWHERE);
                index.checkSearch(BoxRegion.of(-9.9, -19.9, -9, 0));
                index.move(index.pick(base), Point.of(-9.95, -10));
                index.remove(index.pick(base / 2));
                index.checkSearch(BoxRegion.of(-9.96, -11, -9.94, 0));
            }
        }
    }

    @Test
    @Spec("takes sparse and high handles, and handles used again after their removal")
    void sparseHandles() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (int handle : new int[] {900_000, 0, 70_000, 65_536, 31, 32, 33, 1023, 1024}) {
                index.insertAt(handle, Point.of(handle % 360 - 180, handle % 180 - 90));
                index.checkSize();
                index.checkSearch(Region.EVERYWHERE);
            }
            index.remove(900_000);
            index.remove(0);
            index.insertAt(900_000, Point.of(5, 5));
            index.insertAt(0, Point.of(5, 5));
            index.checkSearch(Region.EVERYWHERE);
            index.checkSearch(BoxRegion.of(5, 5, 5, 5));
        }
    }

    @Test
    @Spec("moves a handle to where it is, far away, and back, as often as wanted")
    void movesAnywhere() {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            for (int i = 0; i < 300; i++) {
                index.insert(Point.of(i * 0.001, i * 0.001));
            }
            Point home = index.held(7);
            List<Point> tour = List.of(
                    home,
                    Point.of(-180, 0),
                    Point.of(0, 90),
                    Point.of(179.9999, -89.9),
                    home,
                    Point.of(0, -90),
                    home,
                    Point.of(home.lon(), home.lat(), 100),
                    Point.of(home.lon(), home.lat(), -100),
                    home);
            for (Point stop : tour) {
                index.move(7, stop);
                index.checkSearch(Region.EVERYWHERE);
                index.checkSearch(BoxRegion.of(stop.lon(), stop.lat(), stop.lon(), stop.lat()));
                index.checkNearest(new PlaneMetric(stop.lon(), stop.lat()), 3);
            }
        }
    }

    @Test
    @Spec("says things about itself in stats() under kebab-case names, and closes twice")
    void statsAndClose() {
        SpatialIndex index = source.create();
        index.insert(0, 1, 1, Double.NaN);
        for (String name : index.stats().keySet()) {
            assertTrue(name.matches("[a-z][a-z0-9-]*"), () -> "stats() name \"" + name + "\" is not kebab-case");
        }
        index.close();
        index.close();
    }

    @Test
    @Spec("is made by a provider with a legal name whose options have readable defaults")
    void providerIsWellFormed() {
        String name = source.provider().name();
        assertTrue(name.matches("[a-z][a-z0-9-]*"), () -> "provider name \"" + name + "\" is not [a-z][a-z0-9-]*");
        io.spatio.spi.Options.defaults(source.provider().options());
        assertEquals(name, source.provider().name(), "name() must always be the same");
    }
}
