package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys of a fixed width. All keys of a page, leaf or inner node, follow one CRC32C: a flipped bit in an inner
 * node would otherwise hide rows without a trace, as H2's own check does not cover a page's content.
 */
final class KeyType<K extends Comparable<K>> extends BasicDataType<K> {
    static final KeyType<RowKey> ROW = new KeyType<>(20, RowKey[]::new, new Codec<>() {
        @Override
        public void put(ByteBuffer out, RowKey key) {
            out.putInt(key.object()).putLong(key.timestampMicros()).putLong(key.sequence());
        }

        @Override
        public RowKey get(ByteBuffer in) {
            return new RowKey(in.getInt(), in.getLong(), in.getLong());
        }
    });
    static final KeyType<Long> SEQUENCE = new KeyType<>(8, Long[]::new, new Codec<>() {
        @Override
        public void put(ByteBuffer out, Long key) {
            out.putLong(key);
        }

        @Override
        public Long get(ByteBuffer in) {
            return in.getLong();
        }
    });
    static final KeyType<Integer> NUMBER = new KeyType<>(4, Integer[]::new, new Codec<>() {
        @Override
        public void put(ByteBuffer out, Integer key) {
            out.putInt(key);
        }

        @Override
        public Integer get(ByteBuffer in) {
            return in.getInt();
        }
    });
    /** H2 splits pages long before; a larger count is damage, and must not become an allocation. */
    static final int MAX_PAGE_ENTRIES = 1 << 20;

    /** How one key stands in the file. */
    interface Codec<K> {
        void put(ByteBuffer out, K key);

        K get(ByteBuffer in);
    }

    private final int width;
    private final IntFunction<K[]> storage;
    private final Codec<K> codec;

    private KeyType(int width, IntFunction<K[]> storage, Codec<K> codec) {
        this.width = width;
        this.storage = storage;
        this.codec = codec;
    }

    /** A key's bytes, as they go into the checksum of its value. */
    byte[] bytes(K key) {
        ByteBuffer bytes = ByteBuffer.allocate(width);
        codec.put(bytes, key);
        return bytes.array();
    }

    @Override
    public int compare(K one, K other) {
        return one.compareTo(other);
    }

    @Override
    public int getMemory(K key) {
        return 16 + width;
    }

    @Override
    public K[] createStorage(int size) {
        if (size < 0 || size > MAX_PAGE_ENTRIES) {
            throw DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "a page claims {0} keys", size);
        }
        return storage.apply(size);
    }

    @Override
    public void write(WriteBuffer out, K key) {
        out.put(bytes(key));
    }

    @Override
    public K read(ByteBuffer in) {
        return codec.get(in);
    }

    @Override
    public void write(WriteBuffer out, Object keys, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + count * width).putInt(0);
        for (int i = 0; i < count; i++) {
            codec.put(bytes, cast(keys)[i]);
        }
        bytes.putInt(0, crc(bytes.array(), Integer.BYTES));
        out.put(bytes.array());
    }

    @Override
    public void read(ByteBuffer in, Object keys, int count) {
        if (in.remaining() < Integer.BYTES + count * width) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "a page is too short for {0} keys", count);
        }
        int expected = in.getInt();
        byte[] bytes = new byte[count * width];
        in.get(bytes);
        if (expected != crc(bytes, 0)) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "the checksum of the keys of a page fails");
        }
        ByteBuffer source = ByteBuffer.wrap(bytes);
        for (int i = 0; i < count; i++) {
            cast(keys)[i] = codec.get(source);
        }
    }

    private static int crc(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }
}
