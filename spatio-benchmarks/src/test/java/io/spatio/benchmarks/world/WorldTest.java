package io.spatio.benchmarks.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A world")
class WorldTest {
    @DisplayName("names its objects, and knows them by name")
    @Test
    void idsAndNumbers() {
        World city = Worlds.city(12_346);
        assertThat(city.id(12_345)).isEqualTo("vehicle-00012345").hasSize(16);
        assertThat(city.number(city.id(12_345))).isEqualTo(12_345);
        World lattice = Worlds.lattice(100_000);
        assertThat(lattice.size()).isEqualTo(99_856);
        assertThat(lattice.id(317)).isEqualTo("obj:1:1");
        assertThat(lattice.number("obj:1:1")).isEqualTo(317);
        assertThat(lattice.lon(317)).isEqualTo(0.01);
    }

    @DisplayName("is the same after a file")
    @Test
    void file(@TempDir Path directory) throws IOException {
        World cluster = Worlds.cluster(20_000);
        WorldFile.write(cluster, directory.resolve("world"));
        World read = WorldFile.read(directory.resolve("world"));
        assertThat(read.size()).isEqualTo(cluster.size());
        assertThat(read.side()).isZero();
        for (int object = 0; object < read.size(); object++) {
            assertThat(read.lon(object)).isEqualTo(cluster.lon(object));
            assertThat(read.lat(object)).isEqualTo(cluster.lat(object));
        }
    }

    @DisplayName("moves its objects 14 to 99 m, in a lattice around their places")
    @Test
    void walks() {
        SplitMix random = new SplitMix(1);
        World city = Worlds.city(100);
        Walk walk = new Walk(city);
        World lattice = Worlds.lattice(100);
        Walk around = new Walk(lattice);
        for (int object = 0; object < 100; object++) {
            walk.step(object, random);
            double moved = new BruteForce(city).meters(walk.lon(object), walk.lat(object), object);
            assertThat(moved).isBetween(14.0, 100.0);
            for (int i = 0; i < 10; i++) {
                around.step(object, random);
            }
            double off = new BruteForce(lattice).meters(around.lon(object), around.lat(object), object);
            assertThat(off).isLessThan(57);
        }
    }

    @DisplayName("tells the radius of a given number of hits on average")
    @Test
    void radius() {
        BruteForce truth = new BruteForce(Worlds.city(10_000));
        double radius = truth.radiusOfMeanHits(10);
        assertThat(radius).isCloseTo(243 * Math.sqrt(10), within(80.0));
        assertThat(truth.nearest(2.35, 48.85, 10)).hasSize(10);
        assertThat(truth.within(2.35, 48.85, radius)).allMatch(found -> found.meters() <= radius);
    }
}
