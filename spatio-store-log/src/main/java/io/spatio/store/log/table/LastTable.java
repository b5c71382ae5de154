package io.spatio.store.log.table;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.io.WholeFile;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import io.spatio.store.log.wal.Formats;
import io.spatio.store.log.wal.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads last-position tables: a header, blocks of entries each with its checksum, and an empty block at the
 * end. docs/format/table.md has the table. Stateless.
 */
public final class LastTable {
    private static final long MAGIC = 0x544C4F4954415053L; // "SPATIOLT"
    private static final int MAJOR = 2;
    private static final int HEADER_BYTES = 40;
    private static final int BLOCK_MAX_BYTES = 4 << 20;
    private static final int POSITION = 1;
    private static final int DELETE = 2;
    private static final int EXPIRE = 3; // reserved
    private static final int PATCH = 4; // reserved

    private LastTable() {}

    /** Takes the entries of a table. */
    public interface Visitor {
        /** The greatest event of an object; texts and event are valid during the call. */
        void last(Text namespace, Text objectId, long incarnation, LastEvent event);
    }

    /** Gives objects one by one, null at the end. */
    public interface Source {
        /** The next object. */
        @Nullable
        StoredObject next();
    }

    /** The name of the table up to a sequence number. */
    public static String name(long sequence) {
        return "last-" + sequence + ".tbl";
    }

    /**
     * What was written.
     *
     * @param bytes how many bytes it has
     * @param forgotten how many objects are not in it because their greatest event is a delete made before the horizon
     */
    public record Written(long bytes, long forgotten) {}

    /**
     * Writes the greatest flushed event of every object that was not erased up to the sequence number, but for deletes
     * made before the horizon; on stable storage, under its name, when this returns.
     */
    public static Written write(Io io, Path directory, UUID store, long sequence, long horizonMicros, Source objects)
            throws IOException {
        long[] bytes = {HEADER_BYTES};
        long[] forgotten = {0};
        WholeFile.write(io, directory, name(sequence), file -> {
            byte[] header = header(store, sequence);
            file.write(header, 0, header.length);
            CheckedBlocks.Writer blocks = new CheckedBlocks.Writer(file, sequence);
            forgotten[0] = write(blocks, sequence, horizonMicros, objects);
            bytes[0] += blocks.bytes();
        });
        return new Written(bytes[0], forgotten[0]);
    }

    /** Returns how many were left out as forgotten. */
    private static long write(CheckedBlocks.Writer blocks, long sequence, long horizonMicros, Source objects)
            throws IOException {
        long forgotten = 0;
        LastEvent event = new LastEvent();
        for (StoredObject object = objects.next(); object != null; object = objects.next()) {
            object.copyFlushed(event);
            if (event.isPresent() && object.visibleAt(sequence)) {
                if (event.isDeleteBefore(horizonMicros)) {
                    forgotten++;
                } else {
                    put(blocks.block(), object, event);
                }
            }
            if (blocks.isFull()) {
                blocks.end();
            }
        }
        blocks.finish();
        return forgotten;
    }

    private static byte[] header(UUID store, long sequence) {
        ByteSink out = new ByteSink(HEADER_BYTES);
        out.putLong(MAGIC);
        out.putShort(MAJOR);
        out.putShort(0);
        out.putLong(store.getMostSignificantBits());
        out.putLong(store.getLeastSignificantBits());
        out.putLong(sequence);
        return CheckedBlocks.sealedHeader(out);
    }

    private static void put(ByteSink block, StoredObject object, LastEvent event) {
        block.putByte(event.isDelete() ? DELETE : POSITION);
        block.putVarint(object.incarnation());
        block.putBlock(object.namespace().getBytes(StandardCharsets.UTF_8));
        block.putBlock(object.objectId().getBytes(StandardCharsets.UTF_8));
        block.putLong(event.timestampMicros());
        block.putLong(event.sequence());
        block.putLong(event.lonBits());
        if (!event.isDelete()) {
            block.putLong(event.latBits());
            block.putLong(event.altBits());
            block.putBlock(event.metadata());
        }
    }

    /**
     * Reads a whole table.
     *
     * @throws StoreCorruptException when any of it is damaged or missing; entries before it were visited
     */
    public static void read(Io io, Path directory, UUID store, long sequence, Visitor visitor) throws IOException {
        String name = name(sequence);
        Path path = directory.resolve(name);
        if (!io.exists(path)) {
            throw damaged(name, "is missing");
        }
        try (Io.ReadableFile file = io.open(path)) {
            CheckedBlocks.Reader blocks =
                    new CheckedBlocks.Reader(file, name, sequence, BLOCK_MAX_BYTES, problem -> damaged(name, problem));
            checkHeader(name, blocks.header(HEADER_BYTES), store, sequence);
            Entries entries = new Entries(visitor);
            while (blocks.next()) {
                blocks.requireSound();
                entries.read(blocks.block());
            }
            blocks.requireSound();
            blocks.requireEnd();
        }
    }

    /** The store that a table is of; none where the table is missing or its header is damaged. */
    public static Optional<UUID> store(Io io, Path directory, long sequence) throws IOException {
        Path path = directory.resolve(name(sequence));
        if (!io.exists(path)) {
            return Optional.empty();
        }
        try (Io.ReadableFile file = io.open(path)) {
            byte[] header = new byte[HEADER_BYTES];
            boolean whole =
                    file.read(0, header, 0, HEADER_BYTES) == HEADER_BYTES && CheckedBlocks.isWhole(header, MAGIC);
            return whole
                    ? Optional.of(new UUID(ByteSink.longAt(header, 12), ByteSink.longAt(header, 20)))
                    : Optional.empty();
        }
    }

    private static StoreCorruptException damaged(String name, String problem) {
        return new StoreCorruptException(
                name + ": " + problem + "; restore a backup, or open with salvage to rebuild it from the segments");
    }

    private static void checkHeader(String name, byte[] header, UUID store, long sequence) {
        if (!CheckedBlocks.isWhole(header, MAGIC)) {
            throw damaged(name, "the header is damaged");
        }
        if (ByteSink.shortAt(header, 8) != MAJOR) {
            throw Formats.unsupported(name, ByteSink.shortAt(header, 8), ByteSink.shortAt(header, 10), MAJOR);
        }
        boolean ours = ByteSink.longAt(header, 12) == store.getMostSignificantBits()
                && ByteSink.longAt(header, 20) == store.getLeastSignificantBits()
                && ByteSink.longAt(header, 28) == sequence;
        if (!ours) {
            throw damaged(name, "is of another store or sequence number: was it copied here?");
        }
    }

    /** Reads entries, keeping what it reads them into. */
    private static final class Entries {
        private final Visitor visitor;
        private final Text namespace = new Text();
        private final Text objectId = new Text();
        private final LastEvent event = new LastEvent();

        Entries(Visitor visitor) {
            this.visitor = visitor;
        }

        void read(ByteSource in) {
            while (in.remaining() > 0) {
                int kind = in.getByte();
                long incarnation = in.getVarint();
                in.getText(namespace);
                in.getText(objectId);
                long timestamp = in.getLong();
                long sequence = in.getLong();
                long first = in.getLong();
                if (sequence < 1 || incarnation < 1) {
                    throw in.corrupt("an entry has sequence number " + sequence + " and incarnation " + incarnation);
                }
                switch (kind) {
                    case DELETE -> event.delete(timestamp, sequence, first);
                    case POSITION ->
                        event.positionBits(timestamp, sequence, first, in.getLong(), in.getLong(), in.getBlock());
                    default ->
                        throw Formats.reserved(
                                in.place(),
                                kind == EXPIRE ? "an expiry" : kind == PATCH ? "a patch" : "an entry of kind " + kind);
                }
                visitor.last(namespace, objectId, incarnation, event);
            }
        }
    }
}
