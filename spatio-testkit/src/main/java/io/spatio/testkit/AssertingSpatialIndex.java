package io.spatio.testkit;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.testkit.index.HandleLedger;
import java.util.Map;

/**
 * An index that checks how it is used and lets another do the work: handles inserted once, moved and removed with the
 * coordinates given last, bit for bit; canonical coordinates; no change beside a change or a search; no call out of a
 * visitor; a cut-off that never grows. A breach is an AssertionError that says what the engine did.
 */
public class AssertingSpatialIndex implements SpatialIndex {
    private final SpatialIndex index;
    private final HandleLedger ledger;

    /** Checks the use of an index that the engine locks. */
    public AssertingSpatialIndex(SpatialIndex index) {
        this(index, new HandleLedger(false));
    }

    AssertingSpatialIndex(SpatialIndex index, HandleLedger ledger) {
        this.index = index;
        this.ledger = ledger;
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt) {
        ledger.change(handle, () -> {
            ledger.insert(handle, lon, lat, alt);
            index.insert(handle, lon, lat, alt);
        });
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        ledger.change(handle, () -> {
            ledger.move(handle, oldLon, oldLat, oldAlt, lon, lat, alt);
            index.move(handle, oldLon, oldLat, oldAlt, lon, lat, alt);
        });
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt) {
        ledger.change(handle, () -> {
            ledger.remove(handle, lon, lat, alt);
            index.remove(handle, lon, lat, alt);
        });
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        return ledger.search(() -> index.search(
                region, (handle, lon, lat, alt) -> ledger.during(() -> visitor.visit(handle, lon, lat, alt))));
    }

    @Override
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        double[] last = {Double.POSITIVE_INFINITY};
        return ledger.search(() -> index.nearest(metric, (handle, lon, lat, alt) -> {
            double cutOff = ledger.during(() -> visitor.offer(handle, lon, lat, alt));
            HandleLedger.require(cutOff <= last[0], "the cut-off grew from " + last[0] + " to " + cutOff);
            last[0] = cutOff;
            return cutOff;
        }));
    }

    @Override
    public void bulkLoad(PositionBlock block) {
        for (int i = 0; i < block.size(); i++) {
            ledger.insert(block.handle(i), block.lon(i), block.lat(i), block.alt(i));
        }
        index.bulkLoad(block);
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public void clear() {
        ledger.clear();
        index.clear();
    }

    @Override
    public Map<String, Object> stats() {
        return index.stats();
    }

    @Override
    public void close() {
        index.close();
    }

    HandleLedger ledger() {
        return ledger;
    }
}
