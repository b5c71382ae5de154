package io.spatio.index.geohash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.PositionList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cells follow the density of the objects. */
class CellFitTest {
    private static final int CHOSEN = 32;
    private static final int FIRST_TILE_BITS = 28;

    private final GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
    private final Random random = new Random(3);

    private int bits() {
        return (int) index.stats().get("bits");
    }

    private int tileBits() {
        return index.grid().cells().tileBits();
    }

    private void insertUniformly(int first, int count, double degrees) {
        for (int handle = first; handle < first + count; handle++) {
            index.insert(handle, degrees * random.nextDouble(), degrees * random.nextDouble(), Double.NaN);
        }
    }

    private static PositionList block(double[] lons, double[] lats) {
        PositionList block = new PositionList();
        for (int handle = 0; handle < lons.length; handle++) {
            block.add(handle, lons[handle], lats[handle], Double.NaN);
        }
        return block;
    }

    @Test
    void aFewObjectsAreNotLookedAt() {
        insertUniformly(0, 1000, 90);
        assertThat(tileBits()).isEqualTo(FIRST_TILE_BITS);
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
        assertThat(tileBits()).isEqualTo(FIRST_TILE_BITS);
        insertUniformly(3_000, 20_000, 60);
        assertThat(bits()).isBetween(13, 16);
        GridInvariants.check(index.grid());
    }

    /** Towns a thousand times as dense as the country around them: no cell is crowded, and few are almost empty. */
    @Test
    void cellsFollowTheDensityOfTheirPlace() {
        int each = 20_000;
        insertUniformly(0, each, 10);
        for (int handle = each; handle < 4 * each; handle++) {
            double town = handle % 40 * 0.25;
            index.insert(handle, town + 0.01 * random.nextDouble(), town + 0.01 * random.nextDouble(), Double.NaN);
        }
        Map<String, Object> stats = index.stats();
        assertThat(largestCell()).isLessThan(8 * CellSystem.MOST_OBJECTS);
        assertThat((Long) stats.get("cell-count")).isLessThan(index.size() / 4);
        assertThat((Long) stats.get("bytes")).isLessThan(72L * index.size());
        GridInvariants.check(index.grid());
    }

    private int largestCell() {
        String largest = (String) ((List<?>) index.stats().get("cells")).get(0);
        return Integer.parseInt(largest.substring(largest.indexOf(' ') + 1));
    }

    @Test
    void cellsMergeWhereObjectsGoAway() {
        int count = 900;
        double[] lons = new double[count];
        double[] lats = new double[count];
        for (int handle = 0; handle < count; handle++) {
            lons[handle] = 5 + 0.004 * random.nextDouble();
            lats[handle] = 5 + 0.004 * random.nextDouble();
            index.insert(handle, lons[handle], lats[handle], Double.NaN);
        }
        int crowded = bits();
        assertThat(largestCell()).isLessThan(4 * CellSystem.MOST_OBJECTS);
        for (int handle = 0; handle < count - 3; handle++) {
            if (handle % 2 == 0) {
                index.remove(handle, lons[handle], lats[handle], Double.NaN);
            } else {
                index.move(handle, lons[handle], lats[handle], Double.NaN, -60 + handle * 0.1, 40, Double.NaN);
            }
            GridInvariants.check(index.grid());
        }
        assertThat(crowded).isGreaterThan(FIRST_TILE_BITS + 3);
        assertThat(bits()).isEqualTo(FIRST_TILE_BITS);
    }

    /** A clump makes its tile a branch; left by most, it is one tile again once the tables have been rebuilt. */
    @Test
    void aBranchLeftByMostMergesAgain() {
        int count = 300;
        for (int handle = 0; handle < count; handle++) {
            index.insert(handle, 5 + handle * 1e-6, 5 + handle % 17 * 1e-6, Double.NaN);
        }
        long key = index.grid().cells().keyOf(Raster.x(5), Raster.y(5));
        Tile tile = requireNonNull(index.grid().directory().tiles().find(key));
        assertThat(tile.isBranch()).isTrue();
        GridInvariants.check(index.grid());
        for (int handle = 20; handle < count; handle++) {
            index.remove(handle, 5 + handle * 1e-6, 5 + handle % 17 * 1e-6, Double.NaN);
        }
        // Enough new tiles to fill the tables.
        for (int handle = count; handle < count + 700; handle++) {
            index.insert(handle, -100 + handle * 0.1, 40, Double.NaN);
        }
        assertThat(tile.isBranch()).isFalse();
        assertThat(tile.count()).isEqualTo(20);
        GridInvariants.check(index.grid());
    }

    /** However often a place is crowded and left again, its cells are cut by the number of objects alone. */
    @Test
    void aCrowdInOnePlaceIsNotCutForEver() {
        int count = 20_000;
        for (int handle = 0; handle < count; handle++) {
            index.insert(handle, -180, 90 - 1e-9, Double.NaN);
        }
        assertThat(bits()).isLessThanOrEqualTo(FIRST_TILE_BITS + 12);
        assertThat(largestCell()).isEqualTo(count);
        assertThat((Long) index.stats().get("bytes")).isLessThan(40L * count);
        for (int handle = 0; handle < count; handle++) {
            index.move(handle, -180, 90 - 1e-9, Double.NaN, 179.99, -90 + 1e-9, 8);
        }
        assertThat(largestCell()).isEqualTo(count);
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
        assertThat(tileBits()).isEqualTo(FIRST_TILE_BITS);
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
        assertThat(tileBits()).isEqualTo(FIRST_TILE_BITS);
        GridInvariants.check(index.grid());
    }

    @Test
    void anEmptyBlockIsNothing() {
        index.bulkLoad(new PositionList());
        assertThat(index.size()).isZero();
    }
}
