package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.WriteBuffer;

/** A value after a CRC32C over its key and itself, so that neither a changed nor a misplaced value passes. */
final class Sealed {
    private Sealed() {}

    /** A buffer for a content of that size, after the place of the checksum. */
    static ByteBuffer begin(int contentBytes) {
        return ByteBuffer.allocate(Integer.BYTES + contentBytes).position(Integer.BYTES);
    }

    static byte[] seal(byte[] key, ByteBuffer content) {
        content.flip();
        byte[] value = new byte[content.remaining()];
        content.get(value);
        ByteBuffer.wrap(value).putInt(crc(key, value));
        return value;
    }

    /** The same for a content of which the size was not known before. */
    static byte[] seal(byte[] key, WriteBuffer content) {
        byte[] value = new byte[Integer.BYTES + content.position()];
        content.getBuffer().get(0, value, Integer.BYTES, content.position());
        ByteBuffer.wrap(value).putInt(crc(key, value));
        return value;
    }

    /**
     * The content, standing at its beginning.
     *
     * @throws DamagedException when the checksum fails
     */
    static ByteBuffer open(byte[] key, byte[] value) {
        if (value.length < Integer.BYTES || ByteBuffer.wrap(value).getInt() != crc(key, value)) {
            throw new DamagedException("the checksum of a value of " + value.length + " bytes fails");
        }
        return ByteBuffer.wrap(value).position(Integer.BYTES);
    }

    private static int crc(byte[] key, byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        crc.update(value, Integer.BYTES, value.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
