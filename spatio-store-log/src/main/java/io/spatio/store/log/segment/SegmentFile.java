package io.spatio.store.log.segment;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.store.log.codec.ByteSource;
import io.spatio.store.log.io.Io;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The bytes of a segment file, whole or with an error that names the file. Any thread. */
final class SegmentFile implements Closeable {
    private final Path path;
    private final Io.ReadableFile file;
    private final long size;

    private SegmentFile(Path path, Io.ReadableFile file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
    }

    static SegmentFile open(Io io, Path path) {
        try {
            Io.ReadableFile file = io.open(path);
            try {
                return new SegmentFile(path, file, file.size());
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("cannot open segment: file=" + path + "; check that it exists and is readable", e);
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** A number of bytes from an offset, with slack after them. */
    byte[] read(long offset, int length) {
        if (offset < 0 || length > size - offset) {
            throw ByteSource.damaged("the file is too short: bytes=" + size + " needed=" + offset + "+" + length);
        }
        byte[] bytes = new byte[length + ByteSource.SLACK];
        read(offset, length, bytes);
        return bytes;
    }

    /** Fills an array from its beginning. */
    void read(long offset, int length, byte[] bytes) {
        try {
            int got = file.read(offset, bytes, 0, length);
            if (got != length) {
                throw ByteSource.damaged("the file ends early: offset=" + offset + " needed=" + length + " got=" + got);
            }
        } catch (IOException e) {
            throw new StoreException("cannot read segment: file=" + path + " offset=" + offset + " bytes=" + length, e);
        }
    }

    /** A section that passes its checksum, with slack after it. */
    byte[] read(SegmentFooter.Section section, String what) {
        byte[] bytes = read(section.offset(), (int) section.length());
        if (Checksums.crc32c(bytes, 0, (int) section.length()) != section.crc()) {
            throw ByteSource.damaged(
                    what + " fails its checksum: offset=" + section.offset() + " bytes=" + section.length());
        }
        return bytes;
    }

    /** The same damage with the file named. */
    StoreCorruptException located(StoreCorruptException damage, String where) {
        return new StoreCorruptException(
                "segment is damaged: file=" + path + " " + where + ": " + damage.getMessage()
                        + "; restore it from a snapshot, or open in salvage mode to read the rest",
                damage);
    }

    UnsupportedFormatException located(UnsupportedFormatException unsupported) {
        return new UnsupportedFormatException(unsupported.getMessage() + ": file=" + path, unsupported);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StoreException("cannot close segment: file=" + path, e);
        }
    }
}
