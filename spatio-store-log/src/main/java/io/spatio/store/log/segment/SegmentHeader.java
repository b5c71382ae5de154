package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import java.util.UUID;

/**
 * What is known of a segment before its first row.
 *
 * @param storeId the store it belongs to
 * @param level how many times its rows were merged
 * @param minSequence at most the least place in the append order of its rows
 * @param maxSequence at least the greatest
 */
public record SegmentHeader(UUID storeId, int level, long minSequence, long maxSequence) {
    /** Checks the range. */
    public SegmentHeader {
        if (level < 0 || minSequence < 1 || maxSequence < minSequence) {
            throw new IllegalArgumentException(
                    "level=" + level + " minSequence=" + minSequence + " maxSequence=" + maxSequence);
        }
    }

    byte[] encode() {
        ByteSink sink = new ByteSink(SegmentFormat.HEADER_BYTES);
        sink.writeInt64(SegmentFormat.MAGIC);
        sink.writeInt16(SegmentFormat.MAJOR);
        sink.writeInt16(SegmentFormat.MINOR);
        writeTo(sink);
        sink.writeZeros(SegmentFormat.HEADER_BYTES - Integer.BYTES - sink.size());
        sink.writeInt32(Checksums.crc32c(sink.array(), 0, sink.size()));
        return sink.toByteArray();
    }

    static SegmentHeader decode(byte[] bytes) {
        ByteSource source = Checksums.sealed(bytes, SegmentFormat.HEADER_BYTES, "header");
        SegmentFormat.checkMagic(source.readInt64(), "header");
        SegmentFormat.checkVersion(source.readInt16());
        source.readInt16();
        return readFrom(source);
    }

    void writeTo(ByteSink sink) {
        sink.writeInt64(storeId.getMostSignificantBits());
        sink.writeInt64(storeId.getLeastSignificantBits());
        sink.writeInt32(level);
        sink.writeInt64(minSequence);
        sink.writeInt64(maxSequence);
    }

    static SegmentHeader readFrom(ByteSource source) {
        UUID storeId = new UUID(source.readInt64(), source.readInt64());
        int level = source.readInt32();
        long minSequence = source.readInt64();
        long maxSequence = source.readInt64();
        if (level < 0 || minSequence < 1 || maxSequence < minSequence) {
            throw ByteSource.damaged("level=" + level + " minSequence=" + minSequence + " maxSequence=" + maxSequence);
        }
        return new SegmentHeader(storeId, level, minSequence, maxSequence);
    }
}
