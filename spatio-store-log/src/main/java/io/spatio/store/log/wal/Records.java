package io.spatio.store.log.wal;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;

/** The records in a frame's payload; docs/format/wal.md has the table. Stateless. */
public final class Records {
    /** No metadata. */
    public static final byte[] NO_METADATA = new byte[0];
    /** More than any record takes beside its metadata. */
    public static final int FIXED_MAX_BYTES = 64;
    /** As much as an event takes at most beside its metadata, with the record that its object begins again. */
    public static final int EVENT_MAX_BYTES = 48;

    private static final int DEFINE = 1;
    private static final int SKIP = 2;
    private static final int ERASE_OBJECT = 3;
    private static final int ERASE_NAMESPACE = 4;
    private static final int DELETE = 5;
    private static final int FORGET = 6;
    private static final int EXPIRE = 7; // reserved
    private static final int POSITION = 8;
    private static final int PATCH = 12; // reserved, to 15 as a position's
    private static final int DOCUMENT = 16;
    private static final int DOCUMENT_REMOVED = 17;
    private static final int WITH_ALTITUDE = 1;
    private static final int WITH_METADATA = 2;
    private static final long ABSENT = Double.doubleToRawLongBits(Double.NaN);

    private Records() {}

    /** Takes records as they are read. */
    public interface Visitor {
        /**
         * An object's number in this file stands for this incarnation of these names from here on; the texts are valid
         * during the call.
         */
        void define(int object, long incarnation, Text namespace, Text objectId);

        /** A position. */
        void position(
                long sequence, int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata);

        /** A delete, with the time at which it was made. */
        void delete(long sequence, int object, long timestampMicros, long madeAtMicros);

        /** An object begins again with its next record, whose sequence number is at least the given one. */
        void forget(long sequence, int object);

        /**
         * An erase of an object: of the incarnations of its id that were not erased before, its own the first. A number that
         * no object can have stands for one that segments alone know.
         */
        void eraseObject(long sequence, int object, long[] incarnations);

        /** An erase of a namespace of at most a given number of objects, none of a greater incarnation. */
        void eraseNamespace(long sequence, String namespace, long greatestIncarnation, long objects);

        /** A document that was put. */
        void document(long sequence, String key, byte[] content);

        /** A document that was removed. */
        void documentRemoved(long sequence, String key);
    }

    /** Writes what a number stands for. */
    public static void define(ByteSink out, int object, long incarnation, byte[] namespace, byte[] objectId) {
        out.putByte(DEFINE);
        out.putVarint(object);
        out.putVarint(incarnation);
        out.putBlock(namespace);
        out.putBlock(objectId);
    }

    /** Writes that some sequence numbers hold nothing any more. */
    public static void skip(ByteSink out, long sequences) {
        out.putByte(SKIP);
        out.putVarint(sequences);
    }

    /** Writes a position. */
    public static void position(
            ByteSink out, int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        boolean altitude = Double.doubleToRawLongBits(alt) != ABSENT;
        out.putByte(POSITION | (altitude ? WITH_ALTITUDE : 0) | (metadata.length > 0 ? WITH_METADATA : 0));
        out.putVarint(object);
        out.putLong(timestampMicros);
        out.putDouble(lon);
        out.putDouble(lat);
        if (altitude) {
            out.putDouble(alt);
        }
        if (metadata.length > 0) {
            out.putBlock(metadata);
        }
    }

    /** Writes a delete. */
    public static void delete(ByteSink out, int object, long timestampMicros, long madeAtMicros) {
        out.putByte(DELETE);
        out.putVarint(object);
        out.putLong(timestampMicros);
        out.putLong(madeAtMicros);
    }

    /** Writes that an object begins again with the next record about it, which must stand in the same frame. */
    public static void forget(ByteSink out, int object) {
        out.putByte(FORGET);
        out.putVarint(object);
    }

    /** More than an erase of an object takes that ends a number of incarnations. */
    public static int eraseObjectMaxBytes(int incarnations) {
        return FIXED_MAX_BYTES + 10 * incarnations;
    }

    /** Writes an erase of an object. */
    public static void eraseObject(ByteSink out, int object, long[] incarnations) {
        out.putByte(ERASE_OBJECT);
        out.putVarint(object);
        out.putVarint(incarnations.length);
        for (long incarnation : incarnations) {
            out.putVarint(incarnation);
        }
    }

    /** Writes an erase of a namespace. */
    public static void eraseNamespace(ByteSink out, byte[] namespace, long greatestIncarnation, long objects) {
        out.putByte(ERASE_NAMESPACE);
        out.putBlock(namespace);
        out.putVarint(greatestIncarnation);
        out.putVarint(objects);
    }

    /** Writes a document. */
    public static void document(ByteSink out, byte[] key, byte[] content) {
        out.putByte(DOCUMENT);
        out.putBlock(key);
        out.putBlock(content);
    }

    /** Writes that a document is removed. */
    public static void documentRemoved(ByteSink out, byte[] key) {
        out.putByte(DOCUMENT_REMOVED);
        out.putBlock(key);
    }

    /**
     * Reads a whole payload.
     *
     * @throws StoreCorruptException when it is malformed or holds not just {@code count} sequence numbers
     * @throws UnsupportedFormatException when it holds a record of a type that this version does not read
     */
    static void read(ByteSource in, long firstSequence, int count, Visitor visitor) {
        long sequence = firstSequence;
        Text namespace = new Text();
        Text objectId = new Text();
        while (in.remaining() > 0) {
            int type = in.getByte();
            switch (type) {
                case DEFINE -> {
                    int object = in.getVarInt();
                    long incarnation = getIncarnation(in);
                    in.getText(namespace);
                    in.getText(objectId);
                    visitor.define(object, incarnation, namespace, objectId);
                }
                case SKIP -> sequence += in.getVarInt();
                case ERASE_OBJECT -> visitor.eraseObject(sequence++, in.getVarInt(), getIncarnations(in));
                case ERASE_NAMESPACE ->
                    visitor.eraseNamespace(sequence++, in.getText(), in.getVarint(), in.getVarint());
                case FORGET -> visitor.forget(sequence, in.getVarInt());
                case DELETE -> visitor.delete(sequence++, in.getVarInt(), in.getLong(), in.getLong());
                case DOCUMENT -> visitor.document(sequence++, in.getText(), in.getBlock());
                case DOCUMENT_REMOVED -> visitor.documentRemoved(sequence++, in.getText());
                default -> {
                    if ((type & ~(WITH_ALTITUDE | WITH_METADATA)) != POSITION) {
                        throw Formats.reserved(in.place() + ": sequence=" + sequence, what(type));
                    }
                    readPosition(in, type, sequence++, visitor);
                }
            }
        }
        if (sequence != firstSequence + count) {
            throw in.corrupt("holds " + (sequence - firstSequence) + " records where " + count + " are declared");
        }
    }

    private static String what(int type) {
        return switch (type) {
            case EXPIRE -> "an expiry";
            case PATCH, PATCH + 1, PATCH + 2, PATCH + 3 -> "a patch";
            default -> "a record of type " + type;
        };
    }

    private static long getIncarnation(ByteSource in) {
        long incarnation = in.getVarint();
        if (incarnation < 1) {
            throw in.corrupt("an object is incarnation " + incarnation);
        }
        return incarnation;
    }

    private static long[] getIncarnations(ByteSource in) {
        int count = in.getVarInt();
        if (count < 1 || count > in.remaining()) {
            throw in.corrupt("an erase of " + count + " incarnations");
        }
        long[] incarnations = new long[count];
        for (int i = 0; i < count; i++) {
            incarnations[i] = getIncarnation(in);
        }
        return incarnations;
    }

    private static void readPosition(ByteSource in, int type, long sequence, Visitor visitor) {
        int object = in.getVarInt();
        long timestampMicros = in.getLong();
        double lon = in.getDouble();
        double lat = in.getDouble();
        double alt = (type & WITH_ALTITUDE) != 0 ? in.getDouble() : Double.NaN;
        byte[] metadata = (type & WITH_METADATA) != 0 ? in.getBlock() : NO_METADATA;
        visitor.position(sequence, object, timestampMicros, lon, lat, alt, metadata);
    }
}
