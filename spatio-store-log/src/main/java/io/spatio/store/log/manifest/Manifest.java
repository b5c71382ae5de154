package io.spatio.store.log.manifest;

import java.util.UUID;

/**
 * What the store consists of.
 *
 * @param store its identity
 * @param firstWal the lowest number of a log file that counts
 * @param lastWal the highest number known to exist when this was written; later ones may have been begun since
 * @param closedClean whether the store was closed and nothing written since
 * @param forcedSequence what is known to be on stable storage; the very last sequence number where {@code closedClean}
 */
public record Manifest(UUID store, long firstWal, long lastWal, boolean closedClean, long forcedSequence) {
    /** Its file name. */
    public static final String FILE = "MANIFEST";

    /** The manifest of a store in which nothing is yet. */
    public static Manifest create() {
        return new Manifest(UUID.randomUUID(), 1, 0, true, 0);
    }
}
