package io.spatio.store.log;

import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Passes every call on; a subclass does something else with some. */
class IoDecorator implements Io {
    final Io disk;

    IoDecorator(Io disk) {
        this.disk = disk;
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        return disk.create(file);
    }

    @Override
    public ReadableFile open(Path file) throws IOException {
        return disk.open(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        disk.link(existing, name);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean exists(Path file) throws IOException {
        return disk.exists(file);
    }

    @Override
    public long usableSpace(Path directory) throws IOException {
        return disk.usableSpace(directory);
    }

    @Override
    public LockAttempt lock(Path file, String holder) throws IOException {
        return disk.lock(file, holder);
    }

    @Override
    public LockAttempt lockShared(Path file) throws IOException {
        return disk.lockShared(file);
    }

    /** A file whose every call is passed on. */
    static class File implements WritableFile {
        final WritableFile file;

        File(WritableFile file) {
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
