package io.spatio.spi;

import java.nio.file.Path;

/** A store that can copy itself while it is used. */
public interface Snapshotable {
    /**
     * Writes a copy into an existing directory that is empty but for files of the engine, whose names begin with
     * {@code SPATIO}. It holds everything accepted before the call, and is on stable storage, names too, when this returns.
     */
    void snapshot(Path directory);
}
