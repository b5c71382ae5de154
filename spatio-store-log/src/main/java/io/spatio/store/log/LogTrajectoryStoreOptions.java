package io.spatio.store.log;

import io.spatio.Durability;
import io.spatio.spi.Meter;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.store.log.wal.CommitLogSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a log store works. Immutable; any thread.
 *
 * @param sync when what is appended is safe; default {@link Durability#EVERY_SECOND}
 * @param walBytes the size at which a new log file is begun, 64 KiB to 1 GiB; default 64 MiB
 * @param headBytes about how much memory holds what is not sealed yet, twice while it is being sealed; 16 KiB to 16 GiB;
 *     default an eighth of the Java heap in whole MiB, at least 1 MiB and at most 64 MiB
 * @param retention how old history may be: older rows leave every answer but recovery's; none by default
 * @param retentionBytes how much sealed history may take on disk; not bounded by default
 * @param busyTimeout how long a write waits for a disk that lags before it is refused; default 10 s
 * @param eraseWithin how long after an erase the files are rid of what was erased, while the store is open; default 24 h
 */
public record LogTrajectoryStoreOptions(
        Durability sync,
        long walBytes,
        long headBytes,
        Optional<Duration> retention,
        long retentionBytes,
        Duration busyTimeout,
        Duration eraseWithin) {
    private static final String SYNC = "sync";
    private static final String WAL_BYTES = "wal-bytes";
    private static final String HEAD_BYTES = "head-bytes";
    private static final String RETENTION = "retention";
    private static final String RETENTION_BYTES = "retention-bytes";
    private static final String ERASE_WITHIN = "erase-within";
    private static final String BUSY_TIMEOUT = "busy-timeout";
    private static final long WAL_BYTES_MIN = 64L << 10;
    private static final long HEAD_BYTES_MIN = 16L << 10;
    private static final long HEAD_BYTES_MAX = 16L << 30;
    private static final long HEAD_MIB_DEFAULT_MAX = 64;
    private static final int HEAD_PART_OF_HEAP = 8;
    private static final long WAL_BYTES_MAX = 1L << 30;

    /** Every option with type, default and meaning. */
    public static final List<Option> DECLARED = List.of(
            Option.choice(
                    SYNC,
                    List.of("always", "every-second", "never"),
                    "every-second",
                    "When a write is safe: before it returns, within a second, or when the operating system likes."),
            Option.of(
                    WAL_BYTES,
                    Option.Type.BYTES,
                    "64MiB",
                    "Size at which a new log file is begun; twice as much, and at least 256 MiB, must be free on disk."),
            Option.of(
                    HEAD_BYTES,
                    Option.Type.BYTES,
                    defaultHeadMebibytes(Runtime.getRuntime().maxMemory()) + "MiB",
                    "Memory for what is not sealed yet, twice as much while it is being sealed; when not set, an eighth of the"
                            + " Java heap, 1MiB to 64MiB."),
            Option.withoutDefault(
                    RETENTION,
                    Option.Type.DURATION,
                    "How old history may be; older rows leave every answer, their files go, current positions never do."),
            Option.withoutDefault(
                    RETENTION_BYTES,
                    Option.Type.BYTES,
                    "How much sealed history may take on disk; the oldest files go first."),
            Option.of(
                    BUSY_TIMEOUT,
                    Option.Type.DURATION,
                    "10s",
                    "How long a write waits for a disk that lags before it is refused."),
            Option.of(
                    ERASE_WITHIN,
                    Option.Type.DURATION,
                    "24h",
                    "How long after an erase the files are rid of what was erased, while the store is open."));

    /**
     * What two heads take must leave room for the rest: with their arrays half filled they come to a third of the heap, and
     * up to 16 MiB wait in buffers for the log to be written.
     */
    static long defaultHeadMebibytes(long heapBytes) {
        return Math.max(1, Math.min(HEAD_MIB_DEFAULT_MAX, (heapBytes / HEAD_PART_OF_HEAP) >> 20));
    }

    /** Defaults. */
    public static LogTrajectoryStoreOptions defaults() {
        return of(Options.defaults(DECLARED));
    }

    /**
     * The given values.
     *
     * @throws io.spatio.error.ConfigurationException when one is out of range
     */
    public static LogTrajectoryStoreOptions of(Options options) {
        long walBytes = options.bytes(WAL_BYTES);
        if (walBytes < WAL_BYTES_MIN || walBytes > WAL_BYTES_MAX) {
            throw options.error(WAL_BYTES, "is outside 64KiB..1GiB");
        }
        long headBytes = options.bytes(HEAD_BYTES);
        if (headBytes < HEAD_BYTES_MIN || headBytes > HEAD_BYTES_MAX) {
            throw options.error(HEAD_BYTES, "is outside 16KiB..16GiB");
        }
        Durability sync =
                switch (options.text(SYNC)) {
                    case "always" -> Durability.ALWAYS;
                    case "never" -> Durability.NEVER;
                    default -> Durability.EVERY_SECOND;
                };
        return new LogTrajectoryStoreOptions(
                sync,
                walBytes,
                headBytes,
                options.has(RETENTION) ? Optional.of(options.duration(RETENTION)) : Optional.empty(),
                options.has(RETENTION_BYTES) ? options.bytes(RETENTION_BYTES) : Long.MAX_VALUE,
                options.duration(BUSY_TIMEOUT),
                options.duration(ERASE_WITHIN));
    }

    CommitLogSettings commitLog(Meter meter) {
        return new CommitLogSettings(sync, walBytes, busyTimeout, meter);
    }
}
