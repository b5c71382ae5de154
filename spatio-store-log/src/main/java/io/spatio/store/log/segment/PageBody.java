package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSource;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What stands around a page's columns: mark, length, checksum. The checksum begins with that of the file's header, so that a
 * page of another segment, which a disk may give back in its place, is none of this one.
 */
final class PageBody {
    private final byte[] fileMark;
    private final long firstSequence;

    /** The pages of the file with a header. */
    PageBody(SegmentHeader header) {
        firstSequence = header.minSequence();
        byte[] encoded = header.encode();
        fileMark = Arrays.copyOfRange(encoded, encoded.length - Integer.BYTES, encoded.length);
    }

    /** What turns its columns into bytes and back. */
    PageCodec codec() {
        return new PageCodec(firstSequence);
    }

    /** The checksum of a whole page. */
    int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(fileMark);
        crc.update(bytes, SegmentFormat.PAGE_HEADER_BYTES, length - SegmentFormat.PAGE_HEADER_BYTES);
        return (int) crc.getValue();
    }

    /** A reader of the columns of a whole page that is the expected one and passes its checksum. */
    ByteSource check(byte[] bytes, int length, int expectedCrc) {
        ByteSource source = new ByteSource(bytes, 0, length);
        if (source.readInt32() != SegmentFormat.PAGE_MAGIC || source.readInt32() != length) {
            throw ByteSource.damaged("no page begins here");
        }
        int stored = source.readInt32();
        int computed = checksum(bytes, length);
        if (stored != computed || stored != expectedCrc) {
            throw ByteSource.damaged("page fails its checksum: stored=" + Integer.toHexString(stored) + " computed="
                    + Integer.toHexString(computed) + " expected=" + Integer.toHexString(expectedCrc));
        }
        return source;
    }
}
