package io.spatio.store.mvstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;

/**
 * Files under the names that they have, for H2, whose own files take a backslash for a separator, so that a directory
 * {@code a\b} would be the directory {@code b} of another database {@code a}. They also know no locks: {@link StoreLock}
 * guards the directory, and H2's would keep a second reader of the same process out.
 */
final class PlainPath extends FilePath {
    private static final String SCHEME = "spatio-file";

    static {
        FilePath.register(new PlainPath(Path.of("")));
    }

    private final Path path;

    private PlainPath(Path path) {
        this.path = path;
        name = nameOf(path);
    }

    /** The name under which H2 opens a file; H2 turns backslashes about in every name, so there are none in it. */
    static String nameOf(Path path) {
        return SCHEME + ":" + path.toString().replace("%", "%25").replace("\\", "%5C");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FilePath getPath(String fullName) {
        String plain = fullName.substring(SCHEME.length() + 1);
        return new PlainPath(Path.of(plain.replace("%5C", "\\").replace("%25", "%")));
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        Set<StandardOpenOption> options = mode.equals("r")
                ? Set.of(StandardOpenOption.READ)
                : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        return new Channel(FileChannel.open(path, options));
    }

    /** What H2 asks of the file system beside that; an error becomes one that it passes on. */
    private interface Call<T> {
        T run() throws IOException;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long size() {
        return call(() -> Files.size(path));
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public FilePath getParent() {
        Path parent = path.getParent();
        return new PlainPath(parent == null ? Path.of("") : parent);
    }

    @Override
    public boolean isDirectory() {
        return Files.isDirectory(path);
    }

    @Override
    public boolean isRegularFile() {
        return Files.isRegularFile(path);
    }

    @Override
    public boolean isAbsolute() {
        return path.isAbsolute();
    }

    @Override
    public boolean canWrite() {
        return Files.isWritable(path);
    }

    @Override
    public long lastModified() {
        return call(() -> Files.getLastModifiedTime(path).toMillis());
    }

    @Override
    public FilePath toRealPath() {
        return new PlainPath(call(path::toRealPath));
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        try (Stream<Path> files = call(() -> Files.list(path))) {
            return files.<FilePath>map(PlainPath::new).toList();
        }
    }

    @Override
    public boolean createFile() {
        if (exists()) {
            return false;
        }
        call(() -> Files.createFile(path));
        return true;
    }

    @Override
    public void createDirectory() {
        call(() -> Files.createDirectories(path));
    }

    @Override
    public void delete() {
        call(() -> Files.deleteIfExists(path));
    }

    @Override
    public void moveTo(FilePath newName, boolean atomicReplace) {
        Path target = ((PlainPath) newName).path;
        call(() -> atomicReplace
                ? Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
                : Files.move(path, target));
    }

    @Override
    public boolean setReadOnly() {
        return path.toFile().setReadOnly();
    }

    /** A file without locks. */
    private static final class Channel extends FileBaseDefault {
        private final FileChannel file;

        Channel(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            return file.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            return new NoLock(this, position, size, shared);
        }
    }

    private static final class NoLock extends FileLock {
        NoLock(FileChannel channel, long position, long size, boolean shared) {
            super(channel, position, size, shared);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void release() {}
    }
}
