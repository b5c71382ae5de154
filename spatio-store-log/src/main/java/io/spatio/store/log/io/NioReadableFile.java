package io.spatio.store.log.io;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file read through random access files, which interrupts do not touch. Each has one position, so concurrent readers
 * get one each; up to four idle ones are kept.
 */
final class NioReadableFile implements Io.ReadableFile {
    private static final int IDLE_MAX = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path path;

    @GuardedBy("lock")
    private final ArrayDeque<RandomAccessFile> idle = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean closed;

    NioReadableFile(Path path) throws IOException {
        this.path = path;
        idle.add(new RandomAccessFile(path.toFile(), "r"));
    }

    @Override
    public long size() throws IOException {
        RandomAccessFile file = borrow();
        try {
            return file.length();
        } finally {
            giveBack(file);
        }
    }

    @Override
    public int read(long position, byte[] bytes, int offset, int length) throws IOException {
        RandomAccessFile file = borrow();
        try {
            file.seek(position);
            int done = 0;
            while (done < length) {
                int read = file.read(bytes, offset + done, length - done);
                if (read < 0) {
                    break;
                }
                done += read;
            }
            return done;
        } finally {
            giveBack(file);
        }
    }

    private RandomAccessFile borrow() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            @Nullable RandomAccessFile file = idle.poll();
            if (file != null) {
                return file;
            }
        } finally {
            lock.unlock();
        }
        return new RandomAccessFile(path.toFile(), "r");
    }

    private void giveBack(RandomAccessFile file) throws IOException {
        lock.lock();
        try {
            if (!closed && idle.size() < IDLE_MAX) {
                idle.add(file);
                return;
            }
        } finally {
            lock.unlock();
        }
        file.close();
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            for (RandomAccessFile file = idle.poll(); file != null; file = idle.poll()) {
                file.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
