package io.spatio.store.log.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A directory that is read as it is on disk and written in memory alone, so that a store can bring itself to a state it can
 * answer from without a byte of it changing. What is written elsewhere, such as a snapshot, goes to the disk. Any thread.
 *
 * <p>A name in the overlay stands for what was written under it, or for nothing where it was deleted; all other names for
 * the file on disk. It takes as much memory as is written: what recovery rewrites, and what a snapshot seals.
 */
public final class ReadOnlyIo implements Io {
    private final ConcurrentMap<Path, Optional<Written>> overlay = new ConcurrentHashMap<>();
    private final Io disk;
    private final Path directory;

    /** An overlay of one directory and all below it. */
    public ReadOnlyIo(Io disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    private boolean isBelow(Path path) {
        return path.startsWith(directory);
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        if (!isBelow(file)) {
            return disk.create(file);
        }
        if (exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Written written = new Written();
        overlay.put(file, Optional.of(written));
        return written;
    }

    @Override
    public ReadableFile open(Path file) throws IOException {
        Optional<Written> seen = overlay.get(file);
        return seen == null ? disk.open(file) : new Reading(written(file, seen));
    }

    private static Written written(Path file, Optional<Written> seen) throws FileNotFoundException {
        return seen.orElseThrow(() -> new FileNotFoundException(file + " is deleted in memory"));
    }

    @Override
    public void createDirectories(Path path) throws IOException {
        if (!isBelow(path)) {
            disk.createDirectories(path);
        }
    }

    @Override
    public void forceDirectory(Path path) throws IOException {
        if (!isBelow(path)) {
            disk.forceDirectory(path);
        }
    }

    /** Only what was written here is renamed: a store renames no file that it did not just write. */
    @Override
    public void rename(Path from, Path to) throws IOException {
        if (!isBelow(from)) {
            disk.rename(from, to);
            return;
        }
        Optional<Written> seen = overlay.get(from);
        if (seen == null) {
            throw new IOException(from + " cannot be renamed: the directory is open for reading alone");
        }
        overlay.put(to, Optional.of(written(from, seen)));
        overlay.put(from, Optional.empty());
    }

    /** Copies to the disk outside the directory, because a link would change the file's count of links. */
    @Override
    public void link(Path existing, Path name) throws IOException {
        try (ReadableFile in = open(existing);
                WritableFile out = create(name)) {
            in.copyTo(out, 0);
            out.force();
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        if (!isBelow(file)) {
            disk.delete(file);
            return;
        }
        if (!exists(file)) {
            throw new FileNotFoundException(file.toString());
        }
        overlay.put(file, Optional.empty());
    }

    @Override
    public List<Path> list(Path path) throws IOException {
        TreeSet<Path> entries = new TreeSet<>(disk.list(path));
        overlay.forEach((file, seen) -> {
            if (path.equals(file.getParent())) {
                if (seen.isPresent()) {
                    entries.add(file);
                } else {
                    entries.remove(file);
                }
            }
        });
        return List.copyOf(entries);
    }

    @Override
    public boolean exists(Path file) throws IOException {
        Optional<Written> seen = overlay.get(file);
        return seen == null ? disk.exists(file) : seen.isPresent();
    }

    /** Never short of space, for nothing is taken. */
    @Override
    public long usableSpace(Path path) throws IOException {
        return isBelow(path) ? Long.MAX_VALUE : disk.usableSpace(path);
    }

    @Override
    public LockAttempt lock(Path file, String holder) throws IOException {
        if (isBelow(file)) {
            throw new IOException(file + " cannot be locked for writing: the directory is open for reading alone");
        }
        return disk.lock(file, holder);
    }

    @Override
    public LockAttempt lockShared(Path file) throws IOException {
        return disk.lockShared(file);
    }

    /** A file in memory. */
    private static final class Written implements WritableFile {
        private byte[] bytes = new byte[256];
        private int size;

        @Override
        public synchronized void write(byte[] source, int offset, int length) throws IOException {
            if (bytes.length - size < length) {
                long wanted = Math.max(size + (long) length, bytes.length * 2L);
                if (size + (long) length > Integer.MAX_VALUE - 16) {
                    throw new IOException("a file of more than 2 GiB is not written in memory: open for writing");
                }
                bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
            }
            System.arraycopy(source, offset, bytes, size, length);
            size += length;
        }

        synchronized long size() {
            return size;
        }

        synchronized int read(long position, byte[] target, int offset, int length) {
            int count = (int) Math.max(0, Math.min(length, size - position));
            System.arraycopy(bytes, (int) Math.min(position, size), target, offset, count);
            return count;
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }

    /** A file in memory being read. */
    private record Reading(Written file) implements ReadableFile {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long position, byte[] bytes, int offset, int length) {
            return file.read(position, bytes, offset, length);
        }

        @Override
        public void close() {}
    }
}
