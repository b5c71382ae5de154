package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells follow the density of the objects. */
class CellFitTest {
    private static final int CHOSEN = 32;

    private final GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
    private final Random random = new Random(3);

    private int bits() {
        return (int) index.stats().get("bits");
    }

    private void insertUniformly(int first, int count, double degrees) {
        for (int handle = first; handle < first + count; handle++) {
            index.insert(handle, degrees * random.nextDouble(), degrees * random.nextDouble(), Double.NaN);
        }
    }

    private static Block block(double[] lons, double[] lats) {
        Block block = new Block();
        for (int handle = 0; handle < lons.length; handle++) {
            block.add(handle, new double[] {lons[handle], lats[handle], Double.NaN});
        }
        return block;
    }

    @Test
    void aFewObjectsAreNotLookedAt() {
        insertUniformly(0, 1000, 90);
        assertThat(bits()).isEqualTo(CHOSEN);
    }

    @Test
    void sparseObjectsGetLargeCells() {
        insertUniformly(0, 20_000, 60);
        // 16 objects in 60² / 20,000 * 16 square degrees: cells of 1.7°, geohashes of 14 or 15 bits.
        assertThat(bits()).isBetween(13, 16);
        GridInvariants.check(index.grid());
        assertThat((Long) index.stats().get("bytes")).isLessThan(80L * index.size());
    }

    @Test
    void denseObjectsGetSmallCells() {
        insertUniformly(0, 40_000, 0.02);
        assertThat(bits()).isBetween(37, 40);
        GridInvariants.check(index.grid());
    }

    @Test
    void cellsShrinkWhereMoreObjectsCome() {
        insertUniformly(0, 2_000, 10);
        int before = bits();
        insertUniformly(2_000, 100_000, 10);
        assertThat(bits()).isGreaterThan(before);
        GridInvariants.check(index.grid());
    }

    @Test
    void aCrowdInOnePlaceDoesNotDecide() {
        for (int handle = 0; handle < 3_000; handle++) {
            index.insert(handle, 7, 7, Double.NaN);
        }
        assertThat(bits()).isEqualTo(CHOSEN);
        insertUniformly(3_000, 20_000, 60);
        assertThat(bits()).isBetween(13, 16);
        GridInvariants.check(index.grid());
    }

    @Test
    void chosenCellsStay() {
        GeohashIndex chosen = new GeohashIndex(GeohashIndexOptions.ofCellMeters(400));
        for (int handle = 0; handle < 5_000; handle++) {
            chosen.insert(handle, 90 * random.nextDouble(), 90 * random.nextDouble(), Double.NaN);
        }
        assertThat(chosen.stats()).containsEntry("bits", CHOSEN);
    }

    @Test
    void clearBeginsAnew() {
        insertUniformly(0, 20_000, 60);
        index.clear();
        assertThat(bits()).isEqualTo(CHOSEN);
        insertUniformly(0, 20_000, 60);
        assertThat(bits()).isBetween(13, 16);
    }

    @Test
    void aBlockIsLoadedIntoCellsThatFitIt() {
        int size = 20_000;
        double[] lons = random.doubles(size, -60, 60).toArray();
        double[] lats = random.doubles(size, -30, 30).toArray();
        index.insert(size, 1, 1, Double.NaN);
        index.bulkLoad(block(lons, lats));
        assertThat(bits()).isBetween(11, 15);
        assertThat(index.size()).isEqualTo(size + 1);
        GridInvariants.check(index.grid());
        boolean[] seen = new boolean[size + 1];
        assertThat(index.search(Boxes.of(-180, -90, 180, 90), (handle, lon, lat, alt) -> {
                    assertThat(seen[handle]).isFalse();
                    assertThat(handle == size || (lon == lons[handle] && lat == lats[handle]))
                            .isTrue();
                    seen[handle] = true;
                    return true;
                }))
                .isTrue();
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void aBlockInOnePlaceLeavesTheCells() {
        double[] place = new double[5000];
        index.bulkLoad(block(place, place));
        assertThat(bits()).isEqualTo(CHOSEN);
        GridInvariants.check(index.grid());
    }

    @Test
    void anEmptyBlockIsNothing() {
        index.bulkLoad(new Block());
        assertThat(index.size()).isZero();
    }
}
