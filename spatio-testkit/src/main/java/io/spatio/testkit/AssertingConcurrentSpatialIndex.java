package io.spatio.testkit;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.testkit.index.HandleLedger;

/** The same for an index that takes changes and searches at the same time; publications must not call the index. */
final class AssertingConcurrentSpatialIndex extends AssertingSpatialIndex implements ConcurrentSpatialIndex {
    private final ConcurrentSpatialIndex index;

    AssertingConcurrentSpatialIndex(ConcurrentSpatialIndex index) {
        super(index, new HandleLedger(true));
        this.index = index;
    }

    private Publication checked(Publication publication) {
        return () -> ledger().during(() -> {
            publication.publish();
            return true;
        });
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt) {
        insert(handle, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        move(handle, oldLon, oldLat, oldAlt, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt) {
        remove(handle, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt, Publication publication) {
        ledger().change(handle, () -> {
            ledger().insert(handle, lon, lat, alt);
            index.insert(handle, lon, lat, alt, checked(publication));
        });
    }

    @Override
    public void move(
            int handle,
            double oldLon,
            double oldLat,
            double oldAlt,
            double lon,
            double lat,
            double alt,
            Publication publication) {
        ledger().change(handle, () -> {
            ledger().move(handle, oldLon, oldLat, oldAlt, lon, lat, alt);
            index.move(handle, oldLon, oldLat, oldAlt, lon, lat, alt, checked(publication));
        });
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt, Publication publication) {
        ledger().change(handle, () -> {
            ledger().remove(handle, lon, lat, alt);
            index.remove(handle, lon, lat, alt, checked(publication));
        });
    }
}
