package io.spatio.core.engine;

import io.spatio.geometry.LonLat;
import io.spatio.spi.PositionBlock;

/**
 * The rows that hold a position, for an index to load: it reads them where they are, for a copy of all positions would make
 * opening need far more memory than the open database. Nobody else writes. One thread.
 */
final class PresentRows implements PositionBlock {
    private final ObjectTable rows;
    /** Empty where every row holds a position. */
    private final int[] handles;

    private final int size;
    private final RowState row = new RowState();
    private int read = -1;

    /** Those of a table in which {@code present} rows hold a position. */
    PresentRows(ObjectTable rows, int present) {
        this.rows = rows;
        this.size = present;
        this.handles = present == rows.end() ? new int[0] : handles(rows, present);
    }

    private static int[] handles(ObjectTable rows, int present) {
        int[] handles = new int[present];
        RowState row = new RowState();
        int next = 0;
        for (int handle = 0; next < present; handle++) {
            rows.read(handle, row);
            if (row.isPresent()) {
                handles[next++] = handle;
            }
        }
        return handles;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int handle(int i) {
        return handles.length == 0 ? i : handles[i];
    }

    private RowState row(int i) {
        if (i != read) {
            rows.read(handle(i), row);
            read = i;
        }
        return row;
    }

    @Override
    public double lon(int i) {
        RowState at = row(i);
        return LonLat.canonicalLon(at.lon, at.lat);
    }

    @Override
    public double lat(int i) {
        return LonLat.canonicalLat(row(i).lat);
    }

    @Override
    public double alt(int i) {
        return row(i).alt;
    }
}
