package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import io.spatio.spi.ScanRequest;
import java.util.BitSet;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One segment's part in a scan: first the candidates, objects with a row in the region's boxes and the range; then, for any
 * object, its pages, and a track over those that are not left out.
 *
 * <p>Pages of several objects have wide boxes, so most of what meets region and range by the index has no row there. That
 * is found out on the columns of the decoded page, which costs a tenth of walking a track over them.
 */
final class ScanLane {
    private final SegmentReader reader;
    private final PageIndex index;
    private final PageLoader loader;
    private final ScanRequest query;
    private final Place place;
    private final Steps steps;
    private final LongPredicate keeps;
    private final int endObject;
    private ObjectDictionary.@Nullable Names names;
    private int candidate;
    private int page;
    private String candidateId = "";
    private int object = -1;
    private int firstPage;
    private int lastPage;

    ScanLane(SegmentReader reader, ScanRequest query, LongPredicate keeps, Damage damage, Steps steps) {
        this.reader = reader;
        this.query = query;
        this.place = new Place(query.region());
        this.keeps = keeps;
        this.steps = steps;
        loader = reader.loader(damage).until(query.cancellation());
        index = loader.index();
        endObject = reader.dictionary().endOf(query.namespace());
        candidate = reader.dictionary().firstOf(query.namespace()) - 1;
        page = candidate + 1 < endObject ? index.firstPageOf(candidate + 1) : index.pages();
    }

    /** Moves to the next candidate. */
    boolean nextCandidate() {
        do {
            candidate = nextCandidateNumber();
            if (candidate >= endObject) {
                return false;
            }
        } while (!hasRowInside(candidate) || !keeps(candidate));
        return true;
    }

    private boolean keeps(int number) {
        ObjectDictionary.Names present = namesAt(number);
        candidateId = present.objectId();
        return keeps.test(present.incarnation());
    }

    /** The page it was proposed by is the first of its pages that is a hit. One that cannot be read may hold anything. */
    private boolean hasRowInside(int number) {
        for (int at = page; at < index.pages() && index.firstObject(at) <= number; at++) {
            boolean inside = isHit(at)
                    && (!loader.load(at)
                            || loader.page().anyInside(number, query.fromMicros(), query.toMicros(), place));
            if (inside) {
                return true;
            }
        }
        return false;
    }

    private int nextCandidateNumber() {
        int next = candidate + 1;
        while (page < index.pages() && index.firstObject(page) < endObject) {
            if (index.lastObject(page) >= next && isHit(page)) {
                return Math.max(next, index.firstObject(page));
            }
            steps.step();
            page++;
        }
        return endObject;
    }

    private boolean isHit(int number) {
        return index.meets(number, query.fromMicros(), query.toMicros()) && index.meets(number, query.region());
    }

    private ObjectDictionary.Names namesAt(int number) {
        ObjectDictionary.Names present = names;
        // Walking on is cheaper than beginning at the group, unless that skips a group.
        if (present == null || number - present.object() > SegmentFormat.DICTIONARY_GROUP) {
            present = reader.dictionary().namesFrom(number);
            names = present;
        }
        while (present.object() < number && present.next()) {
            // Names are known only by those before.
        }
        return present;
    }

    String candidateId() {
        return candidateId;
    }

    boolean isAt(String objectId) {
        return candidate < endObject && candidateId.equals(objectId);
    }

    /** Looks at an object; false when it has no page in the range. */
    boolean select(String objectId) {
        object = isAt(objectId) ? candidate : reader.find(query.namespace(), objectId, keeps);
        if (object < 0) {
            return false;
        }
        firstPage = index.firstPageOf(object);
        lastPage = index.lastPageOf(object);
        if (!overlaps(query.fromMicros(), query.toMicros())) {
            object = -1;
        }
        return object >= 0;
    }

    boolean isSelected() {
        return object >= 0;
    }

    int firstPage() {
        return firstPage;
    }

    int lastPage() {
        return lastPage;
    }

    PageIndex index() {
        return index;
    }

    /** Whether all that the page holds are rows of the selected object within the range. */
    boolean isPure(int number) {
        return index.firstObject(number) == index.lastObject(number)
                && index.minTimestamp(number) >= query.fromMicros()
                && index.maxTimestamp(number) <= query.toMicros();
    }

    boolean meetsRegion(int number) {
        return index.meets(number, query.region());
    }

    /** Whether a page of the selected object may hold rows between two times that lie within the range. */
    boolean overlaps(long fromMicros, long toMicros) {
        return index.anyMeets(firstPage, lastPage, fromMicros, toMicros);
    }

    Track track(BitSet omitted) {
        SegmentTrack track = new SegmentTrack(
                loader,
                reader.summary().header(),
                object,
                query.fromMicros(),
                query.toMicros(),
                TrackOrder.OLDEST_FIRST);
        track.omit(omitted);
        return track;
    }
}
