package io.spatio.core.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The few file operations of the engine itself, all of them: stores have their own. None notices an interrupt.
 *
 * <p>A name that was given, changed or taken away is durable only after {@link #forceDirectory}. A test puts a disk in its
 * place that fails or loses power at any call. Any thread.
 */
interface Disk {
    /**
     * The whole content of a file.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    byte[] read(Path file) throws IOException;

    /** The names in a directory; none where it does not exist. */
    Set<String> list(Path directory) throws IOException;

    /** Makes a directory and its parents where they are absent; the names of those it made are durable. */
    void createDirectories(Path directory) throws IOException;

    /**
     * Makes a file with a content, which is forced; its name is not.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     */
    void create(Path file, byte[] content) throws IOException;

    /**
     * Gives a file a second name, atomically.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the name is taken
     * @throws UnsupportedOperationException when the file system has no second names; it may throw others instead
     */
    void link(Path existing, Path name) throws IOException;

    /** Renames a file, atomically, in the place of what has that name. */
    void rename(Path from, Path to) throws IOException;

    /** Takes a name away. */
    void delete(Path file) throws IOException;

    /** Makes the names in a directory durable. */
    void forceDirectory(Path directory) throws IOException;
}
