package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;

/**
 * What a whole segment is about. Of a segment without positions the box is empty: its least are infinite, its greatest
 * negative infinite.
 *
 * @param header what was known before
 * @param rows events
 * @param pages pages
 * @param objects objects, at least one event each
 * @param maxIncarnation the greatest incarnation among them
 * @param minTimestampMicros the least timestamp
 * @param maxTimestampMicros the greatest
 * @param minLon the least canonical longitude
 * @param minLat the least latitude
 * @param maxLon the greatest canonical longitude
 * @param maxLat the greatest latitude
 * @param fileBytes the length of the file
 * @param footerCrc the footer's CRC32C, by which the file is told from another
 */
public record SegmentSummary(
        SegmentHeader header,
        long rows,
        int pages,
        int objects,
        long maxIncarnation,
        long minTimestampMicros,
        long maxTimestampMicros,
        double minLon,
        double minLat,
        double maxLon,
        double maxLat,
        long fileBytes,
        int footerCrc) {
    /** Whether rows may lie in a time range, both ends inclusive. */
    public boolean meets(long fromMicros, long toMicros) {
        return minTimestampMicros <= toMicros && maxTimestampMicros >= fromMicros;
    }

    void writeTo(ByteSink sink) {
        header.writeTo(sink);
        sink.writeInt64(rows);
        sink.writeInt32(pages);
        sink.writeInt32(objects);
        sink.writeInt64(maxIncarnation);
        sink.writeInt64(minTimestampMicros);
        sink.writeInt64(maxTimestampMicros);
        sink.writeInt64(Double.doubleToRawLongBits(minLon));
        sink.writeInt64(Double.doubleToRawLongBits(minLat));
        sink.writeInt64(Double.doubleToRawLongBits(maxLon));
        sink.writeInt64(Double.doubleToRawLongBits(maxLat));
    }

    static SegmentSummary readFrom(ByteSource source, long fileBytes, int footerCrc) {
        SegmentHeader header = SegmentHeader.readFrom(source);
        long rows = source.readInt64();
        int pages = source.readInt32();
        int objects = source.readInt32();
        boolean whole = pages >= 0 && objects >= 0 && rows >= pages && rows >= objects;
        if (!whole || rows > (long) pages * SegmentFormat.PAGE_MOST_ROWS) {
            throw ByteSource.damaged("footer: rows=" + rows + " pages=" + pages + " objects=" + objects);
        }
        return new SegmentSummary(
                header,
                rows,
                pages,
                objects,
                source.readInt64(),
                source.readInt64(),
                source.readInt64(),
                Double.longBitsToDouble(source.readInt64()),
                Double.longBitsToDouble(source.readInt64()),
                Double.longBitsToDouble(source.readInt64()),
                Double.longBitsToDouble(source.readInt64()),
                fileBytes,
                footerCrc);
    }
}
