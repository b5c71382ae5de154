package io.spatio.benchmarks.structure;

import com.github.davidmoten.rtree2.Entry;
import com.github.davidmoten.rtree2.RTree;
import com.github.davidmoten.rtree2.geometry.Geometries;
import com.github.davidmoten.rtree2.geometry.Point;
import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;

/**
 * rtree2's immutable R*-tree: each change is a new tree. Its nearest neighbours are so in degrees, within a bound that a
 * caller must know.
 */
final class RTree2 implements PointIndex {
    private static final double NEAREST_BOUND_DEGREES = 0.05;

    private RTree<Integer, Point> tree = RTree.star().create();

    @Override
    public void insert(int object, double lon, double lat) {
        tree = tree.add(object, Geometries.point(lon, lat));
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        int size = tree.size();
        tree = tree.delete(object, Geometries.point(oldLon, oldLat));
        if (tree.size() == size) {
            throw new IllegalStateException("object " + object + " was not where it was put");
        }
        insert(object, lon, lat);
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            visit(tree.search(Geometries.rectangle(box.minLon(), box.minLat(), box.maxLon(), box.maxLat())), visitor);
        }
        return true;
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        visit(tree.nearest(Geometries.point(center.lon(), center.lat()), NEAREST_BOUND_DEGREES, k), visitor);
    }

    private static void visit(Iterable<Entry<Integer, Point>> found, SearchVisitor visitor) {
        for (Entry<Integer, Point> entry : found) {
            visitor.visit(entry.value(), entry.geometry().x(), entry.geometry().y(), Double.NaN);
        }
    }
}
