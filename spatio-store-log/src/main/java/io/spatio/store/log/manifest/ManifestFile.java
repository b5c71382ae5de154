package io.spatio.store.log.manifest;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.head.ObjectTable;
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
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link Manifest}: a fixed start, then fields of {tag, length, value}, then a checksum. A reader refuses
 * tags that it does not know, unless they say that it may pass over them. docs/format/manifest.md has the table. One thread at a time.
 */
public final class ManifestFile {
    private static final long MAGIC = 0x464D4F4954415053L; // "SPATIOMF"
    private static final int MAJOR = 2;
    private static final int MINOR = 0;
    private static final int START_BYTES = 16;
    private static final int CRC_BYTES = 4;
    private static final int DEFAULT_MOST_BYTES = 64 << 20;
    private static final int STORE = 1;
    private static final int WALS = 2;
    private static final int STATE = 3;
    private static final int SEGMENT = 4;
    private static final int INCARNATIONS = 5;
    private static final int DOCUMENTS = 6;
    /** A reader passes over fields from here on that it does not know. */
    private static final int OPTIONAL = 0x8000;

    private final Io io;
    private final Path directory;
    private final int mostBytes;

    /** The manifest of a directory. */
    public ManifestFile(Io io, Path directory) {
        this(io, directory, DEFAULT_MOST_BYTES);
    }

    ManifestFile(Io io, Path directory, int mostBytes) {
        this.io = io;
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    /**
     * Puts a manifest in the place of the present one; it is on stable storage when this returns.
     *
     * @throws IOException when it has more bytes than can be read, and nothing was written then
     */
    public void write(Manifest manifest) throws IOException {
        byte[] bytes = encode(manifest);
        if (bytes.length > mostBytes) {
            throw new IOException(Manifest.FILE + " would have " + bytes.length + " bytes, more than " + mostBytes
                    + ": segments=" + manifest.segments().size());
        }
        WholeFile.write(io, directory, Manifest.FILE, file -> file.write(bytes, 0, bytes.length));
    }

    /**
     * Reads the manifest, empty when there is none.
     *
     * @throws StoreCorruptException when it is damaged
     * @throws UnsupportedFormatException when it is of another major version
     */
    public Optional<Manifest> read() throws IOException {
        Path path = directory.resolve(Manifest.FILE);
        if (!io.exists(path)) {
            return Optional.empty();
        }
        try (Io.ReadableFile file = io.open(path)) {
            long size = file.size();
            if (size > mostBytes) {
                throw damaged("has " + size + " bytes, more than any manifest");
            }
            byte[] bytes = new byte[(int) size];
            if (file.read(0, bytes, 0, bytes.length) != bytes.length) {
                throw damaged("was cut while it was read");
            }
            return Optional.of(decode(bytes));
        }
    }

    private static StoreCorruptException damaged(String problem) {
        return new StoreCorruptException(
                Manifest.FILE + ": " + problem + "; open with salvage to rebuild it from the other files");
    }

    static byte[] encode(Manifest manifest) {
        ByteSink out = new ByteSink(128);
        out.putLong(MAGIC);
        out.putShort(MAJOR);
        out.putShort(MINOR);
        out.putInt(0);
        ByteSink value = new ByteSink(256);
        value.putLong(manifest.store().getMostSignificantBits());
        value.putLong(manifest.store().getLeastSignificantBits());
        field(out, STORE, value);
        value.putLong(manifest.wals().first());
        value.putLong(manifest.wals().last());
        field(out, WALS, value);
        value.putByte(manifest.state().closedClean() ? 1 : 0);
        value.putLong(manifest.state().forcedSequence());
        value.putLong(manifest.state().flushedSequence());
        value.putLong(manifest.state().tableSequence());
        field(out, STATE, value);
        for (SegmentEntry segment : manifest.segments()) {
            segment(value, segment);
            field(out, SEGMENT, value);
        }
        Manifest.Incarnations incarnations = manifest.incarnations();
        value.putLong(incarnations.next());
        value.putByte(incarnations.someForgotten() ? 1 : 0);
        value.putLong(incarnations.erased().generation());
        value.putLong(incarnations.erased().entries());
        value.putLong(incarnations.erased().objects());
        value.putLong(incarnations.erased().sinceMicros());
        value.putInt(incarnations.erased().logged());
        field(out, INCARNATIONS, value);
        if (manifest.documents().sequence() > 0) {
            value.putLong(manifest.documents().sequence());
            value.putLong(manifest.documents().count());
            field(out, DOCUMENTS, value);
        }
        out.setInt(12, out.size() + CRC_BYTES);
        out.putInt(crc(out.array(), out.size()));
        return out.toByteArray();
    }

    private static void field(ByteSink out, int tag, ByteSink value) {
        out.putShort(tag);
        out.putInt(value.size());
        out.putBytes(value.array(), 0, value.size());
        value.clear(256);
    }

    private static void segment(ByteSink value, SegmentEntry segment) {
        value.putBlock(segment.file().getBytes(StandardCharsets.UTF_8));
        value.putLong(segment.bytes());
        value.putInt(segment.footerCrc());
        value.putLong(segment.minSequence());
        value.putLong(segment.maxSequence());
        value.putLong(segment.minTimestampMicros());
        value.putLong(segment.maxTimestampMicros());
    }

    static Manifest decode(byte[] bytes) {
        if (bytes.length < START_BYTES + CRC_BYTES || ByteSink.longAt(bytes, 0) != MAGIC) {
            throw damaged("is no manifest");
        }
        int end = bytes.length - CRC_BYTES;
        if (ByteSink.intAt(bytes, 12) != bytes.length || ByteSink.intAt(bytes, end) != crc(bytes, end)) {
            throw damaged("its checksum or length is wrong");
        }
        int major = ByteSink.shortAt(bytes, 8);
        if (major != MAJOR) {
            throw Formats.unsupported("the store", major, ByteSink.shortAt(bytes, 10), MAJOR);
        }
        return fields(new ByteSource(bytes, START_BYTES, end - START_BYTES, Manifest.FILE));
    }

    private static Manifest fields(ByteSource in) {
        Manifest manifest = Manifest.create();
        List<SegmentEntry> segments = new ArrayList<>();
        while (in.remaining() > 0) {
            int tag = in.getShort();
            int length = in.getInt();
            int left = in.remaining() - length;
            switch (tag) {
                case STORE -> manifest = manifest.withStore(new UUID(in.getLong(), in.getLong()));
                case WALS -> manifest = manifest.withWals(new Manifest.Wals(in.getLong(), in.getLong()));
                case STATE ->
                    manifest = manifest.withState(
                            new Manifest.State(in.getByte() == 1, in.getLong(), in.getLong(), in.getLong()));
                case SEGMENT ->
                    segments.add(new SegmentEntry(
                            in.getText(),
                            in.getLong(),
                            in.getInt(),
                            in.getLong(),
                            in.getLong(),
                            in.getLong(),
                            in.getLong()));
                case INCARNATIONS -> manifest = manifest.withIncarnations(incarnations(in));
                case DOCUMENTS -> manifest = manifest.withDocuments(new Manifest.Documents(in.getLong(), in.getLong()));
                default -> pass(tag, in, length);
            }
            in.skip(in.remaining() - left);
        }
        return manifest.withSegments(segments);
    }

    private static Manifest.Incarnations incarnations(ByteSource in) {
        long next = in.getLong();
        boolean someForgotten = in.getByte() == 1;
        Manifest.Erased erased =
                new Manifest.Erased(in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getInt());
        boolean whole = next >= 1
                && next <= ObjectTable.INCARNATION_MAX + 1
                && erased.generation() >= 0
                && erased.entries() >= 0
                && erased.objects() >= 0;
        if (!whole) {
            throw in.corrupt("the next object would be incarnation " + next + ", erased: " + erased);
        }
        return new Manifest.Incarnations(next, someForgotten, erased);
    }

    private static void pass(int tag, ByteSource in, int length) {
        if (tag < OPTIONAL) {
            throw Formats.reserved(Manifest.FILE, "a field " + tag);
        }
        in.skip(length);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
