package io.spatio.testkit.index;

import io.spatio.spi.PositionBlock;
import java.util.List;

/** Points with consecutive handles, as a block to load. */
record Points(int firstHandle, List<Point> points) implements PositionBlock {
    @Override
    public int size() {
        return points.size();
    }

    @Override
    public int handle(int i) {
        return firstHandle + i;
    }

    @Override
    public double lon(int i) {
        return points.get(i).lon();
    }

    @Override
    public double lat(int i) {
        return points.get(i).lat();
    }

    @Override
    public double alt(int i) {
        return points.get(i).alt();
    }
}
