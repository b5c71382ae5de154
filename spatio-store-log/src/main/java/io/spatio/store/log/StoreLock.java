package io.spatio.store.log;

import io.spatio.error.StoreException;
import io.spatio.error.StoreLockedException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;

/** The lock that makes a directory one store's. docs/format/lock.md has the text in the file. */
final class StoreLock implements AutoCloseable {
    private static final String FILE = "LOCK";

    private final AutoCloseable lock;

    private StoreLock(AutoCloseable lock) {
        this.lock = lock;
    }

    /**
     * Takes it.
     *
     * @throws StoreLockedException naming the holder
     */
    static StoreLock take(Io io, Path directory) throws IOException {
        Io.LockAttempt attempt = io.lock(directory.resolve(FILE), holder());
        return held(attempt, directory);
    }

    /**
     * Takes it for reading, beside other readers; nothing is written.
     *
     * @throws StoreLockedException naming the holder that writes
     */
    static StoreLock share(Io io, Path directory) throws IOException {
        return held(io.lockShared(directory.resolve(FILE)), directory);
    }

    private static StoreLock held(Io.LockAttempt attempt, Path directory) {
        AutoCloseable lock = attempt.lock();
        if (lock != null) {
            return new StoreLock(lock);
        }
        throw new StoreLockedException(
                attempt.shared()
                        ? directory + " is open for reading, in this process or another: close it there before it is"
                                + " opened for writing, or open it for reading as well"
                        : directory + " is in use by another store (" + attempt.holder()
                                + "): close it there, or choose another directory");
    }

    private static String holder() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElse(Instant.EPOCH);
        return "pid=" + process.pid() + " host=" + host() + " start=" + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (Exception e) {
            throw new StoreException("the lock could not be released", e);
        }
    }
}
