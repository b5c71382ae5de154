package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One object's rows of a time range in one segment, decoding just the pages that hold some; of pages that it is told to
 * omit, or that are damaged, it makes gaps where it was told of any.
 */
final class SegmentTrack implements PartialTrack {
    private final PageLoader loader;
    private final PageIndex index;
    private final Page page;
    private final long firstSequence;
    private final long lastSequence;
    private final int object;
    private final long fromMicros;
    private final long toMicros;
    private final boolean ascending;
    private final int pageEnd;
    private @Nullable BitSet omitted;
    private boolean gap;
    private int nextPage;
    private int pageNumber;
    private int left;
    private int row;

    SegmentTrack(
            PageLoader loader, SegmentHeader header, int object, long fromMicros, long toMicros, TrackOrder order) {
        this.loader = loader;
        firstSequence = header.minSequence();
        lastSequence = header.maxSequence();
        this.object = object;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        index = loader.index();
        page = loader.page();
        ascending = order == TrackOrder.OLDEST_FIRST;
        int first = index.firstPageOf(object);
        int last = index.lastPageOf(object);
        int least =
                first <= last && index.meets(first, fromMicros, toMicros) ? first : firstEndingAtOrAfter(first, last);
        int most =
                first <= last && index.meets(last, fromMicros, toMicros) ? last : lastBeginningAtOrBefore(first, last);
        nextPage = ascending ? least : most;
        pageEnd = ascending ? most + 1 : least - 1;
    }

    /** Leaves pages out, giving a gap for each; before the first row is read. */
    void omit(BitSet pages) {
        omitted = pages;
    }

    /** After the first page, which others may share, the ends of pages ascend. */
    private int firstEndingAtOrAfter(int first, int last) {
        int low = first + 1;
        int high = last + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.maxTimestamp(middle) < fromMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Before the last page, which others may share, the beginnings of pages ascend. */
    private int lastBeginningAtOrBefore(int first, int last) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (index.minTimestamp(middle) <= toMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    @Override
    public boolean next() {
        while (left == 0) {
            if (ascending ? nextPage >= pageEnd : nextPage <= pageEnd) {
                return false;
            }
            int number = nextPage;
            nextPage += ascending ? 1 : -1;
            gap = !enter(number) && omitted != null && index.hasPositions(number);
            if (gap) {
                pageNumber = number;
                row = 0;
                return true;
            }
        }
        left--;
        row += ascending ? 1 : -1;
        return true;
    }

    /** False when the page has rows in the range, as far as one can tell, that are left out. */
    private boolean enter(int number) {
        if (!index.meets(number, fromMicros, toMicros)) {
            return true;
        }
        if ((omitted != null && omitted.get(number)) || !loader.load(number)) {
            return false;
        }
        int run = object - page.firstObject;
        int start = lowerBound(page.runs.start(run), page.runs.start(run + 1), fromMicros);
        int end = toMicros == Long.MAX_VALUE
                ? page.runs.start(run + 1)
                : lowerBound(start, page.runs.start(run + 1), toMicros + 1);
        pageNumber = number;
        left = end - start;
        row = ascending ? start - 1 : end;
        return true;
    }

    /** The first of ascending rows whose timestamp is not before. */
    private int lowerBound(int start, int end, long micros) {
        int found = Arrays.binarySearch(page.timestamps, start, end, micros);
        if (found < 0) {
            return -found - 1;
        }
        while (found > start && page.timestamps[found - 1] == micros) {
            found--;
        }
        return found;
    }

    @Override
    public long timestampMicros() {
        return gap ? index.minTimestamp(pageNumber) : page.timestamps[row];
    }

    @Override
    public boolean isGap() {
        return gap;
    }

    private boolean isTied() {
        return !gap && page.ties.isTied(row);
    }

    /** Of the range in which it lies the end that comes first. */
    @Override
    public long sequence() {
        if (isTied()) {
            return page.ties.least(row) + (ascending ? 0 : page.ties.span(row));
        }
        return ascending ? firstSequence : lastSequence;
    }

    @Override
    public long sequenceSpan() {
        return isTied() ? page.ties.span(row) : lastSequence - firstSequence;
    }

    @Override
    public boolean isDelete() {
        return page.isDelete(row);
    }

    @Override
    public double lon() {
        return page.lon(row);
    }

    @Override
    public double lat() {
        return page.lat(row);
    }

    @Override
    public double alt() {
        return page.alt(row);
    }

    @Override
    public byte[] metadata() {
        return page.metadata.get(row);
    }
}
