package io.spatio.store.log.io;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The real disk.
 *
 * <p>An interrupt closes a {@link FileChannel} under everybody who uses it, so data goes through streams and random access
 * files, which do not notice interrupts; the few calls that need a channel open one of their own and repeat.
 */
public final class NioIo implements Io {
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    /** A step that may be repeated when an interrupt broke it off. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Repeats a step until no interrupt breaks it off; the interrupt is kept for the caller. */
    static <T> T uninterrupted(Step<T> step) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return step.run();
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public WritableFile create(Path file) throws IOException {
        Files.createFile(file);
        return new NioWritableFile(file);
    }

    @Override
    public ReadableFile open(Path file) throws IOException {
        return new NioReadableFile(file);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (WINDOWS) {
            return; // a directory cannot be opened there; renames are journaled by the file system
        }
        uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                return true;
            }
        });
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        try {
            Files.createLink(name, existing);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            if (Files.exists(name)) {
                throw e instanceof IOException io ? io : new IOException(e);
            }
            copy(existing, name);
        }
    }

    private void copy(Path existing, Path name) throws IOException {
        try (ReadableFile in = open(existing);
                WritableFile out = create(name)) {
            in.copyTo(out, 0);
            out.force();
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public long usableSpace(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public LockAttempt lock(Path file, String holder) throws IOException {
        return NioLock.exclusive(file, holder);
    }

    @Override
    public LockAttempt lockShared(Path file) throws IOException {
        return NioLock.shared(file);
    }
}
