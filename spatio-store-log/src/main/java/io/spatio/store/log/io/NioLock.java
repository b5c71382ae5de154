package io.spatio.store.log.io;

import io.spatio.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file against other processes and against this one: one writer, or any number of readers.
 *
 * <p>POSIX drops a process's locks on a file as soon as it closes any descriptor of it, so the file is never opened a
 * second time by the process that holds it: a table of this process's locks, by real path, is asked first, and all its
 * readers share one channel, which the last of them closes.
 */
final class NioLock implements AutoCloseable {
    private static final ReentrantLock TABLE = new ReentrantLock();

    /** A lock belongs to the process, so the table of them does too, by real path; with the table's lock held. */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private static final int HOLDER_MAX_BYTES = 4096;

    private final AtomicBoolean released = new AtomicBoolean();
    private final Path key;

    private NioLock(Path key) {
        this.key = key;
    }

    /** What this process holds of a file. */
    private static final class Held {
        private final FileChannel channel;
        private final String holder;
        private final boolean shared;
        private int owners = 1;

        Held(FileChannel channel, String holder, boolean shared) {
            this.channel = channel;
            this.holder = holder;
            this.shared = shared;
        }
    }

    /** Takes the file for a writer, who writes {@code holder} into it. */
    static Io.LockAttempt exclusive(Path file, String holder) throws IOException {
        return attempt(file, holder, false);
    }

    /** Takes the file for a reader, and changes nothing in it; where it is absent there is nothing to take. */
    static Io.LockAttempt shared(Path file) throws IOException {
        requireNoDanglingLink(file);
        return Files.exists(file) ? attempt(file, "", true) : new Io.LockAttempt(() -> {}, "", true);
    }

    private static Io.LockAttempt attempt(Path file, String holder, boolean shared) throws IOException {
        Path key = key(file);
        requireNoDanglingLink(key);
        TABLE.lock();
        try {
            Held present = HELD.get(key);
            if (present != null && !(shared && present.shared)) {
                return new Io.LockAttempt(null, present.holder, present.shared);
            }
            if (present != null) {
                present.owners++;
                return new Io.LockAttempt(new NioLock(key), holder, true);
            }
            return NioIo.uninterrupted(() -> attemptOnce(key, holder, shared));
        } finally {
            TABLE.unlock();
        }
    }

    /** Opening one would make the file that it leads to, or say that there is none, of a file that is there. */
    private static void requireNoDanglingLink(Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            throw new StoreException(file + " is a symbolic link to " + Files.readSymbolicLink(file)
                    + ", which does not exist: mount or make what it leads to, or delete the link");
        }
    }

    private static Path key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
    }

    private static Io.LockAttempt attemptOnce(Path key, String holder, boolean shared) throws IOException {
        FileChannel channel = shared
                ? FileChannel.open(key, StandardOpenOption.READ)
                : FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            if (tryLock(channel, shared) == null) {
                boolean byReaders = !shared && tryLock(channel, true) != null; // let go with the channel
                return new Io.LockAttempt(null, read(channel), byReaders);
            }
            if (!shared) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            }
            HELD.put(key, new Held(channel, holder, shared));
            locked = true;
            return new Io.LockAttempt(new NioLock(key), holder, shared);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null; // held in this process by classes of another class loader
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_MAX_BYTES);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        if (!released.compareAndSet(false, true)) {
            return;
        }
        TABLE.lock();
        try {
            Held held = HELD.get(key);
            if (held != null && --held.owners == 0) {
                HELD.remove(key);
                held.channel.close();
            }
        } finally {
            TABLE.unlock();
        }
    }
}
