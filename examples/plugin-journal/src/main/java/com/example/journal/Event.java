package com.example.journal;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/** One event of an object. Coordinates are kept as bits: -0.0, 180 and an absent altitude come back as they were. */
record Event(
        long sequence,
        long micros,
        boolean isDelete,
        long madeAtMicros,
        long lonBits,
        long latBits,
        long altBits,
        byte[] metadata) {
    static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::micros).thenComparingLong(Event::sequence);

    static Event of(EventBatch batch, int i, long sequence) {
        return new Event(
                sequence,
                batch.timestampMicros(i),
                isDelete(batch.kind(i)),
                batch.madeAtMicros(i),
                Double.doubleToRawLongBits(batch.lon(i)),
                Double.doubleToRawLongBits(batch.lat(i)),
                Double.doubleToRawLongBits(batch.alt(i)),
                batch.metadata(i));
    }

    /** Kinds may be added: one that this store does not know is refused, not taken for another. */
    private static boolean isDelete(EventKind kind) {
        if (kind != EventKind.POSITION && kind != EventKind.DELETE) {
            throw new IllegalArgumentException("store journal does not keep events of kind " + kind);
        }
        return kind == EventKind.DELETE;
    }

    /** Whether both are the same position: then history shows the one appended last. */
    boolean repeats(Event other) {
        return !isDelete
                && !other.isDelete
                && micros == other.micros
                && lonBits == other.lonBits
                && latBits == other.latBits
                && altBits == other.altBits
                && Arrays.equals(metadata, other.metadata);
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(sequence);
        out.writeLong(micros);
        out.writeBoolean(isDelete);
        out.writeLong(madeAtMicros);
        out.writeLong(lonBits);
        out.writeLong(latBits);
        out.writeLong(altBits);
        out.writeInt(metadata.length);
        out.write(metadata);
    }

    static Event readFrom(DataInputStream in) throws IOException {
        return new Event(
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readNBytes(in.readInt()));
    }
}
