package io.spatio.store.mvstore;

import io.spatio.error.StoreException;
import io.spatio.error.StoreLockedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a directory: a file {@code LOCK} that is never deleted, with the holder as text, locked beyond its text
 * for the life of the store.
 *
 * <p>POSIX drops a process's locks on a file when it closes any descriptor of it. So the file must not even be opened by
 * a process that holds it, and the directories held by this one stand in a set of the class: the one place where state
 * must be the process's.
 */
final class StoreLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int MAX_TEXT_BYTES = 4_096;
    private static final Pattern CLOSED_AT = Pattern.compile("closed-at-sequence=([0-9]{1,18})");

    private final Path key;
    private final FileChannel channel;
    private final FileLock lock;
    private final long closedAtSequence;

    private StoreLock(Path key, FileChannel channel, FileLock lock, long closedAtSequence) {
        this.key = key;
        this.channel = channel;
        this.lock = lock;
        this.closedAtSequence = closedAtSequence;
    }

    /** The sequence number that the file must at least have, as it had at an earlier close; 0 when not known. */
    long closedAtSequence() {
        return closedAtSequence;
    }

    /** Writes the holder, and what the file was forced up to: a witness against a file put back to an older state. */
    void write(long newClosedAtSequence) throws IOException {
        String text = thisProcess() + " started=" + Instant.now() + " closed-at-sequence=" + newClosedAtSequence + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /**
     * Locks a directory.
     *
     * @throws StoreLockedException naming the holder
     */
    static StoreLock acquire(Path directory) {
        Path key;
        try {
            key = directory.toRealPath();
        } catch (IOException e) {
            throw new StoreException("the directory cannot be used: path=" + directory, e);
        }
        Path file = key.resolve("LOCK");
        if (!HELD.add(key)) {
            throw locked(key, thisProcess() + " (this process)", null);
        }
        try {
            return lock(key, file);
        } catch (IOException e) {
            HELD.remove(key);
            throw new StoreException("the directory cannot be locked: path=" + file, e);
        } catch (RuntimeException e) {
            HELD.remove(key);
            throw e;
        }
    }

    private static StoreLock lock(Path key, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel, key, file);
            StoreLock held = new StoreLock(key, channel, lock, readClosedAt(channel));
            held.write(held.closedAtSequence);
            return held;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A torn text gives a smaller number or none, which witnesses less. */
    private static long readClosedAt(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.wrap(new byte[MAX_TEXT_BYTES]);
        int length = channel.read(text, 0);
        Matcher matcher = CLOSED_AT.matcher(new String(text.array(), 0, Math.max(0, length), StandardCharsets.UTF_8));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static FileLock tryLock(FileChannel channel, Path key, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            throw locked(key, thisProcess() + " (this process, another class loader)", e);
        }
        if (lock == null) {
            throw locked(key, holder(file), null);
        }
        return lock;
    }

    private static StoreLockedException locked(Path directory, String holder, @Nullable Throwable cause) {
        return new StoreLockedException(
                "the database is open already: path=" + directory + " holder: " + holder + "; close it there first",
                cause);
    }

    /** Reads the holder's text; only for a lock that another process holds, as it closes a descriptor of the file. */
    private static String holder(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "unknown (" + e + ")";
        }
    }

    private static String thisProcess() {
        return "pid=" + ProcessHandle.current().pid() + " host=" + host();
    }

    private static String host() {
        String host = System.getenv("HOSTNAME");
        if (host == null || host.isBlank()) {
            try {
                host = Files.readString(Path.of("/etc/hostname")).strip();
            } catch (IOException e) {
                host = "unknown";
            }
        }
        return host;
    }

    /** The locked directory's real path. */
    Path directory() {
        return key;
    }

    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException e) {
            System.getLogger(StoreLock.class.getName())
                    .log(System.Logger.Level.WARNING, "the lock was not released: path=" + key, e);
        } finally {
            closeChannel();
            HELD.remove(key);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(StoreLock.class.getName())
                    .log(System.Logger.Level.WARNING, "the lock file was not closed: path=" + key, e);
        }
    }
}
