package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;

/** The last 32 bytes of a segment: where the footer is. */
record SegmentTrailer(long footerOffset, int footerLength, int footerCrc) {
    byte[] encode() {
        ByteSink sink = new ByteSink(SegmentFormat.TRAILER_BYTES);
        sink.writeInt64(footerOffset);
        sink.writeInt32(footerLength);
        sink.writeInt32(footerCrc);
        sink.writeInt16(SegmentFormat.MAJOR);
        sink.writeInt16(SegmentFormat.MINOR);
        sink.writeInt64(SegmentFormat.MAGIC);
        sink.writeInt32(Checksums.crc32c(sink.array(), 0, sink.size()));
        return sink.toByteArray();
    }

    static SegmentTrailer decode(byte[] bytes, long fileBytes) {
        ByteSource source = Checksums.sealed(bytes, SegmentFormat.TRAILER_BYTES, "trailer");
        SegmentTrailer trailer = new SegmentTrailer(source.readInt64(), source.readInt32(), source.readInt32());
        int major = source.readInt16();
        source.readInt16();
        SegmentFormat.checkMagic(source.readInt64(), "trailer");
        SegmentFormat.checkVersion(major);
        boolean fits = trailer.footerOffset >= SegmentFormat.HEADER_BYTES
                && trailer.footerLength >= 0
                && trailer.footerLength <= SegmentFormat.FOOTER_MOST_BYTES
                && trailer.footerOffset == fileBytes - SegmentFormat.TRAILER_BYTES - trailer.footerLength;
        if (!fits) {
            throw ByteSource.damaged("the footer does not lie in the file: " + trailer + " fileBytes=" + fileBytes);
        }
        return trailer;
    }
}
