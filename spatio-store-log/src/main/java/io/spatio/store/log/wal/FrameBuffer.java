package io.spatio.store.log.wal;

/**
 * Frames being put together. Appenders fill it under the log's lock; the writer completes the checksums outside it. One
 * thread at a time.
 */
final class FrameBuffer {
    private static final int FRAME_TARGET_BYTES = 256 << 10;
    private static final int CAPACITY_BYTES = 1 << 20;
    private static final int NONE = -1;

    private final ByteSink bytes = new ByteSink(CAPACITY_BYTES);
    private int frame = NONE;
    private int count;
    private int erases;

    int size() {
        return bytes.size();
    }

    byte[] array() {
        return bytes.array();
    }

    /** Where to put the next {@code length} bytes of records, which stay in one frame. */
    ByteSink records(int length, long nextSequence) {
        if (frame != NONE && bytes.size() - frame + (long) length > FRAME_TARGET_BYTES) {
            seal();
        }
        bytes.ensure(length + WalFormat.FRAME_HEADER_BYTES + 16);
        if (frame == NONE) {
            frame = bytes.size();
            count = 0;
            bytes.putInt(WalFormat.FRAME_MAGIC);
            bytes.putInt(0);
            bytes.putLong(nextSequence);
            bytes.putZeros(WalFormat.FRAME_HEADER_BYTES - WalFormat.FORCED_SEQUENCE_OFFSET);
        }
        return bytes;
    }

    /** Appends a frame that is whole but for its checksums. */
    void frame(byte[] array, int offset, int length) {
        bytes.putBytes(array, offset, length);
    }

    /** Counts sequence numbers given to the records put last. */
    void counted(int sequences) {
        count += sequences;
    }

    /** Sets how many erase records the log holds up to what was put last, modulo 2^32. */
    void erases(int total) {
        erases = total;
    }

    /** Ends the frame that is open, if any. */
    void seal() {
        if (frame != NONE) {
            bytes.setInt(frame + WalFormat.LENGTH_OFFSET, bytes.size() - frame - WalFormat.FRAME_HEADER_BYTES);
            bytes.setInt(frame + WalFormat.COUNT_OFFSET, count);
            bytes.setInt(frame + WalFormat.ERASES_OFFSET, erases);
            frame = NONE;
            bytes.pad();
        }
    }

    /** Completes the headers of all frames. */
    void finish(long salt, long forcedSequence) {
        byte[] array = bytes.array();
        for (int at = 0; at < bytes.size(); ) {
            int length = ByteSink.intAt(array, at + WalFormat.LENGTH_OFFSET);
            long first = ByteSink.longAt(array, at + WalFormat.FIRST_SEQUENCE_OFFSET);
            bytes.setLong(at + WalFormat.FORCED_SEQUENCE_OFFSET, forcedSequence);
            bytes.setInt(
                    at + WalFormat.PAYLOAD_CRC_OFFSET,
                    WalFormat.payloadCrc(salt, first, array, at + WalFormat.FRAME_HEADER_BYTES, length));
            bytes.setInt(at + WalFormat.HEADER_CRC_OFFSET, WalFormat.headerCrc(salt, array, at));
            at += WalFormat.frameBytes(length);
        }
    }

    void clear() {
        bytes.clear(2 * CAPACITY_BYTES);
        frame = NONE;
    }
}
