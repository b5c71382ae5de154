package io.spatio.core.engine;

import com.carrotsearch.hppc.IntArrayList;
import io.spatio.Position;
import io.spatio.RowVisitor;
import io.spatio.geometry.LonLat;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Shows every object in an area, in any order, in memory of one number each.
 *
 * <p>The search keeps handles alone. Their rows are read one by one afterwards, when no lock is held, and each is shown if it
 * is in the area then: an object that is there during the whole of it is found by the search and still there. One thread.
 */
final class AreaWalk {
    private final HotState hot;
    private final Region region;
    private final @Nullable Position center;
    private final Cancellation cancellation;
    private final RowState row = new RowState();

    AreaWalk(HotState hot, Region region, @Nullable Position center, Cancellation cancellation) {
        this.hot = hot;
        this.region = region;
        this.center = center;
        this.cancellation = cancellation;
    }

    /** Shows all, until the visitor stops. */
    void show(RowVisitor visitor) {
        long began = hot.began();
        IntArrayList handles = new IntArrayList();
        SearchVisitor finding = (handle, lon, lat, alt) -> {
            if (region.contains(lon, lat, alt)) {
                handles.add(handle);
            }
            return true;
        };
        boolean done = hot.index.search(region, CancellableVisitors.search(finding, cancellation));
        Predicate<RowState> showing =
                CancellableVisitors.rows((RowState found) -> !isInside() || show(visitor, found), cancellation);
        if (!done) {
            hot.forEachPresent(row, showing);
            return;
        }
        for (int i = 0; i < handles.size(); i++) {
            if (hot.readPresent(handles.get(i), row, began) && !showing.test(row)) {
                return;
            }
        }
    }

    private boolean isInside() {
        return region.contains(LonLat.canonicalLon(row.lon, row.lat), LonLat.canonicalLat(row.lat), row.alt);
    }

    private boolean show(RowVisitor visitor, RowState found) {
        found.distance = center == null ? Double.NaN : RowFilter.distance(center, found);
        return visitor.visit(found);
    }
}
