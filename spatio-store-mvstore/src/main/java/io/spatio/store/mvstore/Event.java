package io.spatio.store.mvstore;

import java.util.Arrays;

/** One event in memory. The bytes of the metadata are never changed. */
record Event(
        ObjectName name,
        long timestampMicros,
        long sequence,
        boolean isDelete,
        double lon,
        double lat,
        double alt,
        byte[] metadata,
        Origin origin) {
    static final byte[] NO_METADATA = {};

    /**
     * What an event carries only on its way in, and a delete also as an object's greatest event.
     *
     * @param beginsAnew whether the object's state begins with it
     * @param madeAtMicros when a delete was made
     */
    record Origin(boolean beginsAnew, long madeAtMicros) {
        static final Origin PLAIN = new Origin(false, 0);
        static final Origin ANEW = new Origin(true, 0);
    }

    static Event delete(ObjectName name, long timestampMicros, long sequence, long madeAtMicros) {
        Origin origin = new Origin(false, madeAtMicros);
        return new Event(name, timestampMicros, sequence, true, 0, 0, Double.NaN, NO_METADATA, origin);
    }

    /** The same at another place of the append order. */
    Event at(long newSequence) {
        return new Event(name, timestampMicros, newSequence, isDelete, lon, lat, alt, metadata, origin);
    }

    /** The same delete, made at a time. */
    Event madeAt(long micros) {
        return delete(name, timestampMicros, sequence, micros);
    }

    RowKey key() {
        return new RowKey(name.number, timestampMicros, sequence);
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
