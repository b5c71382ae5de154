package io.spatio.testkit.index;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.Metric;
import io.spatio.spi.Region;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The true rows beside a concurrent index, as an engine keeps them: a row changes only in the publication of its change. A
 * reader compares the rows before and after its search; a row that did not change and lies inside must have been found.
 */
final class PublishedRows {
    /** A row; a new object for every change, so that equal references mean no change. */
    private record Row(boolean present, Point point) {}

    private static final Row ABSENT = new Row(false, Point.of(0, 0));

    private final ConcurrentSpatialIndex index;
    private final AtomicReferenceArray<Row> rows;

    PublishedRows(ConcurrentSpatialIndex index, int count) {
        this.index = index;
        rows = new AtomicReferenceArray<>(count);
        for (int handle = 0; handle < count; handle++) {
            rows.set(handle, ABSENT);
        }
    }

    /** Inserts, moves or removes; one thread at a time per handle. */
    void change(int handle, Random random) {
        Row old = rows.get(handle);
        Point at = old.point();
        if (!old.present()) {
            Row next = new Row(true, anywhere(handle, random));
            index.insert(
                    handle, next.point().lon(), next.point().lat(), next.point().alt(), () -> rows.set(handle, next));
        } else if (random.nextInt(50) == 0) {
            index.remove(handle, at.lon(), at.lat(), at.alt(), () -> rows.set(handle, ABSENT));
        } else {
            Point to = random.nextInt(3) == 0
                    ? anywhere(handle, random)
                    : Point.of(at.lon() + random.nextDouble() * 1e-4, Math.min(89, at.lat() + 1e-5));
            Row next = new Row(true, Point.of(to.lon() >= 180 ? -180 : to.lon(), to.lat()));
            Point target = next.point();
            index.move(
                    handle,
                    at.lon(),
                    at.lat(),
                    at.alt(),
                    target.lon(),
                    target.lat(),
                    target.alt(),
                    () -> rows.set(handle, next));
        }
    }

    /** Half of the objects stay in a town across the antimeridian, the others roam. */
    private static Point anywhere(int handle, Random random) {
        if (handle % 2 == 0) {
            double lon = 179.9 + random.nextDouble() * 0.2;
            return Point.of(lon >= 180 ? lon - 360 : lon, random.nextDouble() * 0.2);
        }
        return Point.of(random.nextDouble() * 359 - 180, random.nextDouble() * 160 - 80);
    }

    void checkSearch(Random random) {
        Region region = random.nextBoolean()
                ? BoxRegion.of(179.8, -0.1, -179.8, 0.3)
                : BoxRegion.of(random.nextInt(200) - 180, -80, random.nextInt(100) + 70, 80);
        List<Row> before = snapshot();
        BitSet seen = new BitSet();
        boolean done = index.search(region, (handle, lon, lat, alt) -> {
            assertFalse(seen.get(handle), () -> "a search beside changes visited handle " + handle + " twice");
            seen.set(handle);
            return true;
        });
        if (done) {
            requireUnchanged(before, seen, region + " beside changes", p -> region.contains(p.lon(), p.lat(), p.alt()));
        }
    }

    void checkNearest(Random random) {
        Metric metric = new PlaneMetric(random.nextInt(360) - 180, random.nextInt(100) - 50);
        double distance = random.nextInt(2000);
        List<Row> before = snapshot();
        BitSet seen = new BitSet();
        boolean done = index.nearest(metric, (handle, lon, lat, alt) -> {
            assertFalse(seen.get(handle), () -> "a nearest search beside changes offered handle " + handle + " twice");
            seen.set(handle);
            return distance;
        });
        if (done) {
            requireUnchanged(
                    before,
                    seen,
                    "nearest beside changes",
                    p -> metric.distance(p.lon(), p.lat(), p.alt()) <= distance);
        }
    }

    /** After all changes index and rows agree. */
    void checkAtRest() {
        BitSet seen = new BitSet();
        assertTrue(index.search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
            assertTrue(
                    rows.get(handle).present() && rows.get(handle).point().sameBits(lon, lat, alt),
                    () -> "at rest handle " + handle + " is at another place than it was put last");
            seen.set(handle);
            return true;
        }));
        for (int handle = 0; handle < rows.length(); handle++) {
            if (seen.get(handle) != rows.get(handle).present()) {
                fail("at rest handle " + handle + " is " + (seen.get(handle) ? "still" : "not") + " in the index");
            }
        }
    }

    private List<Row> snapshot() {
        List<Row> copy = new ArrayList<>(rows.length());
        for (int handle = 0; handle < rows.length(); handle++) {
            copy.add(rows.get(handle));
        }
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // one object is one version of the row
    private void requireUnchanged(
            List<Row> before, BitSet seen, String what, java.util.function.Predicate<Point> inside) {
        for (int handle = 0; handle < rows.length(); handle++) {
            Row row = before.get(handle);
            if (row.present() && rows.get(handle) == row && inside.test(row.point()) && !seen.get(handle)) {
                fail(what + " missed handle " + handle + ", which stayed at " + row.point());
            }
        }
    }
}
