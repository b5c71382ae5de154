package io.spatio.core.wiring;

import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.TrajectoryStoreProvider;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database's directory and its file {@code SPATIO}, which names the store that owns the rest.
 *
 * <p>The file comes into being whole, by a name given to it once, before a store sees the directory; nobody deletes it, so
 * nobody needs a lock to trust it. Any number of openers may begin at once: the first to give the name decides which
 * store it is, and the store's own lock which opener. A copy has another name, {@code SPATIO.copy}, until it is whole. The
 * reasons are in docs/adr/0014-directory.md. Any thread.
 */
final class DatabaseDirectory {
    static final String MARKER = "SPATIO";
    static final String COPY_MARKER = "SPATIO.copy";
    static final String LOST_AND_FOUND = "lost+found";

    private final Path path;
    private final Disk disk;
    private final Collection<TrajectoryStoreProvider> stores;

    DatabaseDirectory(Path path, Disk disk, Collection<TrajectoryStoreProvider> stores) {
        this.path = path;
        this.disk = disk;
        this.stores = stores;
    }

    /**
     * What a directory holds.
     *
     * @param store the store that keeps it; null where there is no database, and room for one
     * @param isMarked whether its marker says so; otherwise its files do, and it wants a marker
     */
    record Contents(@Nullable String store, boolean isMarked) {
        private static final Contents NOTHING = new Contents(null, false);
    }

    /**
     * Looks, and touches nothing.
     *
     * @param salvage whether a database that has lost its marker is to be recognised by its files
     * @param configured the store configured, if any; it decides where files could be several stores'
     * @throws StoreCorruptException when the marker is lost, saying how to restore it
     * @throws StoreException when something else is there
     */
    Contents look(boolean salvage, Optional<String> configured) {
        try {
            requireNoDanglingLink(path.toAbsolutePath());
            Marker marker = marker(MARKER);
            if (marker.state() == Marker.State.SOUND) {
                return new Contents(marker.store(), true);
            }
            if (marker.state() == Marker.State.NEWER) {
                throw new UnsupportedFormatException("file " + path.resolve(MARKER) + " " + marker.said()
                        + ": a later version of Spatio made this database; open it with that version");
            }
            UnmarkedDirectory unmarked = new UnmarkedDirectory(path, marker, disk.list(path), stores);
            if (unmarked.isEmpty()) {
                return Contents.NOTHING;
            }
            // Another opener may have given the name since; files of a store come after it.
            Marker since = marker(MARKER);
            return since.state() == Marker.State.SOUND
                    ? new Contents(since.store(), true)
                    : new Contents(unmarked.store(salvage, configured), false);
        } catch (IOException e) {
            throw new StoreException("cannot look into directory " + path + ": " + FileFaults.reason(e, path), e);
        }
    }

    private Marker marker(String name) throws IOException {
        try {
            return Marker.parse(disk.read(path.resolve(name)));
        } catch (NoSuchFileException e) {
            Path file = path.resolve(name);
            return Files.isSymbolicLink(file) ? Marker.dangling(Files.readSymbolicLink(file)) : Marker.ABSENT;
        } catch (IOException e) {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new StoreException(path + " is a file: give a directory for the database", e);
            }
            throw e;
        }
    }

    private static void requireNoDanglingLink(Path file) throws IOException {
        for (Path part = file; part != null; part = part.getParent()) {
            if (Files.isSymbolicLink(part) && !Files.exists(part)) {
                throw new StoreException(part + " is a symbolic link to " + Files.readSymbolicLink(part)
                        + ", which does not exist: mount or make what it leads to, or give another directory");
            }
        }
    }

    /** Refuses to open with one store what another keeps. */
    void requireKeptBy(String kept, String store) {
        if (!kept.equals(store)) {
            throw new StoreException("database " + path + " is kept by store \"" + kept + "\", not \"" + store + "\": "
                    + (holdsNothing()
                            ? "nothing was ever stored in it, so delete its file " + MARKER + " to use it otherwise"
                            : "open it with spatio.store.type=" + kept + ", or copy it with `spatio copy " + path
                                    + " NEW-DIRECTORY --store " + store + "`"));
        }
    }

    private boolean holdsNothing() {
        try {
            return UnmarkedDirectory.others(disk.list(path)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes sure that a directory that was looked at belongs to a store, which may open it then.
     *
     * @throws StoreException when it belongs to another, or cannot be written
     */
    void claim(Contents contents, String store) {
        try {
            String kept = contents.store();
            if (kept == null) {
                disk.createDirectories(path);
                kept = mark(store);
            }
            requireKeptBy(kept, store);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot make a database in directory " + path + ": " + FileFaults.reason(e, path), e);
        }
    }

    /** Gives the marker its name, unless somebody else has; the store that the directory then belongs to. */
    private String mark(String store) throws IOException {
        Path unnamed = unnamed();
        try {
            disk.create(unnamed, Marker.encode(store));
            name(unnamed);
        } finally {
            if (disk.list(path).contains(String.valueOf(unnamed.getFileName()))) {
                disk.delete(unnamed);
            }
        }
        disk.forceDirectory(path);
        Marker marker = marker(MARKER);
        if (marker.state() != Marker.State.SOUND) {
            throw new StoreCorruptException("file " + path.resolve(MARKER) + " " + marker.said());
        }
        return marker.store();
    }

    private void name(Path unnamed) throws IOException {
        try {
            disk.link(unnamed, path.resolve(MARKER));
        } catch (FileAlreadyExistsException e) {
            return; // by another opener, who was first
        } catch (UnsupportedOperationException | IOException e) {
            if (marker(MARKER).state() != Marker.State.ABSENT) {
                throw e;
            }
            disk.rename(unnamed, path.resolve(MARKER)); // the file system has no second names
        }
    }

    private Path unnamed() {
        return path.resolve(MARKER + "." + UUID.randomUUID() + ".tmp");
    }

    /** Restores the marker of a database that was recognised by its files, while its store is open. */
    void restoreMarker(String store) {
        Path unnamed = unnamed();
        try {
            disk.create(unnamed, Marker.encode(store));
            disk.rename(unnamed, path.resolve(MARKER));
            if (disk.list(path).contains(COPY_MARKER)) {
                disk.delete(path.resolve(COPY_MARKER));
            }
            disk.forceDirectory(path);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot restore file " + path.resolve(MARKER) + ": " + FileFaults.reason(e, path.resolve(MARKER)),
                    e);
        }
    }

    /**
     * Makes this directory a copy of a database: a database when all of it is on stable storage, and until then none.
     *
     * @param store the store that will keep it
     * @param write writes the copy; what it wrote is durable when it returns
     * @throws IllegalArgumentException when the directory is not empty
     */
    void writeCopy(String store, Consumer<Path> write) {
        beginCopy(store);
        write.accept(path);
        try {
            disk.rename(path.resolve(COPY_MARKER), path.resolve(MARKER));
            disk.forceDirectory(path);
        } catch (IOException e) {
            throw new StoreException(
                    "the copy in " + path + " cannot be finished, delete it: " + FileFaults.reason(e, path), e);
        }
    }

    private void beginCopy(String store) {
        try {
            requireNoDanglingLink(path.toAbsolutePath());
            Set<String> names = new TreeSet<>(disk.list(path));
            names.remove(LOST_AND_FOUND);
            if (!names.isEmpty()) {
                throw new IllegalArgumentException("directory " + path + " is not empty: "
                        + (names.contains(COPY_MARKER)
                                ? "it holds a copy that was never finished; delete it, or give another directory"
                                : "give an empty or absent one for a copy"));
            }
            disk.createDirectories(path);
            disk.create(path.resolve(COPY_MARKER), Marker.encode(store));
            disk.forceDirectory(path);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot prepare directory " + path + " for a copy: " + FileFaults.reason(e, path), e);
        }
    }
}
