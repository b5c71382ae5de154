package io.spatio.store.log.manifest;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.wal.ByteSink;
import io.spatio.store.log.wal.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The bytes of a {@link Manifest}: a fixed start, then fields of {tag, length, value}, then a checksum. A reader passes
 * over tags it does not know. docs/format/manifest.md has the table. One thread at a time.
 */
public final class ManifestFile {
    private static final long MAGIC = 0x464D4F4954415053L; // "SPATIOMF"
    private static final int MAJOR = 1;
    private static final int MINOR = 0;
    private static final int START_BYTES = 16;
    private static final int CRC_BYTES = 4;
    private static final int MAX_BYTES = 64 << 20;
    private static final int STORE = 1;
    private static final int WALS = 2;
    private static final int STATE = 3;
    private static final String TEMPORARY = Manifest.FILE + ".tmp";

    private final Io io;
    private final Path directory;

    /** The manifest of a directory. */
    public ManifestFile(Io io, Path directory) {
        this.io = io;
        this.directory = directory;
    }

    /** Puts a manifest in the place of the present one; it is on stable storage when this returns. */
    public void write(Manifest manifest) throws IOException {
        Path temporary = directory.resolve(TEMPORARY);
        if (io.exists(temporary)) {
            io.delete(temporary);
        }
        byte[] bytes = encode(manifest);
        try (Io.WritableFile file = io.create(temporary)) {
            file.write(bytes, 0, bytes.length);
            file.force();
        }
        io.rename(temporary, directory.resolve(Manifest.FILE));
        io.forceDirectory(directory);
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
            if (size > MAX_BYTES) {
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
        field(out, STORE, 16);
        out.putLong(manifest.store().getMostSignificantBits());
        out.putLong(manifest.store().getLeastSignificantBits());
        field(out, WALS, 16);
        out.putLong(manifest.firstWal());
        out.putLong(manifest.lastWal());
        field(out, STATE, 9);
        out.putByte(manifest.closedClean() ? 1 : 0);
        out.putLong(manifest.forcedSequence());
        out.setInt(12, out.size() + CRC_BYTES);
        out.putInt(crc(out.array(), out.size()));
        return out.toByteArray();
    }

    private static void field(ByteSink out, int tag, int length) {
        out.putShort(tag);
        out.putInt(length);
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
            throw new UnsupportedFormatException("the store has format " + major + "." + ByteSink.shortAt(bytes, 10)
                    + ": this version reads " + MAJOR + ".x; open it with a newer version");
        }
        return fields(new ByteSource(bytes, START_BYTES, end - START_BYTES, Manifest.FILE));
    }

    private static Manifest fields(ByteSource in) {
        UUID store = new UUID(0, 0);
        long firstWal = 1;
        long lastWal = 0;
        boolean closedClean = false;
        long forcedSequence = 0;
        while (in.remaining() > 0) {
            int tag = in.getShort();
            int length = in.getInt();
            int left = in.remaining() - length;
            switch (tag) {
                case STORE -> store = new UUID(in.getLong(), in.getLong());
                case WALS -> {
                    firstWal = in.getLong();
                    lastWal = in.getLong();
                }
                case STATE -> {
                    closedClean = in.getByte() == 1;
                    forcedSequence = in.getLong();
                }
                default -> in.skip(length);
            }
            in.skip(in.remaining() - left);
        }
        return new Manifest(store, firstWal, lastWal, closedClean, forcedSequence);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
