package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.spi.Region;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the index costs, when it gives up, and how it refuses misuse. */
class GeohashIndexLimitsTest {
    @Test
    void anEmptyIndexCostsUnderOneKibibyte() {
        int count = 20_000;
        GeohashIndex[] indexes = new GeohashIndex[count];
        long before = usedHeap();
        for (int i = 0; i < count; i++) {
            indexes[i] = new GeohashIndex(GeohashIndexOptions.defaults());
        }
        long bytesEach = (usedHeap() - before) / count;
        assertThat(bytesEach).isBetween(64L, 1023L);
        assertThat(indexes[count - 1].size()).isZero();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void anObjectInACityCostsAtMost72Bytes() {
        GeohashIndex index = city(100_000);
        assertThat((Long) index.stats().get("bytes")).isBetween(24L * index.size(), 72L * index.size());
    }

    @Test
    void bucketsAndTilesAreUsedAgain() {
        GeohashIndex index = new GeohashIndex(new GeohashIndexOptions(40));
        double lon = 0;
        index.insert(0, lon, 0, Double.NaN);
        for (int i = 1; i <= 50_000; i++) {
            double next = i * 0.001;
            index.move(0, lon, 0, Double.NaN, next, 0, Double.NaN);
            lon = next;
        }
        assertThat((Long) index.stats().get("bytes")).isLessThan(16_384);
        assertThat(index.stats()).containsEntry("tiles", 1L).containsEntry("cell-count", 1L);
        GridInvariants.check(index.grid());
    }

    @Test
    void clearFreesTheMemory() {
        GeohashIndex index = city(10_000);
        index.clear();
        assertThat((Long) index.stats().get("bytes")).isLessThan(1024);
        assertThat(index.size()).isZero();
        index.insert(5, 1, 2, 3);
        assertThat(index.size()).isOne();
    }

    @Test
    void givesUpWhereTheCallersRowsAreCheaper() {
        GeohashIndex index = city(70_000);
        int[] visits = new int[1];
        assertThat(index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
                    visits[0]++;
                    return true;
                }))
                .isFalse();
        assertThat(visits[0]).isZero();
        assertThat(index.search(Boxes.of(2.1, 48.6, 2.2, 48.7), (handle, lon, lat, alt) -> true))
                .isTrue();
        assertThat(index.nearest(new DegreeMetric(2, 48), (handle, lon, lat, alt) -> Double.POSITIVE_INFINITY))
                .isFalse();
        assertThat(index.nearest(new DegreeMetric(2, 48), (handle, lon, lat, alt) -> 1e-9))
                .isTrue();
    }

    @Test
    void refusesHandlesItDoesNotHold() {
        GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
        index.insert(7, 1, 1, Double.NaN);
        assertThatThrownBy(() -> index.remove(8, 1, 1, Double.NaN)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.remove(7, 50, 1, Double.NaN)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.move(9, 1, 1, Double.NaN, 2, 2, Double.NaN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle = 9");
        GridInvariants.check(index.grid());
        assertThat(index.size()).isOne();
    }

    @Test
    void publishesOncePerChange() {
        GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
        int[] published = new int[1];
        index.insert(1, 10, 10, Double.NaN, () -> published[0]++);
        index.move(1, 10, 10, Double.NaN, 10.00001, 10, 4, () -> published[0]++);
        index.move(1, 10.00001, 10, 4, 10.003, 10, 4, () -> published[0]++);
        index.move(1, 10.003, 10, 4, -100, 50, 4, () -> published[0]++);
        index.remove(1, -100, 50, 4, () -> published[0]++);
        assertThat(published[0]).isEqualTo(5);
        GridInvariants.check(index.grid());
    }

    private static GeohashIndex city(int count) {
        GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
        Random random = new Random(1);
        for (int handle = 0; handle < count; handle++) {
            index.insert(handle, 2.1 + random.nextDouble() * 0.5, 48.6 + random.nextDouble() * 0.5, Double.NaN);
        }
        return index;
    }
}
