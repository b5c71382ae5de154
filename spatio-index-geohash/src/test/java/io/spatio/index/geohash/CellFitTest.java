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
}
