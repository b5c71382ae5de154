package io.spatio.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SpatialIndex;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.index.IndexFault;
import io.spatio.testkit.index.PlaneMetric;
import io.spatio.testkit.index.ScanIndexProvider;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AssertingSpatialIndexTest {
    private final SpatialIndex locked = index(false);
    private final ConcurrentSpatialIndex concurrent = (ConcurrentSpatialIndex) index(true);

    private static SpatialIndex index(boolean concurrent) {
        return new AssertingSpatialIndexProvider(new ScanIndexProvider(IndexFault.NONE, concurrent))
                .create(Options.defaults(List.of()), IndexContext.of("test"));
    }

    private static void refused(ThrowingCallable call, String breach) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessageContaining(breach);
    }

    @Test
    void letsRightUsePass() {
        locked.insert(0, 1, 2, Double.NaN);
        locked.move(0, 1, 2, Double.NaN, -180, 90 - 1e-9, 5);
        locked.remove(0, -180, 90 - 1e-9, 5);
        locked.insert(0, 0, 90, Double.NaN);
        assertThat(locked.size()).isEqualTo(1);
        locked.clear();
        locked.insert(0, 0, 90, Double.NaN);
        assertThat(locked.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> true))
                .isTrue();
    }

    @Test
    void refusesHandlesUsedWrongly() {
        locked.insert(0, 1, 2, 3);
        refused(() -> locked.insert(0, 1, 2, 3), "in the index already");
        refused(() -> locked.insert(-1, 1, 2, 3), "negative");
        refused(() -> locked.move(1, 1, 2, 3, 4, 5, 6), "not in the index");
        refused(() -> locked.remove(7, 1, 2, 3), "not in the index");
    }

    @Test
    void refusesOldCoordinatesThatAreOffByABit() {
        locked.insert(0, 1, 2, 3);
        refused(() -> locked.move(0, Math.nextUp(1.0), 2, 3, 4, 5, 6), "was put at");
        refused(() -> locked.remove(0, 1, 2, Double.NaN), "was put at");
    }

    @Test
    void refusesCoordinatesThatAreNotCanonical() {
        refused(() -> locked.insert(0, 180, 2, 3), "not canonical");
        refused(() -> locked.insert(1, 5, 90, 3), "not canonical");
        refused(() -> locked.insert(2, -0.0, 1, 3), "not canonical");
        refused(() -> locked.insert(3, 1, -0.0, 3), "not canonical");
        refused(() -> locked.insert(4, Double.NaN, 1, 3), "not canonical");
    }

    @Test
    void refusesCallsOutOfVisitorsAndPublications() {
        locked.insert(0, 1, 2, 3);
        refused(
                () -> locked.search(
                        Region.EVERYWHERE,
                        (handle, lon, lat, alt) -> locked.search(Region.EVERYWHERE, (h, x, y, z) -> true)),
                "visitor");
        refused(() -> concurrent.insert(0, 1, 2, 3, () -> concurrent.insert(1, 1, 2, 3)), "visitor or a publication");
    }

    @Test
    void refusesACutOffThatGrows() {
        locked.insert(0, 1, 2, 3);
        locked.insert(1, 1, 2, 3);
        double[] cutOff = {5};
        refused(() -> locked.nearest(new PlaneMetric(0, 0), (handle, lon, lat, alt) -> ++cutOff[0]), "grew");
    }

    @Test
    void refusesAChangeBesideASearchUnlessTheIndexIsConcurrent() {
        locked.insert(0, 1, 2, 3);
        refused(
                () -> locked.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
                    Threads.runAll(List.of(() -> locked.insert(1, 1, 2, 3)));
                    return true;
                }),
                "beside");
    }

    @Test
    void refusesAHandleUsedAgainUnderASearchThatBeganBefore() {
        SpatialIndex index = new AssertingSpatialIndexProvider(new YieldingProvider())
                .create(Options.defaults(List.of()), IndexContext.of("test"));
        index.insert(0, 1, 2, 3);
        refused(
                () -> index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
                    Threads.runAll(List.of(() -> {
                        index.remove(0, 1, 2, 3);
                        index.insert(0, 1, 2, 3);
                    }));
                    return true;
                }),
                "used again");
    }
}
