package io.spatio.store.log.table;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import java.io.IOException;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Files of a header and blocks, an empty one at the end. A block is its length, the checksum of its place, length and bytes, and the bytes;
 * the header ends with its own checksum. The place is a number that tells the files of one kind apart, so no
 * block passes for one of another file. docs/format/table.md and docs/format/erased.md have the bytes.
 */
final class CheckedBlocks {
    /** A block ends with the entry that reaches this size. */
    static final int BLOCK_BYTES = 64 << 10;

    private static final int BLOCK_HEADER_BYTES = 8;

    private CheckedBlocks() {}

    /** Ends a header with its checksum. */
    static byte[] sealedHeader(ByteSink header) {
        header.putInt(checksum(0, header.array(), header.size()));
        return header.toByteArray();
    }

    /** Whether a header is of a kind of file and as it was written. */
    static boolean isWhole(byte[] header, long magic) {
        int end = header.length - Integer.BYTES;
        return ByteSink.longAt(header, 0) == magic && ByteSink.intAt(header, end) == checksum(0, header, end);
    }

    private static int checksum(long seed, byte[] bytes, int length) {
        return checksum(seed, bytes, 0, length);
    }

    private static int checksum(long seed, byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (seed >>> shift) & 0xFF);
        }
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Writes blocks. One thread. */
    static final class Writer {
        private final Io.WritableFile file;
        private final long place;
        private final ByteSink block = new ByteSink(2 * BLOCK_BYTES);
        private long bytes;

        Writer(Io.WritableFile file, long place) {
            this.file = file;
            this.place = place;
            block.putZeros(BLOCK_HEADER_BYTES);
        }

        /** Where to put entries. */
        ByteSink block() {
            return block;
        }

        /** Whether the next entry begins another block. */
        boolean isFull() {
            return block.size() >= BLOCK_BYTES;
        }

        /** Writes the block that is open, if any. */
        void end() throws IOException {
            if (block.size() > BLOCK_HEADER_BYTES) {
                write();
            }
        }

        /** Writes what is open, and the end. */
        void finish() throws IOException {
            end();
            write();
        }

        private void write() throws IOException {
            int length = block.size() - BLOCK_HEADER_BYTES;
            block.setInt(0, length);
            block.setInt(4, checksum(place ^ length, block.array(), BLOCK_HEADER_BYTES, length));
            file.write(block.array(), 0, block.size());
            bytes += block.size();
            block.clear(4 * BLOCK_BYTES);
            block.putZeros(BLOCK_HEADER_BYTES);
        }

        /** How many bytes were written. */
        long bytes() {
            return bytes;
        }
    }

    /** Reads blocks. One thread. */
    static final class Reader {
        private final Io.ReadableFile file;
        private final String name;
        private final long place;
        private final int blockMaxBytes;
        private final Function<String, StoreCorruptException> damaged;
        private byte[] bytes = new byte[2 * BLOCK_BYTES];
        private long at;
        private long next;
        private int length;
        private int stored;

        /**
         * Reads a file.
         *
         * @param name what messages call it
         * @param place what its blocks were written with
         * @param blockMaxBytes a longer block is damage
         * @param damaged makes the error of what is wrong
         */
        Reader(
                Io.ReadableFile file,
                String name,
                long place,
                int blockMaxBytes,
                Function<String, StoreCorruptException> damaged) {
            this.file = file;
            this.name = name;
            this.place = place;
            this.blockMaxBytes = blockMaxBytes;
            this.damaged = damaged;
        }

        /** The header, with which a file begins. */
        byte[] header(int headerBytes) throws IOException {
            byte[] header = new byte[headerBytes];
            read(0, header, headerBytes);
            next = headerBytes;
            return header;
        }

        /** Goes to where the blocks of a file begin that has something else between its header and them. */
        void startAt(long offset) {
            next = offset;
        }

        /** Goes to the next block; false when that is the empty one at the end. */
        boolean next() throws IOException {
            at = next;
            byte[] head = new byte[BLOCK_HEADER_BYTES];
            read(at, head, BLOCK_HEADER_BYTES);
            length = ByteSink.intAt(head, 0);
            stored = ByteSink.intAt(head, 4);
            if (length < 0 || length > blockMaxBytes) {
                throw damaged.apply("offset=" + at + " a block of " + length + " bytes");
            }
            bytes = length > bytes.length ? new byte[length] : bytes;
            read(at + BLOCK_HEADER_BYTES, bytes, length);
            next = at + BLOCK_HEADER_BYTES + length;
            return length > 0;
        }

        /** Whether the block's checksum is right. */
        boolean isSound() {
            return stored == checksum(place ^ length, bytes, length);
        }

        /** Refuses a block whose checksum is wrong. */
        void requireSound() {
            if (!isSound()) {
                throw damaged.apply("offset=" + at + " a block's checksum is wrong");
            }
        }

        /** The block's entries; valid until the next one. */
        ByteSource block() {
            return new ByteSource(bytes, 0, length, name);
        }

        /** Refuses a file that goes on after the last block. */
        void requireEnd() throws IOException {
            if (next != file.size()) {
                throw damaged.apply("has " + (file.size() - next) + " bytes after its end");
            }
        }

        private void read(long from, byte[] into, int count) throws IOException {
            if (file.read(from, into, 0, count) != count) {
                throw damaged.apply("ends in the middle of a block");
            }
        }
    }
}
