package io.spatio.store.log.segment;

import static java.util.Objects.requireNonNull;

import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import io.spatio.spi.ScanRequest;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The positions of a namespace in a region and a time range, over segments and memory: at least those inside, object by
 * object ascending by id, each object's by (timestamp, sequence). One thread at a time.
 *
 * <p>What is not delivered was left out by the page, and {@link ScanTrack#contiguous} must tell just where. So a page
 * outside the region is left out only where the place of the gap is certain from the index alone: where one source alone
 * has the object, because then nothing can come between the pages before and after; else where the page is of that object
 * and the time range only and no other source has the object at its times. Any other page is decoded and delivered. A page
 * without positions leaves no gap.
 *
 * <p>O(pages) on the index, and what lies near the region is decoded. Memory: a page of each segment.
 */
public final class SegmentScan implements Closeable {
    private final List<ScanLane> lanes = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final List<ScanHead> heads;
    private final Steps steps;
    private String objectId = "";
    private boolean started;

    /**
     * One segment of a scan.
     *
     * @param reader reads it; stays open
     * @param keeps which incarnations are not erased
     */
    public record Input(SegmentReader reader, LongPredicate keeps) {}

    /** A scan of segments and of what is in memory, which is closed with it. */
    public SegmentScan(List<Input> segments, List<ScanHead> heads, ScanRequest request, Damage damage) {
        this.heads = List.copyOf(heads);
        steps = new Steps(request.cancellation());
        for (Input input : segments) {
            if (input.reader().summary().meets(request.fromMicros(), request.toMicros())) {
                ScanLane lane = new ScanLane(input.reader(), request, input.keeps(), damage, steps);
                lanes.add(lane);
                standings.add(new Standing(lane, null));
            }
        }
        heads.forEach(head -> standings.add(new Standing(null, head)));
    }

    /** Moves to the next object that may have positions inside, the first at the first call. */
    public boolean nextObject() {
        for (Standing standing : standings) {
            if (!started || (!standing.ended && standing.objectId.equals(objectId))) {
                standing.advance();
            }
        }
        started = true;
        Standing least = null;
        for (Standing standing : standings) {
            boolean less = least == null || Identifiers.compare(standing.objectId, least.objectId) < 0;
            least = !standing.ended && less ? standing : least;
        }
        if (least != null) {
            objectId = least.objectId;
        }
        return least != null;
    }

    /** The object's id. */
    public String objectId() {
        return objectId;
    }

    /** The object's positions. To be taken once, and valid until the scan moves on. */
    public ScanTrack track() {
        List<ScanLane> selected = new ArrayList<>();
        for (ScanLane lane : lanes) {
            if (lane.select(objectId)) {
                selected.add(lane);
            }
        }
        List<ScanHead.Part> parts = new ArrayList<>();
        for (ScanHead head : heads) {
            ScanHead.Part part = head.find(objectId);
            if (part != null) {
                parts.add(part);
            }
        }
        List<Track> tracks = new ArrayList<>();
        for (ScanLane lane : selected) {
            tracks.add(lane.track(omitted(lane, selected, parts)));
        }
        parts.forEach(part -> tracks.add(part.track()));
        return new ScanTrack(new MergedTrack(tracks, TrackOrder.OLDEST_FIRST), steps);
    }

    private BitSet omitted(ScanLane lane, List<ScanLane> selected, List<ScanHead.Part> parts) {
        BitSet omitted = new BitSet();
        boolean alone = selected.size() + parts.size() == 1;
        for (int page = lane.firstPage(); page <= lane.lastPage(); page++) {
            steps.step();
            if (!lane.meetsRegion(page) && (alone || isApart(lane, page, selected, parts))) {
                omitted.set(page);
            }
        }
        return omitted;
    }

    private static boolean isApart(ScanLane lane, int page, List<ScanLane> selected, List<ScanHead.Part> parts) {
        if (!lane.isPure(page)) {
            return false;
        }
        long from = lane.index().minTimestamp(page);
        long to = lane.index().maxTimestamp(page);
        for (ScanLane other : selected) {
            if (!other.equals(lane) && other.overlaps(from, to)) {
                return false;
            }
        }
        return parts.stream().noneMatch(part -> part.minTimestampMicros() <= to && part.maxTimestampMicros() >= from);
    }

    @Override
    public void close() {
        heads.forEach(ScanHead::close);
    }

    /** Where a segment or the memory stands among the objects. */
    private static final class Standing {
        private final @Nullable ScanLane lane;
        private final @Nullable ScanHead head;
        private String objectId = "";
        private boolean ended;

        private Standing(@Nullable ScanLane lane, @Nullable ScanHead head) {
            this.lane = lane;
            this.head = head;
        }

        private void advance() {
            if (lane != null) {
                ended = !lane.nextCandidate();
                objectId = lane.candidateId();
            } else {
                ScanHead present = requireNonNull(head);
                ended = !present.nextObject();
                objectId = ended ? "" : present.objectId();
            }
        }
    }
}
