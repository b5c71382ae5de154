package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSource;

/** What stands around a page's columns: mark, length, checksum. */
final class PageBody {
    private PageBody() {}

    /** A reader of the columns of a whole page that is the expected one and passes its checksum. */
    static ByteSource check(byte[] bytes, int length, int expectedCrc) {
        ByteSource source = new ByteSource(bytes, 0, length);
        if (source.readInt32() != SegmentFormat.PAGE_MAGIC || source.readInt32() != length) {
            throw ByteSource.damaged("no page begins here");
        }
        int stored = source.readInt32();
        int computed =
                Checksums.crc32c(bytes, SegmentFormat.PAGE_HEADER_BYTES, length - SegmentFormat.PAGE_HEADER_BYTES);
        if (stored != computed || stored != expectedCrc) {
            throw ByteSource.damaged("page fails its checksum: stored=" + Integer.toHexString(stored) + " computed="
                    + Integer.toHexString(computed) + " expected=" + Integer.toHexString(expectedCrc));
        }
        return source;
    }
}
