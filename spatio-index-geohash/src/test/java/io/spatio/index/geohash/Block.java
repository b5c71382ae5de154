package io.spatio.index.geohash;

import io.spatio.spi.PositionBlock;
import java.util.ArrayList;
import java.util.List;

/** Positions in lists. */
final class Block implements PositionBlock {
    private final List<Integer> handles = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();

    void add(int handle, double[] point) {
        handles.add(handle);
        points.add(point);
    }

    @Override
    public int size() {
        return handles.size();
    }

    @Override
    public int handle(int i) {
        return handles.get(i);
    }

    @Override
    public double lon(int i) {
        return points.get(i)[0];
    }

    @Override
    public double lat(int i) {
        return points.get(i)[1];
    }

    @Override
    public double alt(int i) {
        return points.get(i)[2];
    }
}
