package io.spatio.index.geohash;

import io.spatio.spi.PositionBlock;
import java.util.Arrays;

/** A copy of all objects of a frozen grid. One thread only. */
final class GridBlock implements PositionBlock {
    private int[] handles;
    private double[] points;
    private int size;

    private GridBlock(int capacity) {
        handles = new int[capacity];
        points = new double[3 * capacity];
    }

    static GridBlock of(Grid frozen) {
        GridBlock block = new GridBlock(frozen.size());
        TileTable tiles = frozen.directory().tiles();
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            if (tile != null) {
                int[] heads = tile.heads();
                for (int cell = 0; cell < heads.length; cell++) {
                    block.addChain(frozen.buckets(), Tile.head(heads, cell));
                }
            }
        }
        return block;
    }

    private void addChain(Buckets buckets, int head) {
        for (int bucket = head; bucket != Buckets.NONE; bucket = buckets.next(bucket)) {
            for (int i = 0; i < buckets.count(bucket); i++) {
                add(buckets.handle(bucket, i), buckets.lon(bucket, i), buckets.lat(bucket, i), buckets.alt(bucket, i));
            }
        }
    }

    private void add(int handle, double lon, double lat, double alt) {
        if (size == handles.length) {
            handles = Arrays.copyOf(handles, 2 * size + 1);
            points = Arrays.copyOf(points, 3 * handles.length);
        }
        handles[size] = handle;
        points[3 * size] = lon;
        points[3 * size + 1] = lat;
        points[3 * size + 2] = alt;
        size++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int handle(int i) {
        return handles[i];
    }

    @Override
    public double lon(int i) {
        return points[3 * i];
    }

    @Override
    public double lat(int i) {
        return points[3 * i + 1];
    }

    @Override
    public double alt(int i) {
        return points[3 * i + 2];
    }
}
