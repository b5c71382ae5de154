package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import org.locationtech.jts.index.quadtree.Quadtree;

/** JTS's quadtree, which gives a superset of what is asked, and has no nearest neighbours. */
final class JtsQuadtree implements PointIndex {
    private final Quadtree tree = new Quadtree();

    @Override
    public void insert(int object, double lon, double lat) {
        JtsPoint point = new JtsPoint(object, lon, lat);
        tree.insert(point.envelope(), point);
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        JtsPoint old = new JtsPoint(object, oldLon, oldLat);
        if (!tree.remove(old.envelope(), old)) {
            throw new IllegalStateException("object " + object + " was not where it was put");
        }
        insert(object, lon, lat);
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        for (int i = 0; i < region.boxCount(); i++) {
            tree.query(JtsPoint.envelope(region.box(i)), JtsPoint.handingOn(visitor));
        }
        return true;
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        throw new UnsupportedOperationException("the tree has no nearest neighbours");
    }
}
