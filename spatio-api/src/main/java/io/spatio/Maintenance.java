package io.spatio;

import java.nio.file.Path;
import java.util.List;

/**
 * Work on the files of a local database. Any thread; each call blocks until it is done, while reads and writes go on.
 *
 * <p>A store that lacks a power refuses with {@link io.spatio.error.StoreException} naming store and power.
 */
public interface Maintenance {
    /** Merges files, applies retention, and removes what was erased from every live file. */
    void compact();

    /** Reads every checksum. */
    Verification verify();

    /**
     * Writes a copy of the database as it is now into an empty or absent directory, which opens as a database.
     *
     * @throws IllegalArgumentException when the directory is not empty, or is the database's, lies inside it or contains it;
     *     then nothing was written
     */
    void snapshot(Path directory);

    /**
     * What a verification read.
     *
     * @param files files read
     * @param bytes bytes read
     * @param records records read
     * @param problems what is wrong, each naming file and place; empty when nothing is
     */
    record Verification(long files, long bytes, long records, List<String> problems) {
        /** Copies the list. */
        public Verification {
            problems = List.copyOf(problems);
        }
    }
}
