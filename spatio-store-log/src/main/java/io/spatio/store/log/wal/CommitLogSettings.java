package io.spatio.store.log.wal;

import io.spatio.Durability;
import io.spatio.spi.Meter;
import java.time.Duration;

/**
 * How a {@link CommitLog} works.
 *
 * @param durability when what is appended is safe
 * @param fileBytes the size at which a new file is begun
 * @param busyTimeout how long an appender waits for room in the buffer
 * @param meter is told of what is written and forced
 */
public record CommitLogSettings(Durability durability, long fileBytes, Duration busyTimeout, Meter meter) {
    private static final long FREE_MIN_BYTES = 256L << 20;

    /** Free bytes below which appends are refused. */
    long freeMinBytes() {
        return Math.max(2 * fileBytes, FREE_MIN_BYTES);
    }
}
