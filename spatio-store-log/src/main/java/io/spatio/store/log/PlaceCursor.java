package io.spatio.store.log;

import io.spatio.spi.ScanRequest;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Place;
import io.spatio.store.log.segment.ScanTrack;
import io.spatio.store.log.segment.SegmentScan;
import io.spatio.store.log.view.Lease;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The positions of many objects in a place and a time range, object by object. */
final class PlaceCursor extends LogCursor {
    private final Lease lease;
    private final SegmentScan scan;
    private final ObjectTable objects;
    private final ScanRequest request;
    private final Place place;
    private @Nullable ScanTrack track;
    private String objectId = "";
    private @Nullable StoredObject object;
    private boolean named;
    private boolean beforeDelivered;
    private boolean contiguous;

    /** A cursor that frees the lease, which the scan needs. */
    PlaceCursor(BooleanSupplier storeClosed, Lease lease, SegmentScan scan, ObjectTable objects, ScanRequest request) {
        super(storeClosed, request.cancellation());
        this.lease = lease;
        this.scan = scan;
        this.objects = objects;
        this.request = request;
        this.place = new Place(request.region());
    }

    @Override
    boolean advance() {
        while (true) {
            ScanTrack present = track;
            if (present != null && advanceIn(present)) {
                return true;
            }
            if (!scan.nextObject()) {
                track = null;
                return false;
            }
            named = false;
            track = scan.track();
            beforeDelivered = false;
        }
    }

    private boolean advanceIn(ScanTrack present) {
        while (present.next()) {
            boolean follows = present.contiguous() && beforeDelivered;
            beforeDelivered = place.mayContain(present.lon(), present.lat());
            if (beforeDelivered) {
                contiguous = follows;
                if (!named) {
                    name();
                }
                stand(request.namespace(), objectId, object, present);
                return true;
            }
        }
        return false;
    }

    /** Only for objects of which something is delivered: most have nothing in the place. */
    private void name() {
        named = true;
        objectId = scan.objectId();
        object = objects.find(request.namespace(), objectId);
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    void free() {
        lease.close();
    }
}
