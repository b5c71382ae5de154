package io.spatio.index.rstar;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.Region;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many nodes a search looks into, and how many there are: counted, not timed. */
class RStarIndexStructureTest {
    private static final int OBJECTS = 20_000;

    private final SplittableRandom random = new SplittableRandom(7);

    /** How altitudes are: a tree of three dimensions degenerates in the first two. */
    private enum Altitudes {
        EQUAL,
        SPREAD,
        ABSENT;

        double next(SplittableRandom random) {
            return switch (this) {
                case EQUAL -> 100;
                case SPREAD -> random.nextDouble(0, 12_000);
                case ABSENT -> Double.NaN;
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Altitudes.class)
    void few_nodes_are_visited_in_a_city_whatever_the_altitudes(Altitudes altitudes) {
        Model inserted = city(altitudes, false);
        Model loaded = city(altitudes, true);
        for (Model model : new Model[] {inserted, loaded}) {
            assertFewVisits(model, 0.005);
            for (int i = 0; i < 5 * OBJECTS; i++) {
                int handle = random.nextInt(OBJECTS);
                double[] to = near(model.positions.get(handle));
                to[2] = altitudes.next(random);
                model.move(handle, to);
            }
            model.checkStructure();
            assertFewVisits(model, 0.005);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void few_nodes_are_visited_in_a_lattice_loaded_in_order(boolean bulk) {
        Model model = filled(Shape.LATTICE_IN_ORDER, bulk);
        assertFewVisits(model, 0.015);
        int leavesBefore = (Integer) model.index.stats().get("leaves");
        int stayed = 0;
        for (int i = 0; i < OBJECTS; i++) {
            int leaf = tree(model).place(i) >> 8;
            model.move(i, near(model.positions.get(i)));
            stayed += tree(model).place(i) >> 8 == leaf ? 1 : 0;
        }
        assertThat(stayed).as("moves within the leaf, of %s", OBJECTS).isGreaterThan(OBJECTS * 3 / 4);
        assertThat((Integer) model.index.stats().get("leaves")).isLessThan(leavesBefore * 2);
        assertFewVisits(model, 0.015);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void all_objects_at_one_point(boolean bulk) {
        Model model = filled(Shape.ALL_EQUAL, bulk);
        model.checkStructure();
        assertThat(visits(model, BoxRegion.of(2.4, 48.85, 2.5, 48.9)))
                .as("beside it")
                .isLessThanOrEqualTo(1);
        assertThat((Integer) model.index.stats().get("height")).isLessThanOrEqualTo(6);
        assertThat((Integer) model.index.stats().get("leaves")).isLessThan(OBJECTS / 16);

        for (int handle = 0; handle < OBJECTS; handle++) {
            model.move(handle, Shape.CITY.point(random, handle));
        }
        model.checkStructure();
        assertFewVisits(model, 0.005);

        for (int handle = 0; handle < OBJECTS; handle++) {
            model.move(handle, Shape.ALL_EQUAL.point(random, handle));
        }
        model.checkStructure();
        for (int handle = 0; handle < OBJECTS; handle++) {
            model.remove(handle);
        }
        model.checkStructure();
        assertThat(model.index.stats()).containsEntry("leaves", 0).containsEntry("inner-nodes", 0);
    }

    @Test
    void a_crowd_at_one_point_does_not_slow_the_search_elsewhere() {
        Model model = city(Altitudes.ABSENT, false);
        for (int i = 0; i < OBJECTS; i++) {
            model.insert(OBJECTS + i, Shape.at(2.45, 48.72));
        }
        for (int i = 0; i < 100; i++) {
            double[] p = Shape.at(random.nextDouble(2.1, 2.4), random.nextDouble(48.8, 49.1));
            assertThat(nearestVisits(model, p)).as("nearest to %s", p).isLessThan(40);
        }
    }

    @Test
    void nodes_are_given_back_over_a_long_run() {
        Model model = city(Altitudes.ABSENT, false);
        long bytesBefore = (Long) model.index.stats().get("bytes");
        for (int round = 0; round < 20; round++) {
            for (int handle = 0; handle < OBJECTS; handle += 2) {
                model.remove(handle);
            }
            for (int handle = 0; handle < OBJECTS; handle += 2) {
                model.insert(handle, Shape.CITY.point(random, handle));
            }
        }
        model.checkStructure();
        int minimum = RStarIndexOptions.DEFAULT.leafCapacity() / 4;
        assertThat((Integer) model.index.stats().get("leaves")).isLessThan(OBJECTS / minimum);
        assertThat((Long) model.index.stats().get("bytes")).isLessThan(bytesBefore * 2);
    }

    @Test
    void leaves_stay_apart_while_everything_wanders() {
        Model model = city(Altitudes.ABSENT, true);
        for (int i = 0; i < 40 * OBJECTS; i++) {
            int handle = random.nextInt(OBJECTS);
            model.move(handle, near(model.positions.get(handle)));
        }
        model.checkStructure();
        assertFewVisits(model, 0.005);
    }

    @Test
    void memory_per_object_stays_below_the_figure() {
        RStarIndex inserted = new RStarIndex(RStarIndexOptions.DEFAULT);
        int objects = 200_000;
        for (int handle = 0; handle < objects; handle++) {
            double[] p = Shape.CITY.point(random, handle);
            inserted.insert(handle, p[0], p[1], p[2]);
        }
        assertThat((Long) inserted.stats().get("bytes")).isLessThan(110L * objects);
    }

    private Model city(Altitudes altitudes, boolean bulk) {
        Model model = new Model(RStarIndexOptions.DEFAULT);
        Map<Integer, double[]> block = new LinkedHashMap<>();
        for (int handle = 0; handle < OBJECTS; handle++) {
            double[] p = Shape.CITY.point(random, handle);
            p[2] = altitudes.next(random);
            block.put(handle, p);
        }
        fill(model, block, bulk);
        return model;
    }

    private Model filled(Shape shape, boolean bulk) {
        Model model = new Model(RStarIndexOptions.DEFAULT);
        Map<Integer, double[]> block = new LinkedHashMap<>();
        for (int handle = 0; handle < OBJECTS; handle++) {
            block.put(handle, shape == Shape.LATTICE_IN_ORDER ? lattice(handle) : shape.point(random, handle));
        }
        fill(model, block, bulk);
        return model;
    }

    /** 20,000 distinct points, row by row. */
    private static double[] lattice(int i) {
        int row = i / 100;
        return Shape.at(i % 100 * 0.01, row * 0.01);
    }

    private static void fill(Model model, Map<Integer, double[]> block, boolean bulk) {
        if (bulk) {
            model.bulkLoad(block);
        } else {
            block.forEach(model::insert);
        }
    }

    private double[] near(double[] from) {
        return Shape.at(from[0] + random.nextDouble(-0.0004, 0.0004), from[1] + random.nextDouble(-0.0003, 0.0003));
    }

    private void assertFewVisits(Model model, double radiusDegrees) {
        long searched = 0;
        long nearest = 0;
        int queries = 200;
        for (int i = 0; i < queries; i++) {
            double[] p = model.positions.get(random.nextInt(OBJECTS));
            searched += visits(model, BoxRegion.around(p[0], p[1], radiusDegrees, radiusDegrees, true));
            nearest += nearestVisits(model, p);
        }
        assertThat(searched / queries).as("nodes per search").isLessThan(20);
        assertThat(nearest / queries).as("nodes per nearest").isLessThan(20);
    }

    private static int visits(Model model, Region region) {
        RegionSearch search = new RegionSearch(tree(model), region, (handle, lon, lat, alt) -> true);
        search.run();
        return search.visitedNodes;
    }

    private static int nearestVisits(Model model, double[] p) {
        WrappedDegrees metric = new WrappedDegrees(p[0], p[1], false);
        double[] best = new double[10];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        NodeQueue queue = NodeQueue.take();
        NearestSearch search = new NearestSearch(tree(model), queue, metric, (handle, lon, lat, alt) -> {
            double distance = metric.distance(lon, lat, alt);
            if (distance < best[9]) {
                best[9] = distance;
                Arrays.sort(best);
            }
            return best[9];
        });
        search.run();
        queue.release();
        return search.visitedNodes;
    }

    private static RStarTree tree(Model model) {
        return Objects.requireNonNull(model.index.tree());
    }
}
