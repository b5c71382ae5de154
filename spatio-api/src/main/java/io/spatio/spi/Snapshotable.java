package io.spatio.spi;

import java.nio.file.Path;

/** A store that can copy itself while it is used. */
public interface Snapshotable {
    /** Writes a copy into an existing empty directory; it holds everything accepted before the call. */
    void snapshot(Path directory);
}
