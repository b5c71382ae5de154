package io.spatio.testkit.index;

import io.spatio.spi.Metric;
import io.spatio.spi.Region;
import io.spatio.testkit.harness.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The places and shapes where indexes go wrong, by name. */
public abstract class IndexHardPlaces {
    private static final int MANY = 20_000;

    private final IndexSource source;

    /** Tests the indexes of a source. */
    protected IndexHardPlaces(IndexSource source) {
        this.source = source;
    }

    /** Runs with an index filled one by one, and again with one loaded in bulk. */
    private void withBoth(List<Point> points, Consumer<ModelledIndex> test) {
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            points.forEach(index::insert);
            test.accept(index);
        }
        try (ModelledIndex index = new ModelledIndex(source.create())) {
            index.load(points);
            test.accept(index);
        }
    }

    @Test
    @Spec("finds objects on both sides of the antimeridian and on it")
    void antimeridian() {
        List<Point> points = new ArrayList<>();
        for (double lon : new double[] {-180, 180, 179.9999999, -179.9999999, 179, -179, Math.nextDown(180.0), 0}) {
            for (double lat : new double[] {-90, -45, 0, 1e-9, 45, 89.999, 90}) {
                points.add(Point.of(lon, lat));
            }
        }
        withBoth(points, index -> {
            for (Region region : List.of(
                    BoxRegion.of(179.5, -50, -179.5, 50),
                    BoxRegion.of(180, -90, -180, 90),
                    BoxRegion.of(180, 0, 180, 0),
                    BoxRegion.of(-180, -10, -180, 10),
                    BoxRegion.of(-180, -10, -179, 10),
                    BoxRegion.of(179, -10, 180, 10),
                    BoxRegion.of(1, -90, -1, 90))) {
                index.checkSearch(region);
            }
            index.checkNearest(new PlaneMetric(180, 0), 9);
            index.checkNearest(new PlaneMetric(-180, 0), 9);
            index.checkWithin(new PlaneMetric(179.5, 45), 2);
        });
    }

    @Test
    @Spec("finds objects at and around the poles")
    void poles() {
        List<Point> points = new ArrayList<>();
        for (int lon = -180; lon <= 180; lon += 15) {
            for (double lat : new double[] {-90, -89.9999, -89, 89, 89.9999, 90}) {
                points.add(Point.of(lon, lat));
            }
        }
        withBoth(points, index -> {
            for (Region region : List.of(
                    BoxRegion.of(-180, 89, 180, 90),
                    BoxRegion.of(-180, -90, 180, -89.9),
                    BoxRegion.of(10, 80, 20, 90),
                    BoxRegion.of(30, 90, 40, 90),
                    BoxRegion.of(100, -90, -100, -80),
                    BoxRegion.of(0, 90, 0, 90))) {
                index.checkSearch(region);
            }
            index.checkNearest(new PlaneMetric(0, 90), 30);
            index.checkNearest(new PlaneMetric(0, -90), 5);
        });
    }

    @Test
    @Spec("takes degenerate, tiny, huge and world-wide boxes, edges included")
    void boxesOfEverySize() {
        List<Point> points = new ArrayList<>();
        for (int lon = -180; lon <= 170; lon += 10) {
            for (int lat = -90; lat <= 90; lat += 10) {
                points.add(Point.of(lon, lat));
            }
        }
        points.add(Point.of(Math.nextUp(10.0), 10));
        points.add(Point.of(Math.nextDown(10.0), 10));
        points.add(Point.of(10, Math.nextUp(10.0)));
        withBoth(points, index -> {
            for (Region region : List.of(
                    BoxRegion.of(10, 10, 10, 10),
                    BoxRegion.of(10, 10, 20, 20),
                    BoxRegion.of(10, -90, 10, 90),
                    BoxRegion.of(-180, 10, 180, 10),
                    BoxRegion.of(-180, -90, 180, 90),
                    BoxRegion.of(Math.nextUp(10.0), 10, Math.nextUp(10.0), 10),
                    BoxRegion.of(9.9999999, 9.9999999, 10.0000001, 10.0000001),
                    BoxRegion.of(11, 11, 19, 19),
                    BoxRegion.of(-180, -90, 180, 90).dulled(),
                    Region.EVERYWHERE)) {
                index.checkSearch(region);
            }
        });
    }

    @Test
    @Spec("holds 20,000 objects in one point")
    void allInOnePoint() {
        List<Point> points = java.util.Collections.nCopies(MANY, Point.of(13.4, 52.5));
        withBoth(points, index -> {
            index.checkSize();
            index.checkSearch(BoxRegion.of(13.4, 52.5, 13.4, 52.5));
            index.checkSearch(BoxRegion.of(13.5, 52.5, 14, 53));
            index.checkNearest(new PlaneMetric(13.4, 52.5), 10);
            for (int i = 0; i < 100; i++) {
                index.move(i * 7, Point.of(13.4 + i * 1e-6, 52.5));
                index.remove(MANY - 1 - i);
            }
            index.checkSearch(BoxRegion.of(13.4, 52.5, 13.4, 52.5));
            index.checkWithin(new PlaneMetric(13.4, 52.5), 0);
        });
    }

    @Test
    @Spec("holds 20,000 objects on one meridian, on one parallel and on a diagonal")
    void allOnOneLine() {
        List<Consumer<List<Point>>> lines = List.of(
                all -> fill(all, i -> Point.of(7, i * 0.009 - 90)),
                all -> fill(all, i -> Point.of(i * 0.018 - 180, 48)),
                all -> fill(all, i -> Point.of(i * 0.018 - 180, i * 0.009 - 90)));
        for (Consumer<List<Point>> line : lines) {
            List<Point> points = new ArrayList<>();
            line.accept(points);
            withBoth(points, index -> {
                index.checkSearch(BoxRegion.of(6, -1, 8, 1));
                index.checkSearch(BoxRegion.of(170, -90, -170, 90));
                index.checkSearch(BoxRegion.of(-180, 48, 180, 48));
                index.checkNearest(new PlaneMetric(7, 48), 20);
            });
        }
    }

    @Test
    @Spec("holds a lattice of 20,000 objects put in row by row, the original's best case, and drifting apart")
    void latticeInOrder() {
        List<Point> points = new ArrayList<>();
        fill(points, i -> Point.of(i % 141 * 0.001 + 2, Math.floorDiv(i, 141) * 0.001 + 48));
        withBoth(points, index -> {
            index.checkSearch(BoxRegion.of(2.01, 48.01, 2.02, 48.02));
            for (int handle = 0; handle < MANY; handle += 3) {
                Point from = index.held(handle);
                index.move(handle, Point.of(from.lon() + (handle % 7) * 1e-4, from.lat() - (handle % 5) * 1e-3));
            }
            index.checkSize();
            index.checkSearch(BoxRegion.of(2.01, 48.01, 2.02, 48.02));
            index.checkNearest(new PlaneMetric(2.05, 48.05), 50);
            index.checkSearch(Region.EVERYWHERE);
        });
    }

    @Test
    @Spec("holds dense towns in an empty world")
    void clusters() {
        List<Point> points = new ArrayList<>();
        fill(
                points,
                i -> Point.of(
                        (i % 5) * 70 - 140 + (i / 5) % 63 * 1e-5, (i % 5) * 30 - 60 + Math.floorDiv(i, 315) * 1e-5));
        withBoth(points, index -> {
            index.checkSearch(BoxRegion.of(-140, -60, -139.9999, -59.9999));
            index.checkSearch(BoxRegion.of(-100, -90, -80, 90));
            index.checkNearest(new PlaneMetric(-100, 0), 10);
            index.checkNearest(new PlaneMetric(140.0001, 60.0001), 100);
        });
    }

    @Test
    @Spec("is right where altitudes are absent, equal, mixed and spread over 111 km")
    void altitudes() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            double alt = i % 3 == 0 ? Double.NaN : i % 3 == 1 ? 0 : i * 37.0 - 11_000;
            points.add(Point.of(i % 50 * 0.01, Math.floorDiv(i, 50) * 0.01, alt));
        }
        withBoth(points, index -> {
            index.checkSearch(BoxRegion.of(0, 0, 0.3, 0.3).between(0, 0));
            index.checkSearch(BoxRegion.of(0, 0, 0.3, 0.3).between(1, 100_000));
            index.checkSearch(BoxRegion.of(0, 0, 1, 1).between(-11_000, -1));
            index.checkSearch(BoxRegion.of(0.1, 0.1, 0.1, 0.1).between(-11_000, 100_000));
        });
    }

    @Test
    @Spec("offers all within the shrinking cut-off, ties included, each once, also for a huge k")
    void nearestWithTies() {
        List<Point> points = new ArrayList<>();
        for (int ring = 0; ring < 40; ring++) {
            for (int copy = 0; copy < 8; copy++) {
                points.add(Point.of(10 + ring, 20));
                points.add(Point.of(10 - ring, 20));
                points.add(Point.of(10, 20 + ring));
                points.add(Point.of(10, 20 - ring));
            }
        }
        withBoth(points, index -> {
            Metric metric = new PlaneMetric(10, 20);
            for (int k : new int[] {0, 1, 31, 32, 33, 64, 65, 1000, points.size(), Integer.MAX_VALUE}) {
                index.checkNearest(metric, k);
            }
            for (double distance : new double[] {0, 1, 4, 8.999, 9, 1e9}) {
                index.checkWithin(metric, distance);
            }
        });
    }

    private static void fill(List<Point> points, java.util.function.IntFunction<Point> point) {
        for (int i = 0; i < MANY; i++) {
            points.add(point.apply(i));
        }
    }
}
