package io.spatio.benchmarks.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import io.spatio.benchmarks.world.Worlds;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A structure that is measured")
class PointIndexesTest {
    private final World world = Worlds.city(2_000);
    private final Walk walk = new Walk(world);
    private final SplitMix random = new SplitMix(5);

    static Stream<String> all() {
        return Stream.concat(Stream.of("geohash", "rstar"), PointIndexes.peers().stream());
    }

    private PointIndex loaded(String name) {
        PointIndex index = PointIndexes.of(name);
        for (int object = 0; object < world.size(); object++) {
            index.insert(object, world.lon(object), world.lat(object));
        }
        index.loaded();
        return index;
    }

    @DisplayName("finds what brute force finds, also after moves where it can move")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void findsAll(String name) {
        PointIndex index = loaded(name);
        checkQueries(index);
        if (!name.equals("jts-strtree")) {
            for (int i = 0; i < 5_000; i++) {
                int object = random.below(world.size());
                double lon = walk.lon(object);
                double lat = walk.lat(object);
                walk.step(object, random);
                index.move(object, lon, lat, walk.lon(object), walk.lat(object));
            }
            checkQueries(index);
        }
    }

    private void checkQueries(PointIndex index) {
        for (int i = 0; i < 20; i++) {
            int center = random.below(world.size());
            Region region =
                    Regions.of(Area.circle(Position.of(walk.lon(center), walk.lat(center)), 4_000 * random.unit()));
            Set<Integer> expected = new TreeSet<>();
            for (int object = 0; object < world.size(); object++) {
                if (region.contains(walk.lon(object), walk.lat(object), Double.NaN)) {
                    expected.add(object);
                }
            }
            Set<Integer> found = new TreeSet<>();
            boolean answered = index.search(region, (object, lon, lat, alt) -> {
                if (region.contains(lon, lat, alt)) {
                    assertThat(found.add(object)).isTrue();
                }
                return true;
            });
            assertThat(answered).isTrue();
            assertThat(found).isEqualTo(expected);
        }
    }

    @DisplayName("gives as many nearest points as asked, itself among them")
    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void nearest(String name) {
        PointIndex index = loaded(name);
        Set<Integer> found = new TreeSet<>();
        Position center = Position.of(world.lon(7), world.lat(7));
        if (name.equals("jts-quadtree")) {
            assertThatThrownBy(() -> index.nearest(center, 10, (object, lon, lat, alt) -> true))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        index.nearest(center, 10, (object, lon, lat, alt) -> found.add(object));
        assertThat(found).hasSize(10).contains(7);
    }

    @DisplayName("is known by name")
    @Test
    void names() {
        assertThatThrownBy(() -> PointIndexes.of("kd")).isInstanceOf(IllegalArgumentException.class);
        assertThat(PointIndexes.peers().stream().filter(PointIndexes::isLibrary))
                .doesNotContain("chm-grid");
    }
}
