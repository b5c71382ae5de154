package io.spatio.store.mvstore;

import io.spatio.error.UnsupportedFormatException;
import java.nio.ByteBuffer;

/**
 * What the file says of itself, rewritten with every commit. The sizes of the maps show a root that was lost or points
 * elsewhere, which H2 takes for an empty or another map.
 */
record FileMeta(long sequence, boolean cleanlyClosed, Sizes sizes, Counts counts, Move move) {
    /** The one key of the map {@code meta}. */
    static final Integer KEY = 0;

    static final short MAJOR = 3;
    private static final short MINOR = 0;
    private static final long STORE_TYPE = 0x5370_6174_696f_4d56L; // "SpatioMV"
    private static final int CONTENT_BYTES = 8 + 2 + 2 + 4 + 8 + 1 + 6 * 8 + (8 + 4 + 8) + (8 + 8 + 4);

    /** How many entries the maps have. */
    record Sizes(long names, long tails, long blocks, long lasts, long documents, long contents) {
        static final Sizes NONE = new Sizes(0, 0, 0, 0, 0, 0);

        static Sizes of(MvFile file) {
            return new Sizes(
                    file.name.sizeAsLong(),
                    file.tailMap.sizeAsLong(),
                    file.block.sizeAsLong(),
                    file.last.sizeAsLong(),
                    file.document.sizeAsLong(),
                    file.content.sizeAsLong());
        }

        void encode(ByteBuffer out) {
            out.putLong(names).putLong(tails).putLong(blocks).putLong(lasts);
            out.putLong(documents).putLong(contents);
        }

        static Sizes decode(ByteBuffer in) {
            return new Sizes(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong());
        }
    }

    /**
     * What only the file as a whole knows.
     *
     * @param records events of objects that were not erased
     * @param highestNumber the greatest number ever given to an object with an event
     * @param lastErase the sequence number of the last erase, 0 when there was none
     */
    record Counts(long records, int highestNumber, long lastErase) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plusRecords(long more) {
            return new Counts(records + more, highestNumber, lastErase);
        }

        Counts withNumber(int number) {
            return new Counts(records, Math.max(highestNumber, number), lastErase);
        }

        Counts withErase(long sequence) {
            return new Counts(records, highestNumber, sequence);
        }
    }

    /**
     * How far events have been moved from the tail into blocks.
     *
     * @param tailFrom up to this sequence number the tail holds nothing any more; beyond it, everything
     * @param target up to there events are being moved
     * @param object those of objects with smaller numbers have been
     */
    record Move(long tailFrom, long target, int object) {
        static final Move NONE = new Move(0, 0, 0);

        boolean hasMoved(Event event) {
            return event.sequence() <= target && event.name().number < object;
        }
    }

    byte[] encode() {
        ByteBuffer content = Sealed.begin(CONTENT_BYTES);
        content.putLong(STORE_TYPE).putShort(MAJOR).putShort(MINOR).putInt(0).putLong(sequence);
        content.put((byte) (cleanlyClosed ? 1 : 0));
        sizes.encode(content);
        content.putLong(counts.records).putInt(counts.highestNumber).putLong(counts.lastErase);
        content.putLong(move.tailFrom).putLong(move.target).putInt(move.object);
        return Sealed.seal(KeyType.NUMBER.bytes(KEY), content);
    }

    static FileMeta decode(byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.NUMBER.bytes(KEY), value);
        long type = content.getLong();
        short major = content.getShort();
        if (type != STORE_TYPE || major != MAJOR) {
            throw new UnsupportedFormatException("the file has a format that this version does not read: type="
                    + Long.toHexString(type) + " major=" + major + " accepted=" + MAJOR
                    + "; copy the database with the version that wrote it");
        }
        content.getShort(); // an unknown minor version only adds after what is read here
        int features = content.getInt();
        if (features != 0) {
            throw new UnsupportedFormatException("the file uses what this version does not know: features="
                    + Integer.toHexString(features) + "; open it with the version that wrote it");
        }
        return new FileMeta(
                content.getLong(),
                content.get() == 1,
                Sizes.decode(content),
                new Counts(content.getLong(), content.getInt(), content.getLong()),
                new Move(content.getLong(), content.getLong(), content.getInt()));
    }
}
