package io.spatio.store.mvstore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One event in memory. The bytes of the metadata are never changed. */
record Event(
        ObjectName name,
        long timestampMicros,
        long sequence,
        Kind kind,
        double lon,
        double lat,
        double alt,
        byte[] metadata,
        Origin origin) {
    static final byte[] NO_METADATA = {};
    /** Numbers of objects begin at 1. */
    private static final ObjectName NO_OBJECT = new ObjectName(0, "", "");

    /** What an event is. Its place in this list stands in the file. */
    enum Kind {
        DELETE,
        POSITION,
        /** Reserved: the end of a position by its age. */
        EXPIRE,
        /** Reserved: a change of metadata alone. */
        PATCH,
        /** The end of an incarnation; only in the tail, where it takes its place in the append order. */
        ERASE,
        /** A put or a remove of a document, of no object; only in the tail, where it takes its place in the append order. */
        DOCUMENT
    }

    /**
     * What history does not show.
     *
     * @param begins whether the object's state begins with it
     * @param madeAtMicros when a delete was made
     */
    record Origin(boolean begins, long madeAtMicros) {
        static final Origin PLAIN = new Origin(false, 0);
        private static final Origin BEGINNING = new Origin(true, 0);

        static Origin of(boolean begins, long madeAtMicros) {
            if (madeAtMicros != 0) {
                return new Origin(begins, madeAtMicros);
            }
            return begins ? BEGINNING : PLAIN;
        }
    }

    static Event erase(ObjectName name, long sequence) {
        return new Event(name, 0, sequence, Kind.ERASE, 0, 0, Double.NaN, NO_METADATA, Origin.PLAIN);
    }

    static Event document(long sequence) {
        return new Event(NO_OBJECT, 0, sequence, Kind.DOCUMENT, 0, 0, Double.NaN, NO_METADATA, Origin.PLAIN);
    }

    boolean isDelete() {
        return kind == Kind.DELETE;
    }

    boolean isPosition() {
        return kind == Kind.POSITION;
    }

    RowKey key() {
        return new RowKey(name.number, timestampMicros, sequence);
    }

    /** Roughly what it takes in memory beside a fixed cost, and uncompressed in the file. */
    int sizeBytes() {
        return sizeBytes(metadata.length);
    }

    static int sizeBytes(int metadataBytes) {
        return 48 + metadataBytes;
    }

    /** The object's state after this event, which is appended to the given one. */
    Event after(@Nullable Event state) {
        if (state != null && !origin.begins() && timestampMicros < state.timestampMicros) {
            return state;
        }
        return this; // sequence numbers only grow, so an equal timestamp is greater
    }

    /** What must agree, beside object and timestamp, for a position to be a repeat. */
    Content content() {
        return new Content(
                Double.doubleToRawLongBits(lon),
                Double.doubleToRawLongBits(lat),
                Double.doubleToRawLongBits(alt),
                metadata);
    }

    /** Coordinates as bits and metadata as bytes. */
    record Content(long lonBits, long latBits, long altBits, byte[] metadata) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content that
                    && lonBits == that.lonBits
                    && latBits == that.latBits
                    && altBits == that.altBits
                    && Arrays.equals(metadata, that.metadata);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(lonBits * 31 + latBits * 17 + altBits) * 31 + Arrays.hashCode(metadata);
        }
    }
}
