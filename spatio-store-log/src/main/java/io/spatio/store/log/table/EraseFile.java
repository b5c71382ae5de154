package io.spatio.store.log.table;

import com.carrotsearch.hppc.LongArrayList;
import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.io.WholeFile;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import io.spatio.store.log.wal.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the pending erases of one moment: a header, blocks of entries each with its checksum, and an empty
 * block at the end. Immutable; a newer moment gets a file of the next generation. It is found without MANIFEST, too.
 * docs/format/erased.md has the table. Stateless.
 */
public final class EraseFile {
    private static final long MAGIC = 0x52454F4954415053L; // "SPATIOER"
    private static final int MAJOR = 2;
    private static final int HEADER_BYTES = 72;
    private static final int BLOCK_MAX_BYTES = 1 << 20;
    private static final int INCARNATIONS = 1;
    private static final int NAMESPACES = 2;

    private EraseFile() {}

    /**
     * What a file gave.
     *
     * @param erases what was readable
     * @param statedObjects at most how many objects the whole file is about, −1 where that is not readable
     * @param damage what was not readable, or null
     */
    public record Content(
            PendingErases erases,
            long statedObjects,
            @Nullable StoreCorruptException damage) {
        /** At most how many objects are erased by what was not readable; −1 where that is not known. */
        public long lostObjects() {
            if (damage == null) {
                return 0;
            }
            return statedObjects < 0 ? -1 : Math.max(0, statedObjects - erases.objects());
        }
    }

    /** The name of a generation. */
    public static String name(long generation) {
        return "erased-" + generation + ".ers";
    }

    /** Writes a generation, on stable storage under its name when this returns. */
    public static void write(Io io, Path directory, UUID store, long generation, PendingErases erases)
            throws IOException {
        WholeFile.write(io, directory, name(generation), file -> {
            byte[] header = header(store, generation, erases);
            file.write(header, 0, header.length);
            Blocks blocks = new Blocks(file, generation);
            for (int i = 0; i < erases.size(); i++) {
                blocks.incarnation(erases.incarnation(i));
            }
            for (PendingErases.Drop drop : erases.drops()) {
                blocks.namespace(drop);
            }
            blocks.finish();
        });
    }

    private static byte[] header(UUID store, long generation, PendingErases erases) {
        ByteSink out = new ByteSink(HEADER_BYTES);
        out.putLong(MAGIC);
        out.putShort(MAJOR);
        out.putShort(0);
        out.putInt(0);
        out.putLong(store.getMostSignificantBits());
        out.putLong(store.getLeastSignificantBits());
        out.putLong(generation);
        out.putLong(erases.entries());
        out.putLong(erases.objects());
        out.putLong(0);
        out.putInt(0);
        return CheckedBlocks.sealedHeader(out);
    }

    /** Puts entries together in blocks, each of one kind. */
    private static final class Blocks {
        private final CheckedBlocks.Writer blocks;
        private int kind;
        private long before;

        Blocks(Io.WritableFile file, long generation) {
            blocks = new CheckedBlocks.Writer(file, generation);
        }

        void incarnation(long incarnation) throws IOException {
            begin(INCARNATIONS);
            blocks.block().putVarint(incarnation - before);
            before = incarnation;
        }

        void namespace(PendingErases.Drop drop) throws IOException {
            begin(NAMESPACES);
            blocks.block().putBlock(drop.namespace().getBytes(StandardCharsets.UTF_8));
            blocks.block().putVarint(drop.greatestIncarnation());
            blocks.block().putVarint(drop.objects());
        }

        private void begin(int entryKind) throws IOException {
            if (kind != entryKind || blocks.isFull()) {
                blocks.end();
                kind = entryKind;
                before = 0;
                blocks.block().putByte(kind);
            }
        }

        void finish() throws IOException {
            blocks.finish();
        }
    }

    /**
     * Reads a generation as far as it is readable. One that is missing gives damage, too.
     *
     * @throws io.spatio.error.UnsupportedFormatException when it is of another major version
     */
    public static Content read(Io io, Path directory, UUID store, long generation) throws IOException {
        String name = name(generation);
        Path path = directory.resolve(name);
        if (!io.exists(path)) {
            return new Content(PendingErases.NONE, -1, damaged(name, "is missing"));
        }
        Entries entries = new Entries(name);
        long stated = -1;
        try (Io.ReadableFile file = io.open(path)) {
            CheckedBlocks.Reader blocks = new CheckedBlocks.Reader(
                    file, name, generation, BLOCK_MAX_BYTES, problem -> damaged(name, problem));
            byte[] header = blocks.header(HEADER_BYTES);
            checkHeader(name, header, store, generation);
            stated = ByteSink.longAt(header, 48);
            entries.readAll(blocks);
            if (entries.count() != ByteSink.longAt(header, 40)) {
                throw damaged(name, "has " + entries.count() + " entries");
            }
            return new Content(entries.erases(), stated, null);
        } catch (StoreCorruptException e) {
            return new Content(entries.erases(), stated, e);
        }
    }

    private static StoreCorruptException damaged(String name, String problem) {
        return new StoreCorruptException(name + ": " + problem + "; restore a backup, or open with salvage");
    }

    private static void checkHeader(String name, byte[] header, UUID store, long generation) {
        if (!CheckedBlocks.isWhole(header, MAGIC)) {
            throw damaged(name, "the header is damaged");
        }
        if (ByteSink.shortAt(header, 8) != MAJOR) {
            throw Formats.unsupported(name, ByteSink.shortAt(header, 8), ByteSink.shortAt(header, 10), MAJOR);
        }
        boolean ours = ByteSink.longAt(header, 16) == store.getMostSignificantBits()
                && ByteSink.longAt(header, 24) == store.getLeastSignificantBits()
                && ByteSink.longAt(header, 32) == generation;
        if (!ours) {
            throw damaged(name, "is of another store or generation: was it copied here?");
        }
    }

    /** Collects what the blocks hold; a block with a wrong checksum costs its own entries. */
    private static final class Entries {
        private final String name;
        private final LongArrayList incarnations = new LongArrayList();
        private final List<PendingErases.Drop> drops = new ArrayList<>();

        Entries(String name) {
            this.name = name;
        }

        PendingErases erases() {
            incarnations.sort();
            return new PendingErases(incarnations.toArray(), drops);
        }

        long count() {
            return (long) incarnations.size() + drops.size();
        }

        void readAll(CheckedBlocks.Reader blocks) throws IOException {
            boolean whole = true;
            while (blocks.next()) {
                if (blocks.isSound()) {
                    read(blocks.block());
                } else {
                    whole = false;
                }
            }
            blocks.requireSound();
            blocks.requireEnd();
            if (!whole) {
                throw damaged(name, "a block's checksum is wrong");
            }
        }

        private void read(ByteSource in) {
            int kind = in.remaining() == 0 ? INCARNATIONS : in.getByte();
            if (kind != INCARNATIONS && kind != NAMESPACES) {
                throw Formats.reserved(name, "erases of kind " + kind);
            }
            long before = 0;
            while (in.remaining() > 0) {
                if (kind == INCARNATIONS) {
                    before += in.getVarint();
                    add(in, before);
                } else {
                    drops.add(new PendingErases.Drop(in.getText(), in.getVarint(), in.getVarint()));
                }
            }
        }

        private void add(ByteSource in, long incarnation) {
            if (incarnation < 1) {
                throw in.corrupt("an erase of incarnation " + incarnation);
            }
            incarnations.add(incarnation);
        }
    }
}
