package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSource;
import java.util.Arrays;

/** What a segment is about and where its sections are. */
record SegmentFooter(SegmentSummary summary, Section index, Section dictionary) {
    /** A part of the file with its checksum. */
    record Section(long offset, long length, int crc) {
        static Section readFrom(ByteSource source) {
            return new Section(source.readInt64(), source.readInt64(), source.readInt32());
        }
    }

    static SegmentFooter decode(byte[] bytes, SegmentTrailer trailer, long fileBytes) {
        int crc = Checksums.crc32c(bytes, 0, bytes.length);
        if (crc != trailer.footerCrc()) {
            throw ByteSource.damaged("footer fails its checksum");
        }
        byte[] padded = Arrays.copyOf(bytes, bytes.length + ByteSource.SLACK);
        ByteSource source = new ByteSource(padded, 0, bytes.length);
        SegmentSummary summary = SegmentSummary.readFrom(source, fileBytes, crc);
        SegmentFooter footer = new SegmentFooter(summary, Section.readFrom(source), Section.readFrom(source));
        // A later minor version may add fields after these.
        footer.check(trailer);
        return footer;
    }

    private void check(SegmentTrailer trailer) {
        boolean follow = index.offset >= SegmentFormat.HEADER_BYTES
                && index.length == (long) summary.pages() * SegmentFormat.INDEX_ENTRY_BYTES
                && index.length <= SegmentFormat.SECTION_MOST_BYTES
                && index.offset <= trailer.footerOffset() - index.length
                && dictionary.offset == index.offset + index.length
                // A name takes a byte at least; so nothing is allocated for names that cannot be there.
                && dictionary.length >= summary.objects()
                && dictionary.length <= SegmentFormat.SECTION_MOST_BYTES
                && dictionary.length == trailer.footerOffset() - dictionary.offset;
        if (!follow) {
            throw ByteSource.damaged("the sections do not follow each other: " + this);
        }
    }
}
