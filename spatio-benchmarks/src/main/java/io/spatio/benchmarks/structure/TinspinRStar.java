package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import org.tinspin.index.Index.BoxEntry;
import org.tinspin.index.Index.BoxIterator;
import org.tinspin.index.Index.BoxIteratorKnn;
import org.tinspin.index.rtree.RTree;

/** The R*-tree of tinspin-indexes, its points boxes of no size; its nearest neighbours are so in degrees. */
final class TinspinRStar implements PointIndex {
    private final RTree<Integer> tree = RTree.createRStar(2);

    @Override
    public void insert(int object, double lon, double lat) {
        double[] point = {lon, lat};
        tree.insert(point, point, object);
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        double[] old = {oldLon, oldLat};
        double[] point = {lon, lat};
        if (!tree.update(old, old, point, point, object)) {
            throw new IllegalStateException("object " + object + " was not where it was put");
        }
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            BoxIterator<Integer> found = tree.queryIntersect(
                    new double[] {box.minLon(), box.minLat()}, new double[] {box.maxLon(), box.maxLat()});
            while (found.hasNext()) {
                visit(found.next(), visitor);
            }
        }
        return true;
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        BoxIteratorKnn<Integer> found = tree.queryKnn(new double[] {center.lon(), center.lat()}, k);
        while (found.hasNext()) {
            visit(found.next(), visitor);
        }
    }

    private static void visit(BoxEntry<Integer> entry, SearchVisitor visitor) {
        double[] point = entry.min();
        visitor.visit(entry.value(), point[0], point[1], Double.NaN);
    }
}
