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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a directory: a file {@code LOCK} that is never deleted, with the holder as text, locked beyond its text
 * for the life of the store; shared by those who only read, who take none where the file does not exist.
 *
 * <p>POSIX drops a process's locks on a file when it closes any descriptor of it. So the file must not even be opened a
 * second time by a process that holds it: the directories held by this one stand in a map of the class, the one place
 * where state must be the process's, and the readers among them share one descriptor.
 */
final class StoreLock implements AutoCloseable {
    static final String FILE_NAME = "LOCK";

    private static final Map<Path, StoreLock> HELD = new HashMap<>();
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int MAX_TEXT_BYTES = 4_096;
    private static final Pattern CLOSED_AT = Pattern.compile("closed-at-sequence=([0-9]{1,18})");
    private static final Pattern ERASED_AT = Pattern.compile("erased-at-sequence=([0-9]{1,18})");

    private final Path key;
    private final boolean readOnly;
    private final @Nullable FileChannel channel;
    private final Witness witness;
    private int holders = 1;

    private StoreLock(Path key, boolean readOnly, @Nullable FileChannel channel, Witness witness) {
        this.key = key;
        this.readOnly = readOnly;
        this.channel = channel;
        this.witness = witness;
    }

    /**
     * What an earlier close has said of the file, against one put back to an older state.
     *
     * @param closedAtSequence the sequence number that it must at least have; 0 when not known
     * @param erasedAtSequence that of the last erase; 0 when not known
     */
    record Witness(long closedAtSequence, long erasedAtSequence) {
        static final Witness NONE = new Witness(0, 0);
    }

    /** What was read at opening. */
    Witness witness() {
        return witness;
    }

    /** Writes the holder and a witness. */
    void write(Witness now) throws IOException {
        if (channel == null || readOnly) {
            return;
        }
        String text = thisProcess() + " started=" + Instant.now() + " closed-at-sequence=" + now.closedAtSequence()
                + " erased-at-sequence=" + now.erasedAtSequence() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /**
     * Locks a directory.
     *
     * @throws StoreLockedException naming the holder
     */
    static StoreLock acquire(Path directory, boolean readOnly) {
        Path key;
        try {
            key = directory.toRealPath();
        } catch (IOException e) {
            throw new StoreException("the directory cannot be used: path=" + directory, e);
        }
        synchronized (HELD) {
            StoreLock held = HELD.get(key);
            if (held != null && held.readOnly && readOnly) {
                held.holders++;
                return held;
            }
            if (held != null) {
                throw locked(key, thisProcess() + " (this process)", null);
            }
            try {
                StoreLock lock = lock(key, readOnly);
                HELD.put(key, lock);
                return lock;
            } catch (IOException e) {
                throw new StoreException("the directory cannot be locked: path=" + key.resolve(FILE_NAME), e);
            }
        }
    }

    private static StoreLock lock(Path key, boolean readOnly) throws IOException {
        Path file = key.resolve(FILE_NAME);
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw new StoreException(file + " is a symbolic link to " + Files.readSymbolicLink(file)
                    + ", which does not exist: mount or make what it leads to, or delete the link");
        }
        if (readOnly && !Files.exists(file)) {
            return new StoreLock(key, true, null, Witness.NONE);
        }
        FileChannel channel = readOnly
                ? FileChannel.open(file, StandardOpenOption.READ)
                : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            tryLock(channel, key, file, readOnly);
            StoreLock held = new StoreLock(key, readOnly, channel, readWitness(channel));
            held.write(held.witness);
            return held;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A torn text gives smaller numbers or none, which witness less. */
    private static Witness readWitness(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[MAX_TEXT_BYTES]);
        int length = channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, Math.max(0, length), StandardCharsets.UTF_8);
        return new Witness(number(CLOSED_AT, text), number(ERASED_AT, text));
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static void tryLock(FileChannel channel, Path key, Path file, boolean shared) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, shared); // until the channel is closed
        } catch (OverlappingFileLockException e) {
            throw locked(key, thisProcess() + " (this process, another class loader)", e);
        }
        if (lock == null) {
            throw locked(key, holder(file), null);
        }
    }

    private static StoreLockedException locked(Path directory, String holder, @Nullable Throwable cause) {
        return new StoreLockedException(
                "the database is open already: path=" + directory + " holder: " + holder + "; close it there first",
                cause);
    }

    /** Reads the holder's text; only for a lock that another process holds, as it closes a descriptor of the file. */
    private static String holder(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "another process";
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
        synchronized (HELD) {
            holders--;
            if (holders > 0) {
                return;
            }
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                System.getLogger(StoreLock.class.getName())
                        .log(System.Logger.Level.WARNING, "the lock file was not closed: path=" + key, e);
            } finally {
                HELD.remove(key);
            }
        }
    }
}
