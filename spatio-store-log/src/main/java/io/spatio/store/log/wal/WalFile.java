package io.spatio.store.log.wal;

import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;

/** A log file being written. Only the writer thread uses it. */
final class WalFile {
    private final Io io;
    private final Path directory;
    private final Io.WritableFile file;
    private final WalHeader header;
    private long sizeBytes;

    private WalFile(Io io, Path directory, Io.WritableFile file, WalHeader header) {
        this.io = io;
        this.directory = directory;
        this.file = file;
        this.header = header;
        this.sizeBytes = WalHeader.BYTES;
    }

    /** Creates a file whose header and name are on stable storage when this returns. */
    static WalFile create(Io io, Path directory, WalHeader header) throws IOException {
        Io.WritableFile file = io.create(directory.resolve(WalFiles.name(header.number())));
        boolean done = false;
        try {
            file.write(header.encode(), 0, WalHeader.BYTES);
            file.force();
            io.forceDirectory(directory);
            done = true;
            return new WalFile(io, directory, file, header);
        } finally {
            if (!done) {
                closeQuietly(file);
            }
        }
    }

    /** Creates the file after this one. */
    WalFile next(long firstSequence, int erases) throws IOException {
        return create(
                io, directory, new WalHeader(header.store(), header.number() + 1, Salts.next(), firstSequence, erases));
    }

    long number() {
        return header.number();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Completes and writes the frames of a buffer. */
    void write(FrameBuffer buffer, long forcedSequence) throws IOException {
        buffer.finish(header.salt(), forcedSequence);
        file.write(buffer.array(), 0, buffer.size());
        sizeBytes += buffer.size();
    }

    void force() throws IOException {
        file.force();
    }

    void close() throws IOException {
        file.close();
    }

    /** Closes after a failure, which is what is told: a second one adds nothing. */
    void closeQuietly() {
        closeQuietly(file);
    }

    private static void closeQuietly(Io.WritableFile file) {
        try {
            file.close();
        } catch (IOException e) {
            System.getLogger(WalFile.class.getName()).log(System.Logger.Level.DEBUG, "closing a failed file", e);
        }
    }
}
