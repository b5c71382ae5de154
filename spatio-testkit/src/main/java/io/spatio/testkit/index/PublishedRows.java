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
    private record Row(boolean present, int handle, Point point) {}

    private final ConcurrentSpatialIndex index;
    private final AtomicReferenceArray<Row> rows;

    PublishedRows(ConcurrentSpatialIndex index, int count) {
        this.index = index;
        rows = new AtomicReferenceArray<>(count);
        for (int object = 0; object < count; object++) {
            rows.set(object, new Row(false, object, Point.of(0, 0)));
        }
    }

    /**
     * Inserts, moves or removes an object; one thread at a time for each. An object that comes again gets a new handle,
     * because a search may still run that began before its removal.
     */
    void change(int object, Random random) {
        Row old = rows.get(object);
        Point at = old.point();
        int handle = old.handle();
        if (!old.present()) {
            Row next = new Row(true, handle, anywhere(object, random));
            Point to = next.point();
            index.insert(handle, to.lon(), to.lat(), to.alt(), () -> rows.set(object, next));
        } else if (random.nextInt(50) == 0) {
            Row gone = new Row(false, handle + rows.length(), at);
            index.remove(handle, at.lon(), at.lat(), at.alt(), () -> rows.set(object, gone));
        } else {
            Point to = random.nextInt(3) == 0 ? anywhere(object, random) : near(at, random);
            Row next = new Row(true, handle, to);
            index.move(
                    handle, at.lon(), at.lat(), at.alt(), to.lon(), to.lat(), to.alt(), () -> rows.set(object, next));
        }
    }

    private static Point near(Point at, Random random) {
        double lon = at.lon() + random.nextDouble() * 1e-4;
        return Point.of(lon >= 180 ? -180 : lon, Math.min(89, at.lat() + 1e-5));
    }

    /** Half of the objects stay in a town across the antimeridian, the others roam. */
    private static Point anywhere(int object, Random random) {
        if (object % 2 == 0) {
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
            Row row = rows.get(handle % rows.length());
            assertTrue(
                    row.present() && row.handle() == handle && row.point().sameBits(lon, lat, alt),
                    () -> "at rest handle " + handle + " is not where it was put last: " + row);
            seen.set(handle);
            return true;
        }));
        for (int object = 0; object < rows.length(); object++) {
            Row row = rows.get(object);
            if (row.present() && !seen.get(row.handle())) {
                fail("at rest the index lacks " + row);
            }
        }
    }

    private List<Row> snapshot() {
        List<Row> copy = new ArrayList<>(rows.length());
        for (int object = 0; object < rows.length(); object++) {
            copy.add(rows.get(object));
        }
        return copy;
    }

    @SuppressWarnings("ReferenceEquality") // one object is one version of the row
    private void requireUnchanged(
            List<Row> before, BitSet seen, String what, java.util.function.Predicate<Point> inside) {
        for (int object = 0; object < rows.length(); object++) {
            Row row = before.get(object);
            boolean stayed = row.present() && rows.get(object) == row;
            if (stayed && inside.test(row.point()) && !seen.get(row.handle())) {
                fail(what + " missed handle " + row.handle() + ", which stayed at " + row.point());
            }
        }
    }
}
