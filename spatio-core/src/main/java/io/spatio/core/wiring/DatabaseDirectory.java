package io.spatio.core.wiring;

import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The marker file of a database's directory, which remembers what kind of store owns the rest: two lines of text,
 * {@code spatio-database 1} and {@code store <name>}; see docs/format/directory.md.
 */
final class DatabaseDirectory {
    private static final String MARKER = "SPATIO";
    private static final String MARKER_IN_MAKING = "SPATIO.tmp";
    private static final String FIRST_LINE = "spatio-database 1";
    private static final String STORE = "store ";
    private static final String LOST_AND_FOUND = "lost+found";

    private DatabaseDirectory() {}

    /**
     * Makes sure that a directory belongs to a store of a name, taking it where it is absent or empty.
     *
     * @return whether it was taken just now
     */
    static boolean claim(Path directory, String storeType) {
        try {
            String owner = owner(directory);
            Files.createDirectories(directory);
            if (owner == null) {
                requireOurs(directory);
                mark(directory, storeType);
                return true;
            }
            if (!owner.equals(storeType)) {
                throw new StoreException("database " + directory + " is kept by store \"" + owner + "\", not \""
                        + storeType + "\": open it with spatio.store.type=" + owner
                        + ", or copy it with `spatio copy " + directory + " NEW-DIRECTORY --store " + storeType + "`");
            }
            return false;
        } catch (IOException e) {
            throw new StoreException("cannot use directory " + directory + " for a database: " + e, e);
        }
    }

    /** Empties a directory that was taken for a store which then could not be opened; it was empty before. */
    static void release(Path directory) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.walk(directory)) {
            left = files.filter(file -> !file.equals(directory) && !file.startsWith(directory.resolve(LOST_AND_FOUND)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        Path marker = directory.resolve(MARKER);
        for (Path file : left) {
            if (!file.equals(marker)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(marker); // last: what is left behind it would be taken for somebody else's
    }

    /** The store that keeps a directory; empty where it is no database yet. */
    static Optional<String> ownerOf(Path directory) {
        try {
            return Optional.ofNullable(owner(directory));
        } catch (IOException e) {
            throw new StoreException("cannot read " + directory.resolve(MARKER) + ": " + e, e);
        }
    }

    /** Makes sure that a directory is there and empty. */
    static void requireEmpty(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            "directory " + directory + " is not empty: give an empty or absent one for a copy");
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot prepare directory " + directory + " for a copy: " + e, e);
        }
    }

    /** Marks a directory that a store of a name has just written a copy of itself into. */
    static void markCopy(Path directory, String storeType) {
        try {
            mark(directory, storeType);
        } catch (IOException e) {
            throw new StoreException("cannot mark " + directory + " as a database: " + e, e);
        }
    }

    private static @Nullable String owner(Path directory) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(directory.resolve(MARKER));
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new StoreException(directory + " is a file: give a directory for the database", e);
            }
            throw e;
        }
        if (lines.size() < 2
                || !lines.get(0).equals(FIRST_LINE)
                || !lines.get(1).startsWith(STORE)) {
            throw new UnsupportedFormatException("file " + directory.resolve(MARKER) + " says " + lines
                    + ": accepted is \"" + FIRST_LINE + "\" and \"store <name>\"");
        }
        return lines.get(1).substring(STORE.length());
    }

    /** Refuses a directory that holds somebody else's files, which a store might put aside. */
    private static void requireOurs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(MARKER_IN_MAKING) && !name.equals(LOST_AND_FOUND))
                    .findAny()
                    .ifPresent(name -> {
                        throw new StoreException("directory " + directory + " holds \"" + name
                                + "\" but no Spatio database: give an empty or absent directory");
                    });
        }
    }

    private static void mark(Path directory, String storeType) throws IOException {
        Path making = directory.resolve(MARKER_IN_MAKING);
        byte[] text = (FIRST_LINE + "\n" + STORE + storeType + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                making, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.move(making, directory.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(making, directory.resolve(MARKER), StandardCopyOption.REPLACE_EXISTING);
        }
        forceDirectory(directory);
    }

    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some platforms cannot force a directory; the marker is then as durable as they make it.
            System.getLogger(DatabaseDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot force directory " + directory, e);
        }
    }
}
