package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import org.tinspin.index.Index.PointEntry;
import org.tinspin.index.Index.PointIterator;
import org.tinspin.index.Index.PointIteratorKnn;
import org.tinspin.index.PointMultimap;

/** The point trees of tinspin-indexes; their nearest neighbours are so in degrees. */
final class TinspinPoints implements PointIndex {
    private final PointMultimap<Integer> tree;

    TinspinPoints(PointMultimap<Integer> tree) {
        this.tree = tree;
    }

    @Override
    public void insert(int object, double lon, double lat) {
        tree.insert(new double[] {lon, lat}, object);
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        if (!tree.update(new double[] {oldLon, oldLat}, new double[] {lon, lat}, object)) {
            throw new IllegalStateException("object " + object + " was not where it was put");
        }
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            PointIterator<Integer> found =
                    tree.query(new double[] {box.minLon(), box.minLat()}, new double[] {box.maxLon(), box.maxLat()});
            while (found.hasNext()) {
                visit(found.next(), visitor);
            }
        }
        return true;
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        PointIteratorKnn<Integer> found = tree.queryKnn(new double[] {center.lon(), center.lat()}, k);
        while (found.hasNext()) {
            visit(found.next(), visitor);
        }
    }

    private static void visit(PointEntry<Integer> entry, SearchVisitor visitor) {
        double[] point = entry.point();
        visitor.visit(entry.value(), point[0], point[1], Double.NaN);
    }
}
