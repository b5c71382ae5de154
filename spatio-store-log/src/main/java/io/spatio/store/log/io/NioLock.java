package io.spatio.store.log.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file against other processes and against this one.
 *
 * <p>POSIX drops a process's locks on a file as soon as it closes any descriptor of it, so the file is never opened a
 * second time by the process that holds it: a table of this process's locks, by real path, is asked first.
 */
final class NioLock implements AutoCloseable {
    /** A lock belongs to the process, so the table of them does too: real path to holder. */
    private static final ConcurrentMap<Path, String> HELD = new ConcurrentHashMap<>();

    private static final int HOLDER_MAX_BYTES = 4096;

    private final AtomicBoolean released = new AtomicBoolean();
    private final Path key;
    private final FileChannel channel;

    private NioLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    static Io.LockAttempt attempt(Path file, String holder) throws IOException {
        Path key = key(file);
        String present = HELD.putIfAbsent(key, holder);
        if (present != null) {
            return new Io.LockAttempt(null, present);
        }
        boolean locked = false;
        try {
            Io.LockAttempt attempt = NioIo.uninterrupted(() -> attemptOnce(key, holder));
            locked = attempt.lock() != null;
            return attempt;
        } finally {
            if (!locked) {
                HELD.remove(key);
            }
        }
    }

    private static Path key(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent.toRealPath().resolve(absolute.getFileName());
    }

    private static Io.LockAttempt attemptOnce(Path key, String holder) throws IOException {
        FileChannel channel =
                FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                return new Io.LockAttempt(null, read(channel));
            }
            byte[] text = holder.getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text), 0);
            locked = true;
            return new Io.LockAttempt(new NioLock(key, channel), holder);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
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
        if (released.compareAndSet(false, true)) {
            try {
                channel.close();
            } finally {
                HELD.remove(key);
            }
        }
    }
}
