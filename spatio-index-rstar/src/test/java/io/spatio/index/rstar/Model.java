package io.spatio.index.rstar;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.Metric;
import io.spatio.spi.PositionList;
import io.spatio.spi.Region;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An index beside a map of what must be in it: every change goes to both, every answer is compared. */
final class Model {
    final RStarIndex index;
    final Map<Integer, double[]> positions = new TreeMap<>();

    Model(RStarIndexOptions options) {
        index = new RStarIndex(options);
    }

    void insert(int handle, double[] position) {
        index.insert(handle, position[0], position[1], position[2]);
        positions.put(handle, position);
    }

    void move(int handle, double[] position) {
        double[] old = positions.get(handle);
        index.move(handle, old[0], old[1], old[2], position[0], position[1], position[2]);
        positions.put(handle, position);
    }

    void remove(int handle) {
        double[] old = positions.remove(handle);
        index.remove(handle, old[0], old[1], old[2]);
    }

    void bulkLoad(Map<Integer, double[]> block) {
        index.bulkLoad(block(block));
        positions.putAll(block);
    }

    void clear() {
        index.clear();
        positions.clear();
    }

    void checkSearch(Region region) {
        Set<Integer> found = new HashSet<>();
        assertThat(index.search(region, (handle, lon, lat, alt) -> {
                    assertThat(found.add(handle)).as("handle %s once", handle).isTrue();
                    assertSame(handle, lon, lat, alt);
                    return true;
                }))
                .isTrue();
        Set<Integer> wanted = new HashSet<>();
        positions.forEach((handle, p) -> {
            if (region.contains(p[0], p[1], p[2])) {
                wanted.add(handle);
            }
        });
        assertThat(found).as("found in %s", region).isEqualTo(wanted);
    }

    void checkNearest(Metric metric, int count) {
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        Set<Integer> offered = new HashSet<>();
        index.nearest(metric, (handle, lon, lat, alt) -> {
            assertThat(offered.add(handle)).as("handle %s once", handle).isTrue();
            assertSame(handle, lon, lat, alt);
            double distance = metric.distance(lon, lat, alt);
            if (distance < nearest[count - 1]) {
                nearest[count - 1] = distance;
                Arrays.sort(nearest);
            }
            return nearest[count - 1];
        });
        positions.forEach((handle, p) -> {
            if (metric.distance(p[0], p[1], p[2]) <= nearest[count - 1]) {
                assertThat(offered).as("nearest %s of %s", count, metric).contains(handle);
            }
        });
    }

    private void assertSame(int handle, double lon, double lat, double alt) {
        assertThat(new double[] {lon, lat, alt}).as("position of %s", handle).isEqualTo(positions.get(handle));
    }

    void checkStructure() {
        assertThat(index.size()).isEqualTo(positions.size());
        TreeInvariants.check(index);
    }

    private static PositionList block(Map<Integer, double[]> positions) {
        PositionList block = new PositionList(positions.size());
        positions.forEach((handle, point) -> block.add(handle, point[0], point[1], point[2]));
        return block;
    }
}
