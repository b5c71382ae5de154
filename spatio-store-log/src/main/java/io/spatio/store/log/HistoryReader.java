package io.spatio.store.log;

import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.segment.Damage;
import io.spatio.store.log.segment.Place;
import io.spatio.store.log.segment.ScanHead;
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
import org.jspecify.annotations.Nullable;

/**
 * Answers from head and segments of one moment, up to the sequence number that may be shown. Nothing it does adds an object.
 * Any thread.
 */
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
    EventCursor read(ReadRequest request) {
        ReadRequest kept =
                request.withRange(Math.max(request.fromMicros(), horizons.retentionCutoffMicros()), request.toMicros());
        long limit = log.visibleSequence();
        StoredObject object = objects.find(request.namespace(), request.objectId());
        boolean unknown =
                object == null ? !catalog.manifest().incarnations().someForgotten() : !object.visibleAt(limit);
        if (unknown || kept.fromMicros() > kept.toMicros()) {
            return new EmptyCursor(storeClosed, request.cancellation());
        }
        Lease lease = catalog.lease();
        boolean done = false;
        try {
            List<Track> tracks = new ArrayList<>();
            if (object != null) {
                headTracks(object, lease.view(), limit, kept, tracks);
            }
            long incarnation = sealedTracks(object, lease.view(), kept, tracks);
            BooleanSupplier shown = object != null
                    ? () -> object.visibleAt(log.visibleSequence())
                    : () -> !objects.erases().hides(kept.namespace(), incarnation, log.visibleSequence());
            Track track = tracks.size() == 1 ? tracks.get(0) : Tracks.merged(tracks, kept.order());
            done = true;
            return new TrackCursor(storeClosed, kept, object, new TrackCursor.Source(lease, shown, track));
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    private static void headTracks(
            StoredObject object, View view, long limit, ReadRequest request, List<Track> tracks) {
        for (Head head : view.heads()) {
            Series series = head.get(object);
            if (series != null) {
                History history = History.of(series.upTo(limit), request.fromMicros(), request.toMicros());
                tracks.add(new HeadTrack(history, request.order()));
            }
        }
    }

    /** Adds what segments hold of an id that is not erased, and returns one incarnation of it; 0 where they hold nothing. */
    private long sealedTracks(@Nullable StoredObject object, View view, ReadRequest request, List<Track> tracks) {
        long own = object == null ? 0 : object.incarnation();
        long[] found = {0};
        LongPredicate isItsOwn = incarnation -> {
            boolean kept = incarnation == own || !objects.erases().isDead(request.namespace(), incarnation);
            found[0] = kept ? incarnation : found[0];
            return kept;
        };
        for (OpenSegment segment : view.segments()) {
            if (segment.summary().meets(request.fromMicros(), request.toMicros())) {
                int number = segment.reader().find(request.namespace(), request.objectId(), isItsOwn);
                if (number >= 0) {
                    tracks.add(segment.reader().read(number, request, Damage.STRICT));
                }
            }
        }
        return found[0];
    }

    /** The positions of many objects; as {@link io.spatio.spi.TrajectoryStore#scan} says. */
    ScanCursor scan(ScanRequest request) {
        ScanRequest kept =
                request.withRange(Math.max(request.fromMicros(), horizons.retentionCutoffMicros()), request.toMicros());
        if (kept.fromMicros() > kept.toMicros()) {
            return new EmptyCursor(storeClosed, request.cancellation());
        }
        long limit = log.visibleSequence();
        Place place = new Place(kept.region());
        Lease lease = catalog.lease();
        boolean done = false;
        try {
            List<ScanHead> heads = new ArrayList<>();
            for (Head head : lease.view().heads()) {
                heads.add(new HeadScan(objects, head, kept, place, limit));
            }
            SegmentScan scan = new SegmentScan(inputs(lease.view(), kept.namespace()), heads, kept, Damage.STRICT);
            done = true;
            return new PlaceCursor(storeClosed, lease, scan, objects, kept);
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
