package io.spatio.store.log.segment;

import io.spatio.error.StoreCorruptException;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What each page is about, 64 bytes a page, read where they lie. Immutable; any thread.
 *
 * <p>Boxes are of canonical coordinates, rounded outward to floats; a page without positions has an empty one.
 */
final class PageIndex {
    private static final int OFFSET = 0;
    private static final int SIZES = 8;
    private static final int CRC = 12;
    private static final int FIRST_OBJECT = 16;
    private static final int LAST_OBJECT = 20;
    private static final int MIN_TIME = 24;
    private static final int MAX_TIME = 32;
    private static final int MIN_LON = 40;
    private static final int MIN_LAT = 44;
    private static final int MAX_LON = 48;
    private static final int MAX_LAT = 52;
    private static final int LENGTH_BITS = 22;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int pages;
    private final long rows;

    /** Takes the bytes of the section, which may be followed by others. */
    PageIndex(byte[] bytes, int pages) {
        this.bytes = bytes;
        this.pages = pages;
        long sum = 0;
        for (int page = 0; page < pages; page++) {
            sum += rows(page);
        }
        rows = sum;
    }

    static void write(Page page, long offset, int length, int crc, ByteSink sink) {
        PageBounds bounds = PageBounds.of(page);
        sink.writeInt64(offset);
        sink.writeInt32((page.rows() - 1) << LENGTH_BITS | length);
        sink.writeInt32(crc);
        sink.writeInt32(page.firstObject);
        sink.writeInt32(page.lastObject());
        sink.writeInt64(bounds.minTimestamp);
        sink.writeInt64(bounds.maxTimestamp);
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.down(bounds.minLon)));
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.down(bounds.minLat)));
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.up(bounds.maxLon)));
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.up(bounds.maxLat)));
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.down(bounds.minAlt)));
        sink.writeInt32(Float.floatToRawIntBits(PageBounds.up(bounds.maxAlt)));
    }

    /** Whether an entry is the one that a page would be given. */
    boolean tellsOf(Page page, int number) {
        ByteSink entry = new ByteSink(SegmentFormat.INDEX_ENTRY_BYTES);
        write(page, offset(number), length(number), crc(number), entry);
        int at = number * SegmentFormat.INDEX_ENTRY_BYTES;
        return Arrays.equals(entry.array(), 0, entry.size(), bytes, at, at + SegmentFormat.INDEX_ENTRY_BYTES);
    }

    /** Throws unless the pages follow each other without a gap and the objects and sums agree with the footer. */
    void check(SegmentSummary summary, long pagesEnd) {
        long offset = SegmentFormat.HEADER_BYTES;
        int object = -1;
        for (int page = 0; page < pages; page++) {
            boolean follows = offset(page) == offset
                    && (firstObject(page) == object + 1 || (firstObject(page) == object && page > 0))
                    && lastObject(page) >= firstObject(page)
                    && minTimestamp(page) <= maxTimestamp(page)
                    && length(page) > SegmentFormat.PAGE_HEADER_BYTES;
            if (!follows) {
                throw new StoreCorruptException("damaged bytes: the page index does not hold together: page=" + page);
            }
            offset += length(page);
            object = lastObject(page);
        }
        if (offset != pagesEnd || object != summary.objects() - 1 || rows != summary.rows()) {
            throw ByteSource.damaged("the page index does not agree with the footer");
        }
    }

    int pages() {
        return pages;
    }

    long offset(int page) {
        return int64(page, OFFSET);
    }

    int length(int page) {
        return int32(page, SIZES) & LENGTH_MASK;
    }

    int rows(int page) {
        return (int32(page, SIZES) >>> LENGTH_BITS) + 1;
    }

    int crc(int page) {
        return int32(page, CRC);
    }

    int firstObject(int page) {
        return int32(page, FIRST_OBJECT);
    }

    int lastObject(int page) {
        return int32(page, LAST_OBJECT);
    }

    long minTimestamp(int page) {
        return int64(page, MIN_TIME);
    }

    long maxTimestamp(int page) {
        return int64(page, MAX_TIME);
    }

    /** Whether rows of the page may lie in a time range, both ends inclusive. */
    boolean meets(int page, long fromMicros, long toMicros) {
        return minTimestamp(page) <= toMicros && maxTimestamp(page) >= fromMicros;
    }

    /**
     * Whether any of an object's pages may hold rows of a time range; O(log pages). Others may share the first and the
     * last page; of those between, the times ascend.
     */
    boolean anyMeets(int firstPage, int lastPage, long fromMicros, long toMicros) {
        if (firstPage > lastPage) {
            return false;
        }
        if (meets(firstPage, fromMicros, toMicros) || meets(lastPage, fromMicros, toMicros)) {
            return true;
        }
        int low = firstPage + 1;
        int high = lastPage;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (maxTimestamp(middle) < fromMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < lastPage && meets(low, fromMicros, toMicros);
    }

    /** Whether a page holds a position. */
    boolean hasPositions(int page) {
        return float32(page, MIN_LON) <= float32(page, MAX_LON);
    }

    /** Whether positions of the page may lie in a region. */
    boolean meets(int page, Region region) {
        if (!hasPositions(page)) {
            return false;
        }
        double minLon = float32(page, MIN_LON);
        double minLat = float32(page, MIN_LAT);
        double maxLon = float32(page, MAX_LON);
        double maxLat = float32(page, MAX_LAT);
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            if (box.intersects(minLon, minLat, maxLon, maxLat)) {
                return region.mayIntersect(minLon, minLat, maxLon, maxLat);
            }
        }
        return false;
    }

    /** The first page whose last object is the given one or a later one; O(log pages). */
    int firstPageOf(int object) {
        int low = 0;
        int high = pages;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lastObject(middle) < object) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The last page whose first object is the given one or an earlier one; O(log pages). */
    int lastPageOf(int object) {
        int low = 0;
        int high = pages;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (firstObject(middle) <= object) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The page as a message names it. */
    String describe(int page) {
        return "page=" + page + " offset=" + offset(page) + " objects=" + firstObject(page) + ".." + lastObject(page)
                + " timestampMicros=" + minTimestamp(page) + ".." + maxTimestamp(page) + " rows=" + rows(page);
    }

    private int int32(int page, int field) {
        return (int) INT32.get(bytes, page * SegmentFormat.INDEX_ENTRY_BYTES + field);
    }

    private long int64(int page, int field) {
        return (long) INT64.get(bytes, page * SegmentFormat.INDEX_ENTRY_BYTES + field);
    }

    private float float32(int page, int field) {
        return Float.intBitsToFloat(int32(page, field));
    }
}
