package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSource;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** CRC32C of bytes, and blocks that end with their own. Any thread. */
final class Checksums {
    private Checksums() {}

    static int crc32c(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** A reader of a block whose last four bytes are the checksum of those before; throws when they are not. */
    static ByteSource sealed(byte[] bytes, int length, String what) {
        int end = length - Integer.BYTES;
        byte[] padded = Arrays.copyOf(bytes, length + ByteSource.SLACK);
        int stored = new ByteSource(padded, end, length).readInt32();
        int computed = crc32c(padded, 0, end);
        if (stored != computed) {
            throw ByteSource.damaged(what + " fails its checksum: stored=" + Integer.toHexString(stored) + " computed="
                    + Integer.toHexString(computed));
        }
        return new ByteSource(padded, 0, end);
    }
}
