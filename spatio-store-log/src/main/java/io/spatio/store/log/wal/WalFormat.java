package io.spatio.store.log.wal;

import java.util.zip.CRC32C;

/**
 * Where a frame's fields lie; docs/format/wal.md has the table. A frame is a group of records written at once: wholly
 * there or not at all.
 */
public final class WalFormat {
    /** The largest payload of records appended as a whole. */
    public static final int PAYLOAD_MAX_BYTES = 16 << 20;
    /** Length of a frame's header. */
    public static final int FRAME_HEADER_BYTES = 40;

    static final int FRAME_MAGIC = 0x52465053; // "SPFR"
    static final int LENGTH_OFFSET = 4;
    static final int FIRST_SEQUENCE_OFFSET = 8;
    static final int FORCED_SEQUENCE_OFFSET = 16;
    static final int COUNT_OFFSET = 24;
    static final int ERASES_OFFSET = 28;
    static final int PAYLOAD_CRC_OFFSET = 32;
    static final int HEADER_CRC_OFFSET = 36;

    private WalFormat() {}

    /** Bytes of a whole frame on disk, padding included. */
    static int frameBytes(int payloadBytes) {
        return (FRAME_HEADER_BYTES + payloadBytes + 7) & ~7;
    }

    static int headerCrc(long salt, byte[] bytes, int frame) {
        CRC32C crc = seeded(salt);
        crc.update(bytes, frame, HEADER_CRC_OFFSET);
        return (int) crc.getValue();
    }

    static int payloadCrc(long salt, long firstSequence, byte[] bytes, int payload, int length) {
        CRC32C crc = seeded(salt ^ Long.rotateLeft(firstSequence, 32));
        crc.update(bytes, payload, length);
        return (int) crc.getValue();
    }

    private static CRC32C seeded(long seed) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (seed >>> shift) & 0xFF);
        }
        return crc;
    }
}
