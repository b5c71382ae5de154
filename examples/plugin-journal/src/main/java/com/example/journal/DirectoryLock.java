package com.example.journal;

import io.spatio.error.StoreLockedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a directory to one opener.
 *
 * <p>A file lock is the process's, not the opener's: a second one in this process must be turned away before it opens the file,
 * for closing any descriptor of it would let the first one's lock go.
 */
final class DirectoryLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path held;
    private final RandomAccessFile file;

    private DirectoryLock(Path held, RandomAccessFile file) {
        this.held = held;
        this.file = file;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw locked(directory, ProcessHandle.current().pid());
        }
        RandomAccessFile file = null;
        try {
            file = new RandomAccessFile(real.resolve("journal.lock").toFile(), "rw");
            FileLock lock = file.getChannel().tryLock(); // held until the file is closed
            if (lock == null) {
                throw locked(directory, file.length() < Long.BYTES ? 0 : file.readLong());
            }
            file.writeLong(ProcessHandle.current().pid());
            return new DirectoryLock(real, file);
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            HELD.remove(real);
            throw e;
        }
    }

    private static StoreLockedException locked(Path directory, long process) {
        return new StoreLockedException("directory " + directory + " is open in process " + process);
    }

    @Override
    public void close() throws IOException {
        file.close();
        HELD.remove(held);
    }
}
