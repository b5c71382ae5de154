package io.spatio.store.log.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A page's metadata: its distinct blobs in the order they first occur, and which row has which, by runs of rows. The
 * blobs are deflated where that makes them an eighth shorter or better. O(bytes). One thread at a time.
 */
public final class MetadataColumn implements AutoCloseable {
    private static final byte[] NONE = new byte[0];
    private static final int NOT_THERE = -1;

    /** A fourth of the time of the usual level, for a tenth more bytes: sealing must keep up with writers. */
    private static final int DEFLATE_LEVEL = 3;

    private static final int EMPTY = 0;
    private static final int PLAIN = 1;
    private static final int DEFLATED = 2;

    /** Less than this is not worth a try. */
    private static final int LEAST_TO_DEFLATE = 64;

    private final Map<Blob, Integer> numbers = new HashMap<>();
    private final List<byte[]> blobs = new ArrayList<>();
    private int[] blobOfRow = new int[0];
    private int rows;
    private int blobBytes;
    private byte[] sought = NONE;
    private int soughtNumber = NOT_THERE;
    private @Nullable Deflater deflater;

    /** Forgets all rows. */
    public void clear() {
        numbers.clear();
        blobs.clear();
        rows = 0;
        blobBytes = 0;
        sought = NONE;
        soughtNumber = NOT_THERE;
    }

    /** Frees what coding took beside memory. A second call does nothing, and coding takes it again. */
    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
    }

    /** The bytes of the distinct blobs there would be with one more. */
    public int blobBytesWith(byte[] metadata) {
        return blobBytes + (numberOf(metadata) == NOT_THERE ? metadata.length : 0);
    }

    /** The number of a blob; rows one after the other often have the same, and each is asked for twice. */
    private int numberOf(byte[] metadata) {
        if (soughtNumber == NOT_THERE || !Arrays.equals(sought, metadata)) {
            soughtNumber = numbers.getOrDefault(new Blob(metadata), NOT_THERE);
            sought = metadata;
        }
        return soughtNumber;
    }

    /** Adds the next row's metadata, empty when none. */
    public void add(byte[] metadata) {
        if (numberOf(metadata) == NOT_THERE) {
            soughtNumber = blobs.size();
            numbers.put(new Blob(metadata), soughtNumber);
            blobs.add(metadata);
            blobBytes += metadata.length;
        }
        if (rows == blobOfRow.length) {
            blobOfRow = Arrays.copyOf(blobOfRow, Math.max(64, 2 * rows));
        }
        blobOfRow[rows++] = soughtNumber;
    }

    /** The metadata of a row that was added or decoded. */
    public byte[] get(int row) {
        return rows == 0 ? NONE : blobs.get(blobOfRow[row]);
    }

    /** Writes what was added. */
    public void encode(ByteSink sink) {
        if (blobBytes == 0) {
            sink.writeByte(EMPTY);
            return;
        }
        byte[] joined = joined();
        byte[] deflated = joined.length < LEAST_TO_DEFLATE ? null : deflated(joined);
        sink.writeByte(deflated == null ? PLAIN : DEFLATED);
        encodeRuns(sink);
        sink.writeVarint(blobs.size());
        for (byte[] blob : blobs) {
            sink.writeVarint(blob.length);
        }
        byte[] stored = deflated == null ? joined : deflated;
        sink.writeVarint(stored.length);
        sink.write(stored, 0, stored.length);
    }

    /**
     * Replaces all by what was written.
     *
     * @param mostBytes the bytes that the blobs may have together
     */
    public void decode(ByteSource source, int rowCount, int mostBytes) {
        clear();
        int mode = source.readByte();
        if (mode == EMPTY) {
            return;
        }
        if (mode > DEFLATED) {
            throw ByteSource.damaged("unknown metadata coding: coding=" + mode);
        }
        int largest = decodeRuns(source, rowCount);
        int count = source.readCount(1, rowCount);
        if (largest >= count) {
            throw ByteSource.damaged("a row has metadata that is not there");
        }
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = source.readCount(0, mostBytes - blobBytes);
            blobBytes += lengths[i];
        }
        int stored = source.readCount(0, source.remaining());
        int position = source.skip(stored);
        byte[] joined = source.array();
        if (mode == DEFLATED) {
            joined = inflated(source.array(), position, stored, blobBytes);
            position = 0;
        } else if (stored != blobBytes) {
            throw ByteSource.damaged("metadata has another length than its blobs");
        }
        for (int length : lengths) {
            blobs.add(length == 0 ? NONE : Arrays.copyOfRange(joined, position, position + length));
            position += length;
        }
    }

    private byte[] joined() {
        byte[] joined = new byte[blobBytes];
        int at = 0;
        for (byte[] blob : blobs) {
            System.arraycopy(blob, 0, joined, at, blob.length);
            at += blob.length;
        }
        return joined;
    }

    private byte @Nullable [] deflated(byte[] joined) {
        Deflater present = deflater == null ? new Deflater(DEFLATE_LEVEL, true) : deflater;
        deflater = present;
        byte[] shorter = new byte[joined.length - joined.length / 8];
        present.reset();
        present.setInput(joined);
        present.finish();
        int length = present.deflate(shorter);
        return present.finished() ? Arrays.copyOf(shorter, length) : null;
    }

    private static byte[] inflated(byte[] bytes, int position, int stored, int length) {
        Inflater inflater = new Inflater(true);
        try {
            byte[] inflated = new byte[length];
            inflater.setInput(bytes, position, stored);
            int got = inflater.inflate(inflated);
            // The end mark may still be unread when the output is full.
            boolean whole = got == length && inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (!whole || inflater.getRemaining() > 0) {
                throw ByteSource.damaged("metadata does not inflate to the length it states");
            }
            return inflated;
        } catch (DataFormatException e) {
            throw ByteSource.damaged("metadata does not inflate: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private void encodeRuns(ByteSink sink) {
        for (int row = 0; row < rows; ) {
            int end = row + 1;
            while (end < rows && blobOfRow[end] == blobOfRow[row]) {
                end++;
            }
            sink.writeVarint(blobOfRow[row]);
            sink.writeVarint(end - row - 1);
            row = end;
        }
    }

    private int decodeRuns(ByteSource source, int rowCount) {
        if (blobOfRow.length < rowCount) {
            blobOfRow = new int[rowCount];
        }
        int largest = 0;
        while (rows < rowCount) {
            int blob = source.readCount(0, rowCount - 1);
            int length = source.readCount(0, rowCount - rows - 1) + 1;
            Arrays.fill(blobOfRow, rows, rows + length, blob);
            rows += length;
            largest = Math.max(largest, blob);
        }
        return largest;
    }

    /** Bytes as a key. */
    private record Blob(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
