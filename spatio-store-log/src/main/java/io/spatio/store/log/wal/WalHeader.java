package io.spatio.store.log.wal;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 bytes of a log file; docs/format/wal.md has the table.
 *
 * @param store the store it belongs to
 * @param number the file's number, one more than its predecessor's
 * @param salt random; seeds every checksum of the file, so that bytes of another file never pass for its own
 * @param firstSequence the first sequence number it may hold: all before is in its predecessors, on stable storage
 * @param erases how many erase records its predecessors hold, modulo 2^32
 */
public record WalHeader(UUID store, long number, long salt, long firstSequence, int erases) {
    /** Its length. */
    public static final int BYTES = 64;

    private static final long MAGIC = 0x4C574F4954415053L; // "SPATIOWL"
    private static final int MAJOR = 2;
    private static final int MINOR = 0;
    private static final int CRC_OFFSET = 60;

    /** The bytes. */
    public byte[] encode() {
        ByteSink out = new ByteSink(BYTES);
        out.putLong(MAGIC);
        out.putShort(MAJOR);
        out.putShort(MINOR);
        out.putInt(0);
        out.putLong(store.getMostSignificantBits());
        out.putLong(store.getLeastSignificantBits());
        out.putLong(number);
        out.putLong(salt);
        out.putLong(firstSequence);
        out.putInt(erases);
        out.putInt(crc(out.array()));
        return out.toByteArray();
    }

    /**
     * Reads a header.
     *
     * @throws StoreCorruptException when the bytes are no header
     * @throws UnsupportedFormatException when they are one of another major version
     */
    public static WalHeader decode(byte[] bytes, String file) {
        if (bytes.length < BYTES || ByteSink.longAt(bytes, 0) != MAGIC) {
            throw new StoreCorruptException(file + ": offset=0 the header is damaged or not of a log file");
        }
        int major = ByteSink.shortAt(bytes, 8);
        boolean whole = ByteSink.intAt(bytes, CRC_OFFSET) == crc(bytes);
        if (whole && major != MAJOR) {
            throw Formats.unsupported(file, major, ByteSink.shortAt(bytes, 10), MAJOR);
        }
        if (!whole) {
            throw new StoreCorruptException(file + ": offset=0 the header's checksum is wrong");
        }
        return new WalHeader(
                new UUID(ByteSink.longAt(bytes, 16), ByteSink.longAt(bytes, 24)),
                ByteSink.longAt(bytes, 32),
                ByteSink.longAt(bytes, 40),
                ByteSink.longAt(bytes, 48),
                ByteSink.intAt(bytes, 56));
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_OFFSET);
        return (int) crc.getValue();
    }
}
