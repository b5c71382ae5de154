package io.spatio.store.log.table;

import io.spatio.error.StoreCorruptException;
import io.spatio.spi.Documents;
import io.spatio.spi.StoredDocument;
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
import java.util.zip.CRC32C;

/**
 * Writes and reads the documents of one moment: a header, the contents one after the other, and an index of blocks that says
 * of each its key, sequence number, place and checksum. So a content that is damaged is known by its key.
 * docs/format/documents.md has the table. Stateless.
 */
public final class DocumentFile {
    private static final long MAGIC = 0x43444F4954415053L; // "SPATIODC"
    private static final int MAJOR = 1;
    private static final int HEADER_BYTES = 60;
    private static final int BLOCK_MAX_BYTES = 1 << 20;

    private DocumentFile() {}

    /**
     * What a file gave.
     *
     * @param documents what was readable
     * @param damage what was not, in words, each naming the document where it can; empty where all is well
     * @param bytes how many bytes the file has
     */
    public record Content(List<StoredDocument> documents, List<String> damage, long bytes) {}

    /** The name of the file of the documents as of a sequence number. */
    public static String name(long sequence) {
        return "documents-" + sequence + ".doc";
    }

    /** Writes documents, on stable storage under the name when this returns. */
    public static void write(Io io, Path directory, UUID store, long sequence, List<StoredDocument> documents)
            throws IOException {
        WholeFile.write(io, directory, name(sequence), file -> {
            long contentBytes = documents.stream()
                    .mapToLong(document -> document.content().length)
                    .sum();
            byte[] header = header(store, sequence, documents.size(), HEADER_BYTES + contentBytes);
            file.write(header, 0, header.length);
            for (StoredDocument document : documents) {
                file.write(document.content(), 0, document.content().length);
            }
            CheckedBlocks.Writer blocks = new CheckedBlocks.Writer(file, sequence);
            long offset = HEADER_BYTES;
            for (StoredDocument document : documents) {
                put(blocks.block(), document, offset);
                offset += document.content().length;
                if (blocks.isFull()) {
                    blocks.end();
                }
            }
            blocks.finish();
        });
    }

    private static byte[] header(UUID store, long sequence, long count, long indexOffset) {
        ByteSink out = new ByteSink(HEADER_BYTES);
        out.putLong(MAGIC);
        out.putShort(MAJOR);
        out.putShort(0);
        out.putInt(0);
        out.putLong(store.getMostSignificantBits());
        out.putLong(store.getLeastSignificantBits());
        out.putLong(sequence);
        out.putLong(count);
        out.putLong(indexOffset);
        return CheckedBlocks.sealedHeader(out);
    }

    private static void put(ByteSink block, StoredDocument document, long offset) {
        block.putBlock(document.key().getBytes(StandardCharsets.UTF_8));
        block.putVarint(document.sequence());
        block.putVarint(offset);
        block.putVarint(document.content().length);
        block.putInt(checksum(document.sequence(), document.content()));
    }

    private static int checksum(long sequence, byte[] content) {
        CRC32C crc = new CRC32C();
        for (int shift = 0; shift < 64; shift += 8) {
            crc.update((int) (sequence >>> shift) & 0xFF);
        }
        crc.update(content, 0, content.length);
        return (int) crc.getValue();
    }

    /**
     * Reads as far as it is readable. A file that is missing gives damage, too.
     *
     * @param count how many documents there must be, or −1 where nobody knows
     * @throws io.spatio.error.UnsupportedFormatException when it is of another major version
     */
    public static Content read(Io io, Path directory, UUID store, long sequence, long count) throws IOException {
        String name = name(sequence);
        Path path = directory.resolve(name);
        List<StoredDocument> documents = new ArrayList<>();
        List<String> damage = new ArrayList<>();
        long bytes = 0;
        long stated = count;
        long named = 0;
        if (io.exists(path)) {
            try (Io.ReadableFile file = io.open(path)) {
                bytes = file.size();
                Index index = new Index(file, name, sequence);
                try {
                    long inHeader = index.open(store);
                    stated = Math.max(stated, inHeader);
                    index.readAll();
                    index.requireWhole(inHeader, count);
                } catch (StoreCorruptException e) {
                    damage.add(String.valueOf(e.getMessage()));
                }
                named = index.entries.size();
                for (Entry entry : index.entries) {
                    read(file, entry, name, documents, damage);
                }
            }
        } else {
            damage.add(name + " is missing");
        }
        if (named < stated) {
            damage.add(name + ": " + (stated - named) + " of " + stated + " documents are lost with their keys");
        }
        if (stated < 0 && !damage.isEmpty()) {
            damage.add(name + ": nobody knows how many documents are lost");
        }
        return new Content(documents, damage, bytes);
    }

    private static void read(
            Io.ReadableFile file, Entry entry, String name, List<StoredDocument> documents, List<String> damage)
            throws IOException {
        byte[] content = new byte[entry.length];
        int read = file.read(entry.offset, content, 0, entry.length);
        if (read == entry.length && checksum(entry.sequence, content) == entry.checksum) {
            documents.add(StoredDocument.of(entry.key, entry.sequence, content));
        } else {
            damage.add(name + ": the document key=" + entry.key + " sequence=" + entry.sequence + " is damaged");
        }
    }

    /** Where a document stands. */
    private record Entry(String key, long sequence, long offset, int length, int checksum) {}

    /** The header and the blocks after the contents; a block with a wrong checksum costs its own entries. */
    private static final class Index {
        private final String name;
        private final long sequence;
        private final long fileBytes;
        private final CheckedBlocks.Reader blocks;
        private final List<Entry> entries = new ArrayList<>();
        private boolean whole = true;

        Index(Io.ReadableFile file, String name, long sequence) throws IOException {
            this.name = name;
            this.sequence = sequence;
            fileBytes = file.size();
            blocks = new CheckedBlocks.Reader(file, name, sequence, BLOCK_MAX_BYTES, problem -> damaged(name, problem));
        }

        /** Reads the header, and returns how many documents it states. */
        long open(UUID store) throws IOException {
            byte[] header = blocks.header(HEADER_BYTES);
            if (!CheckedBlocks.isWhole(header, MAGIC)) {
                throw damaged(name, "the header is damaged");
            }
            if (ByteSink.shortAt(header, 8) != MAJOR) {
                throw Formats.unsupported(name, ByteSink.shortAt(header, 8), ByteSink.shortAt(header, 10), MAJOR);
            }
            boolean ours = ByteSink.longAt(header, 16) == store.getMostSignificantBits()
                    && ByteSink.longAt(header, 24) == store.getLeastSignificantBits()
                    && ByteSink.longAt(header, 32) == sequence;
            if (!ours) {
                throw damaged(name, "is of another store or moment: was it copied here?");
            }
            blocks.startAt(ByteSink.longAt(header, 48));
            return ByteSink.longAt(header, 40);
        }

        void readAll() throws IOException {
            while (blocks.next()) {
                if (blocks.isSound()) {
                    read(blocks.block());
                } else {
                    whole = false;
                }
            }
            blocks.requireSound();
            blocks.requireEnd();
        }

        private void read(ByteSource in) {
            while (in.remaining() > 0) {
                Entry entry = new Entry(in.getText(), in.getVarint(), in.getVarint(), in.getVarInt(), in.getInt());
                boolean possible = entry.length <= Documents.CONTENT_MAX_BYTES
                        && entry.offset >= HEADER_BYTES
                        && entry.offset <= fileBytes - entry.length
                        && entry.sequence >= 1
                        && entry.sequence <= sequence;
                if (!possible) {
                    throw in.corrupt("the document key=" + entry.key + " cannot stand at " + entry.offset);
                }
                entries.add(entry);
            }
        }

        void requireWhole(long inHeader, long count) {
            if (!whole) {
                throw damaged(name, "a block's checksum is wrong");
            }
            if (entries.size() != inHeader || (count >= 0 && inHeader != count)) {
                throw damaged(
                        name,
                        "has " + entries.size() + " documents where " + Math.max(inHeader, count) + " are stated");
            }
        }

        private static StoreCorruptException damaged(String name, String problem) {
            return new StoreCorruptException(name + ": " + problem);
        }
    }
}
