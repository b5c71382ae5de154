package com.example.journal;

import io.spatio.error.StoreCorruptException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A file of frames: length, checksum, content. A frame is there whole or not at all. Opening reads the file into one array, so it
 * ends at 2 GB: an example may. Used under the store's lock.
 *
 * <p>Bytes go through a {@link RandomAccessFile}, because an interrupted thread closes a {@link FileChannel} for everybody.
 */
final class Journal {
    static final String FILE = "journal";
    static final int MOST_BYTES = 64 << 20;

    private static final String NEW_FILE = "journal.new";
    private static final int HEADER_BYTES = 8;
    private static final long ROOM_BYTES = 1 << 20;

    private final Path directory;
    private RandomAccessFile file;
    private long end;
    private long cutBytes;

    /** Writes the content of a frame. */
    @FunctionalInterface
    interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Reads the content of a frame. */
    @FunctionalInterface
    interface Reader {
        void read(DataInputStream in) throws IOException;
    }

    /** Takes frames. */
    @FunctionalInterface
    interface Target {
        void frame(Content content) throws IOException;
    }

    /** Writes all frames of a file. */
    @FunctionalInterface
    interface Frames {
        void writeTo(Target target) throws IOException;
    }

    private Journal(Path directory, RandomAccessFile file) {
        this.directory = directory;
        this.file = file;
    }

    /** Opens or creates the journal of a directory, and reads every frame. */
    static Journal open(Path directory, Reader reader) throws IOException {
        Files.deleteIfExists(directory.resolve(NEW_FILE)); // of a compaction that did not get far enough to count
        RandomAccessFile file = new RandomAccessFile(directory.resolve(FILE).toFile(), "rw");
        try {
            forceNames(directory);
            Journal journal = new Journal(directory, file);
            journal.read(reader);
            return journal;
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    static byte[] frame(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[HEADER_BYTES]);
        content.writeTo(new DataOutputStream(bytes));
        byte[] frame = bytes.toByteArray();
        int length = frame.length - HEADER_BYTES;
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException("a batch of " + length + " bytes: the most is " + MOST_BYTES);
        }
        ByteBuffer.wrap(frame).putInt(length).putInt(checksum(frame, HEADER_BYTES, length));
        return frame;
    }

    private static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Whether the disk has room for a frame. */
    boolean hasRoomFor(byte[] frame) {
        return directory.toFile().getUsableSpace() > frame.length + ROOM_BYTES;
    }

    void append(byte[] frame, boolean force) throws IOException {
        file.seek(end);
        file.write(frame);
        end += frame.length;
        if (force) {
            force();
        }
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    long bytes() {
        return end;
    }

    /** How much of a torn tail opening has cut. */
    long cutBytes() {
        return cutBytes;
    }

    // ---- opening ----------------------------------------------------------------------------------------------------

    /** Reads every frame, and cuts a torn tail: bytes at the end with no whole frame in them. */
    private void read(Reader reader) throws IOException {
        byte[] all = Files.readAllBytes(directory.resolve(FILE));
        int at = 0;
        while (isFrame(all, at)) {
            int length = ByteBuffer.wrap(all).getInt(at);
            reader.read(new DataInputStream(new ByteArrayInputStream(all, at + HEADER_BYTES, length)));
            at += HEADER_BYTES + length;
        }
        for (int next = at + 1; next < all.length; next++) {
            if (isFrame(all, next)) {
                throw new StoreCorruptException(
                        directory.resolve(FILE) + " is damaged at byte " + at + ": a whole record follows at " + next);
            }
        }
        end = at;
        cutBytes = all.length - end;
        file.setLength(end);
        force();
    }

    private static boolean isFrame(byte[] all, int at) {
        if (at + HEADER_BYTES > all.length) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(all, at, HEADER_BYTES);
        int length = header.getInt();
        return length > 0
                && length <= all.length - at - HEADER_BYTES
                && header.getInt() == checksum(all, at + HEADER_BYTES, length);
    }

    // ---- rewriting --------------------------------------------------------------------------------------------------

    /** Puts a file with other frames in the place of this one, in one step. */
    void rewrite(Frames frames) throws IOException {
        write(directory, frames);
        RandomAccessFile rewritten =
                new RandomAccessFile(directory.resolve(FILE).toFile(), "rw");
        file.close();
        file = rewritten;
        end = file.length();
    }

    /** Writes a journal whole: under another name, forced, then renamed, and the name forced. */
    static void write(Path directory, Frames frames) throws IOException {
        Path unnamed = directory.resolve(NEW_FILE);
        Files.deleteIfExists(unnamed);
        try (RandomAccessFile out = new RandomAccessFile(unnamed.toFile(), "rw")) {
            frames.writeTo(content -> out.write(frame(content)));
            out.getFD().sync();
        }
        Files.move(unnamed, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        forceNames(directory);
    }

    /** Forces the names in a directory, which only a channel can, and again where an interrupt came in between. */
    private static void forceNames(Path directory) throws IOException {
        boolean interrupted = false;
        while (true) {
            interrupted |= Thread.interrupted();
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                break;
            } catch (ClosedByInterruptException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void close(boolean force) throws IOException {
        try (RandomAccessFile closing = file) {
            if (force) {
                closing.getFD().sync();
            }
        }
    }
}
