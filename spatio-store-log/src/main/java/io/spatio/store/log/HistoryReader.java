package io.spatio.store.log;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.segment.Damage;
import io.spatio.store.log.segment.Place;
import io.spatio.store.log.segment.ScanHead;
import io.spatio.store.log.segment.ScanQuery;
import io.spatio.store.log.segment.SegmentScan;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.segment.Tracks;
import io.spatio.store.log.view.HeadTrack;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** Answers from head and segments of one moment, up to the sequence number that may be shown. Any thread. */
final class HistoryReader {
    private final ObjectTable objects;
    private final Catalog catalog;
    private final CommitLog log;
    private final Horizons horizons;
    private final BooleanSupplier storeClosed;

    HistoryReader(ObjectTable objects, Catalog catalog, CommitLog log, Horizons horizons, BooleanSupplier storeClosed) {
        this.objects = objects;
        this.catalog = catalog;
        this.log = log;
        this.horizons = horizons;
        this.storeClosed = storeClosed;
    }

    /** Visits the names of all objects that have events. */
    void objects(BiConsumer<String, String> visitor) {
        try (Lease lease = catalog.lease()) {
            new NamesOfObjects(objects, visitor).visit(lease.view().segments());
        }
    }

    /** One object's events in one direction; as {@link io.spatio.spi.TrajectoryStore#read} says. */
    EventCursor read(int object, long earliestMicros, long toMicros, TrackOrder order) {
        long fromMicros = Math.max(earliestMicros, horizons.retentionCutoffMicros());
        long limit = log.visibleSequence();
        StoredObject stored = objects.get(object);
        if (stored == null || !stored.visibleAt(limit) || fromMicros > toMicros) {
            return new EmptyCursor(storeClosed);
        }
        Lease lease = catalog.lease();
        List<Track> tracks = new ArrayList<>();
        for (Head head : lease.view().heads()) {
            Series series = head.get(stored);
            if (series != null) {
                tracks.add(new HeadTrack(History.of(series.upTo(limit), fromMicros, toMicros), order));
            }
        }
        try {
            sealedTracks(stored, lease.view(), fromMicros, toMicros, order, tracks);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        Track track = tracks.size() == 1 ? tracks.get(0) : Tracks.merged(tracks, order);
        return new TrackCursor(storeClosed, log::visibleSequence, lease, stored, track);
    }

    private void sealedTracks(
            StoredObject object, View view, long fromMicros, long toMicros, TrackOrder order, List<Track> tracks) {
        LongPredicate isItsOwn = incarnation ->
                incarnation == object.incarnation() || !objects.erases().isDead(object.namespace(), incarnation);
        for (OpenSegment segment : view.segments()) {
            if (segment.summary().meets(fromMicros, toMicros)) {
                int number = segment.reader().find(object.namespace(), object.objectId(), isItsOwn);
                if (number >= 0) {
                    tracks.add(segment.reader().read(number, fromMicros, toMicros, order, Damage.STRICT));
                }
            }
        }
    }

    /** The positions of many objects; as {@link io.spatio.spi.TrajectoryStore#scan} says. */
    ScanCursor scan(String namespace, Region region, long earliestMicros, long toMicros) {
        long fromMicros = Math.max(earliestMicros, horizons.retentionCutoffMicros());
        if (fromMicros > toMicros) {
            return new EmptyCursor(storeClosed);
        }
        long limit = log.visibleSequence();
        Place place = new Place(region);
        Lease lease = catalog.lease();
        boolean done = false;
        try {
            List<ScanHead> heads = new ArrayList<>();
            for (Head head : lease.view().heads()) {
                heads.add(new HeadScan(objects, head, namespace, place, limit, fromMicros, toMicros));
            }
            ScanQuery query = new ScanQuery(namespace, region, fromMicros, toMicros);
            SegmentScan scan = new SegmentScan(inputs(lease.view(), namespace), heads, query, Damage.STRICT);
            done = true;
            return new PlaceCursor(storeClosed, lease, scan, objects, namespace, place);
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    private List<SegmentScan.Input> inputs(View view, String namespace) {
        List<SegmentScan.Input> inputs = new ArrayList<>();
        for (OpenSegment segment : view.segments()) {
            inputs.add(new SegmentScan.Input(segment.reader(), incarnation -> !objects.erases()
                    .hides(namespace, incarnation, log.visibleSequence())));
        }
        return inputs;
    }

    /** The greatest event of every object; as {@link io.spatio.spi.TrajectoryStore#recover} says. */
    EventCursor recover() {
        return new RecoverCursor(
                storeClosed, objects, catalog::view, log.visibleSequence(), horizons.tombstoneMicros());
    }
}
