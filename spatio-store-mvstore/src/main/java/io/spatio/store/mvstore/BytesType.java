package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Values as bytes after their length. They are opened, and their checksum tested, where they are used ({@link Sealed}),
 * so that one damaged value does not make a whole page unreadable.
 */
final class BytesType extends BasicDataType<byte[]> {
    static final BytesType INSTANCE = new BytesType();

    private BytesType() {}

    @Override
    public int getMemory(byte[] value) {
        return 24 + value.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        if (size < 0 || size > KeyType.MAX_PAGE_ENTRIES) {
            throw DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "a page claims {0} values", size);
        }
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer out, byte[] value) {
        out.putVarInt(value.length).put(value);
    }

    @Override
    public byte[] read(ByteBuffer in) {
        int length = DataUtils.readVarInt(in);
        if (length < 0 || length > in.remaining()) {
            throw DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "a value claims {0} bytes", length);
        }
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }
}
