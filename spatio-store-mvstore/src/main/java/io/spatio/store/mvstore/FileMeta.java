package io.spatio.store.mvstore;

import io.spatio.error.UnsupportedFormatException;
import java.nio.ByteBuffer;

/**
 * What the file says of itself, rewritten with every commit. The sizes of the maps show a root that was lost or points
 * elsewhere, which H2 takes for an empty or another map.
 */
record FileMeta(long sequence, boolean cleanlyClosed, long names, long rows, long days, long lasts) {
    /** The one key of the map {@code meta}. */
    static final Integer KEY = 0;

    static final short MAJOR = 1;
    private static final short MINOR = 0;
    private static final long STORE_TYPE = 0x5370_6174_696f_4d56L; // "SpatioMV"
    private static final int CONTENT_BYTES = 8 + 2 + 2 + 1 + 8 * 5;

    byte[] encode() {
        ByteBuffer content = Sealed.begin(CONTENT_BYTES);
        content.putLong(STORE_TYPE).putShort(MAJOR).putShort(MINOR).putLong(sequence);
        content.put((byte) (cleanlyClosed ? 1 : 0));
        content.putLong(names).putLong(rows).putLong(days).putLong(lasts);
        return Sealed.seal(KeyType.NUMBER.bytes(KEY), content);
    }

    static FileMeta decode(byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.NUMBER.bytes(KEY), value);
        long type = content.getLong();
        short major = content.getShort();
        if (type != STORE_TYPE || major != MAJOR) {
            throw new UnsupportedFormatException("the file has an unknown format: type=" + Long.toHexString(type)
                    + " major=" + major + " accepted=" + MAJOR + "; open it with the version that wrote it");
        }
        content.getShort(); // an unknown minor version only adds behind what is read here
        long sequence = content.getLong();
        boolean clean = content.get() == 1;
        return new FileMeta(
                sequence, clean, content.getLong(), content.getLong(), content.getLong(), content.getLong());
    }
}
