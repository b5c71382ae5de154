package io.spatio.store.log.wal;

import io.spatio.store.log.io.Io;
import java.io.IOException;

/**
 * Walks the frames of a log file from its start. Stops at the first byte that is not a whole frame with the expected
 * sequence number, and can then look beyond it to judge what happened. One thread.
 */
public final class FrameReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 1 << 20;
    private static final int LENGTH_MAX_BYTES = 2 * WalFormat.PAYLOAD_MAX_BYTES;

    private final Io.ReadableFile file;
    private final String name;
    private final long size;
    private final WalHeader header;
    private byte[] window = new byte[0];
    private long windowStart;
    private long offset = WalHeader.BYTES;
    private long nextSequence;
    private int frame;
    private int payloadBytes;

    private FrameReader(Io.ReadableFile file, String name, WalHeader header) throws IOException {
        this.file = file;
        this.name = name;
        this.size = file.size();
        this.header = header;
        this.nextSequence = header.firstSequence();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws io.spatio.error.StoreCorruptException when the header is damaged
     */
    public static FrameReader open(Io io, java.nio.file.Path path) throws IOException {
        Io.ReadableFile file = io.open(path);
        boolean done = false;
        try {
            String name = path.getFileName().toString();
            byte[] bytes = new byte[(int) Math.min(WalHeader.BYTES, file.size())];
            file.read(0, bytes, 0, bytes.length);
            FrameReader reader = new FrameReader(file, name, WalHeader.decode(bytes, name));
            done = true;
            return reader;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** The file's header. */
    public WalHeader header() {
        return header;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** The file's length. */
    public long sizeBytes() {
        return size;
    }

    /** Where the frame that {@link #next} found ends, or where it stopped. */
    public long offset() {
        return offset;
    }

    /** The sequence number after the last one read. */
    public long nextSequence() {
        return nextSequence;
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return offset == size;
    }

    /** Moves past the next frame; false at the end and at damage. */
    public boolean next() throws IOException {
        if (!headerAt(offset) || !payloadAt(offset) || firstSequence() != nextSequence) {
            return false;
        }
        offset += WalFormat.frameBytes(payloadBytes);
        nextSequence += count();
        return true;
    }

    /**
     * From damage on, moves past the next undamaged frame of a later sequence number; false when there is none. What
     * lies between is lost: {@link #firstSequence} tells how much.
     */
    public boolean nextBeyondDamage() throws IOException {
        for (long at = offset; at + WalFormat.FRAME_HEADER_BYTES <= size; at += 8) {
            if (headerAt(at) && firstSequence() >= nextSequence && payloadAt(at)) {
                offset = at + WalFormat.frameBytes(payloadBytes);
                nextSequence = firstSequence() + count();
                return true;
            }
        }
        return false;
    }

    /** The highest sequence number that an undamaged frame header from here on states to be on stable storage. */
    public long forcedSequenceBeyond() throws IOException {
        long forced = 0;
        for (long at = offset; at + WalFormat.FRAME_HEADER_BYTES <= size; at += 8) {
            if (headerAt(at)) {
                forced = Math.max(forced, ByteSink.longAt(window, frame + WalFormat.FORCED_SEQUENCE_OFFSET));
            }
        }
        return forced;
    }

    /** The first sequence number of the frame found last. */
    public long firstSequence() {
        return ByteSink.longAt(window, frame + WalFormat.FIRST_SEQUENCE_OFFSET);
    }

    /** How many sequence numbers the frame found last covers. */
    public int count() {
        return ByteSink.intAt(window, frame + WalFormat.COUNT_OFFSET);
    }

    /** How many erase records the log holds up to the end of the frame found last, modulo 2^32. */
    public int erases() {
        return ByteSink.intAt(window, frame + WalFormat.ERASES_OFFSET);
    }

    /**
     * The most erase records that an undamaged frame header from here on states beyond a number of them, modulo 2^32;
     * 0 where none does.
     */
    public int erasesBeyond(int known) throws IOException {
        int most = 0;
        for (long at = offset; at + WalFormat.FRAME_HEADER_BYTES <= size; at += 8) {
            if (headerAt(at)) {
                most = Math.max(most, erases() - known);
            }
        }
        return most;
    }

    /** Reads the records of the frame found last. */
    public void records(Records.Visitor visitor) {
        ByteSource in = new ByteSource(
                window, frame + WalFormat.FRAME_HEADER_BYTES, payloadBytes, name + ": offset=" + (windowStart + frame));
        Records.read(in, firstSequence(), count(), visitor);
    }

    /** Whether erase records before the frame found last are lost, when a given number of them was read before it, modulo 2^32. */
    public boolean areErasesLost(int erasesBefore) {
        if (erases() == erasesBefore) {
            return false;
        }
        EraseCount within = new EraseCount();
        records(within);
        return erases() - within.count() != erasesBefore;
    }

    /** Appends the frame found last as it stands. */
    void copyTo(FrameBuffer out) {
        out.frame(window, frame, WalFormat.frameBytes(payloadBytes));
    }

    private boolean headerAt(long at) throws IOException {
        if (at + WalFormat.FRAME_HEADER_BYTES > size) {
            return false;
        }
        frame = load(at, WalFormat.FRAME_HEADER_BYTES);
        if (ByteSink.intAt(window, frame) != WalFormat.FRAME_MAGIC) {
            return false;
        }
        int stated = ByteSink.intAt(window, frame + WalFormat.HEADER_CRC_OFFSET);
        return stated == WalFormat.headerCrc(header.salt(), window, frame);
    }

    private boolean payloadAt(long at) throws IOException {
        payloadBytes = ByteSink.intAt(window, frame + WalFormat.LENGTH_OFFSET);
        if (payloadBytes < 0
                || payloadBytes > LENGTH_MAX_BYTES
                || count() < 0
                || at + WalFormat.frameBytes(payloadBytes) > size) {
            return false;
        }
        frame = load(at, WalFormat.frameBytes(payloadBytes));
        int payload = frame + WalFormat.FRAME_HEADER_BYTES;
        int stated = ByteSink.intAt(window, frame + WalFormat.PAYLOAD_CRC_OFFSET);
        return stated == WalFormat.payloadCrc(header.salt(), firstSequence(), window, payload, payloadBytes)
                && zeros(payload + payloadBytes, frame + WalFormat.frameBytes(payloadBytes));
    }

    private boolean zeros(int from, int to) {
        for (int i = from; i < to; i++) {
            if (window[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Makes a range of the file stand in the window and returns where. */
    private int load(long at, int length) throws IOException {
        if (at < windowStart || at + length > windowStart + window.length) {
            int wanted = (int) Math.min(Math.max(length, WINDOW_BYTES), size - at);
            if (window.length != wanted) {
                window = new byte[wanted];
            }
            int read = file.read(at, window, 0, wanted);
            if (read != wanted) {
                throw new IOException(name + ": offset=" + at + " gave " + read + " bytes of " + wanted);
            }
            windowStart = at;
        }
        return (int) (at - windowStart);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
