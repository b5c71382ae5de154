package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import org.locationtech.jts.index.strtree.STRtree;

/** JTS's packed R-tree: built once, never changed. Its nearest neighbours are so in degrees. */
final class JtsStrTree implements PointIndex {
    private static final String STATIC = "the tree is static";

    private final STRtree tree = new STRtree();
    private boolean built;

    @Override
    public void insert(int object, double lon, double lat) {
        if (built) {
            throw new UnsupportedOperationException(STATIC);
        }
        JtsPoint point = new JtsPoint(object, lon, lat);
        tree.insert(point.envelope(), point);
    }

    @Override
    public void loaded() {
        tree.build();
        built = true;
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        throw new UnsupportedOperationException(STATIC);
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
        JtsPoint place = new JtsPoint(-1, center.lon(), center.lat());
        Object[] found = tree.nearestNeighbour(
                place.envelope(), place, (a, b) -> ((JtsPoint) a.getItem()).degreesTo((JtsPoint) b.getItem()), k);
        for (Object item : found) {
            JtsPoint.handingOn(visitor).visitItem(item);
        }
    }
}
