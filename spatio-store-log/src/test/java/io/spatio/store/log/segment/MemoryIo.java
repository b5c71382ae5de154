package io.spatio.store.log.segment;

import io.spatio.store.log.io.Io;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A disk in memory whose bytes a test may damage, and that counts what is read. */
final class MemoryIo implements Io {
    private final Map<Path, byte[]> files = new ConcurrentSkipListMap<>();
    private final Map<Path, Boolean> forced = new ConcurrentSkipListMap<>();
    private long bytesRead;

    byte[] bytes(Path file) {
        return files.getOrDefault(file, new byte[0]).clone();
    }

    void put(Path file, byte[] bytes) {
        files.put(file, bytes.clone());
    }

    boolean isForced(Path file) {
        return forced.getOrDefault(file, false);
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        if (files.putIfAbsent(file, new byte[0]) != null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        return new WritableFile() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                written.write(bytes, offset, length);
                forced.put(file, false);
            }

            @Override
            public void force() {
                files.put(file, written.toByteArray());
                forced.put(file, true);
            }

            @Override
            public void close() {
                files.put(file, written.toByteArray());
            }
        };
    }

    @Override
    public ReadableFile open(Path file) throws IOException {
        byte[] content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new ReadableFile() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public int read(long position, byte[] bytes, int offset, int length) {
                int count = (int) Math.max(0, Math.min(length, content.length - position));
                System.arraycopy(content, (int) Math.min(position, content.length), bytes, offset, count);
                bytesRead += count;
                return count;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public void createDirectories(Path directory) {
        // Directories need no making here.
    }

    @Override
    public void forceDirectory(Path directory) {
        // Names are always durable here.
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        byte[] content = files.remove(from);
        if (content == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, content);
    }

    @Override
    public void link(Path existing, Path name) {
        files.put(name, bytes(existing));
    }

    @Override
    public void delete(Path file) throws IOException {
        if (files.remove(file) == null) {
            throw new NoSuchFileException(file.toString());
        }
    }

    @Override
    public List<Path> list(Path directory) {
        return files.keySet().stream()
                .filter(file -> directory.equals(file.getParent()))
                .toList();
    }

    @Override
    public boolean exists(Path file) {
        return files.containsKey(file);
    }

    @Override
    public long usableSpace(Path directory) {
        return Long.MAX_VALUE;
    }

    @Override
    public LockAttempt lock(Path file, String holder) {
        throw new UnsupportedOperationException("a segment locks nothing");
    }

    @Override
    public LockAttempt lockShared(Path file) {
        throw new UnsupportedOperationException("a segment locks nothing");
    }
}
