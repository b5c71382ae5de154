package io.spatio.core.engine;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes a directory a copy of the database: a database once all of it is on stable storage, and until then none. */
@FunctionalInterface
public interface SnapshotTarget {
    /**
     * Lets a copy be written.
     *
     * @param directory an empty or absent directory
     * @param copy writes into it; what it wrote is on stable storage when it returns
     * @throws IllegalArgumentException when the directory is not empty or not apart from the database's
     * @throws io.spatio.error.StoreException when it cannot be written
     */
    void write(Path directory, Consumer<Path> copy);
}
