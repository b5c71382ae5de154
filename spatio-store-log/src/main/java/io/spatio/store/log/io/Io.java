package io.spatio.store.log.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * File operations with the guarantees the store counts on, and no others.
 *
 * <p>Bytes are on stable storage only after {@link WritableFile#force}; a new, renamed or deleted name only after
 * {@link #forceDirectory} of its directory. Any thread; writes of one file by one thread at a time.
 */
public interface Io {
    /** Creates a file that must not exist, for writing from its start to its end. */
    WritableFile create(Path file) throws IOException;

    /** Opens an existing file for reading; it is never truncated while open. */
    ReadableFile open(Path file) throws IOException;

    /** Creates a directory and its parents where absent. */
    void createDirectories(Path directory) throws IOException;

    /** Makes creations, renames and deletions in a directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Renames within a directory, atomically, replacing what stands there. */
    void rename(Path from, Path to) throws IOException;

    /** Gives an immutable file a second name, or copies it where the file system cannot. */
    void link(Path existing, Path name) throws IOException;

    /** Deletes a file that exists. */
    void delete(Path file) throws IOException;

    /** The files and directories directly in a directory, in name order. */
    List<Path> list(Path directory) throws IOException;

    /** Whether a file exists. */
    boolean exists(Path file) throws IOException;

    /** Bytes that this process may still write to the directory's file system. */
    long usableSpace(Path directory) throws IOException;

    /**
     * Takes the exclusive lock on a file for the life of the returned object, creating the file where absent, and writes
     * {@code holder} into it as text for others to read. The file is never deleted.
     *
     * @return the lock, or the text of its present holder
     */
    LockAttempt lock(Path file, String holder) throws IOException;

    /**
     * Takes the lock for reading, which any number may hold while nobody holds it as above, and writes nothing. Where the
     * file is absent there is nobody to keep out, and nothing is taken.
     *
     * @return the lock, or the text of its present holder
     */
    LockAttempt lockShared(Path file) throws IOException;

    /** A file being written from start to end. */
    interface WritableFile extends AutoCloseable {
        /** Appends all bytes; after an error the file's content is unknown. Interrupts do no harm. */
        void write(byte[] bytes, int offset, int length) throws IOException;

        /** Forces all written bytes, and the size, to stable storage; after an error nothing is known and none retries. */
        void force() throws IOException;

        /** Frees it; nothing is forced. */
        @Override
        void close() throws IOException;
    }

    /** A file being read; any thread. */
    interface ReadableFile extends AutoCloseable {
        /** Its length in bytes. */
        long size() throws IOException;

        /**
         * Reads up to {@code length} bytes at a position: fewer only at the end of the file. Interrupts do no harm.
         *
         * @return how many
         */
        int read(long position, byte[] bytes, int offset, int length) throws IOException;

        /** Appends all from a position on to another file. */
        default void copyTo(WritableFile out, long from) throws IOException {
            byte[] block = new byte[1 << 16];
            long position = from;
            int read;
            while ((read = read(position, block, 0, block.length)) > 0) {
                out.write(block, 0, read);
                position += read;
            }
        }

        /** Frees it; a second call does nothing. */
        @Override
        void close() throws IOException;
    }

    /**
     * What came of {@link #lock} or {@link #lockShared}.
     *
     * @param lock closes to release; null when somebody else holds it
     * @param holder the text of who holds it; of readers, that of the last writer before them, or empty
     * @param shared whether it is held for reading
     */
    record LockAttempt(@Nullable AutoCloseable lock, String holder, boolean shared) {}
}
