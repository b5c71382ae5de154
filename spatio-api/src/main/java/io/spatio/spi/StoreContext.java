package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a store may know of the database around it. Immutable; a {@code with} method returns a changed copy.
 *
 * <p>A class and not a record, so that it can grow without breaking a plug-in.
 */
public final class StoreContext {
    /** How long deletes are remembered unless configured otherwise. */
    public static final Duration DEFAULT_TOMBSTONE_HORIZON = Duration.ofDays(30);

    private final @Nullable Path directory;
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final boolean readOnly;
    private final boolean salvage;
    private final boolean acceptUnerased;
    private final Meter meter;

    private StoreContext(
            @Nullable Path directory,
            InstantSource clock,
            Duration tombstoneHorizon,
            boolean readOnly,
            boolean salvage,
            boolean acceptUnerased,
            Meter meter) {
        this.directory = directory;
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
        this.readOnly = readOnly;
        this.salvage = salvage;
        this.acceptUnerased = acceptUnerased;
        this.meter = meter;
    }

    /** A store in a directory, which exists, with the system's clock, for reading and writing, strict about damage. */
    public static StoreContext in(Path directory) {
        return of(requireNonNull(directory, "directory"));
    }

    /** As {@link #in}, without a directory: for a store that is not {@linkplain TrajectoryStoreProvider#persistent persistent}. */
    public static StoreContext inMemory() {
        return of(null);
    }

    private static StoreContext of(@Nullable Path directory) {
        return new StoreContext(
                directory, InstantSource.system(), DEFAULT_TOMBSTONE_HORIZON, false, false, false, Meter.NONE);
    }

    /** With another clock. */
    public StoreContext withClock(InstantSource instants) {
        return new StoreContext(
                directory,
                requireNonNull(instants, "instants"),
                tombstoneHorizon,
                readOnly,
                salvage,
                acceptUnerased,
                meter);
    }

    /** With another {@link #tombstoneHorizon}. */
    public StoreContext withTombstoneHorizon(Duration horizon) {
        return new StoreContext(
                directory, clock, requireNonNull(horizon, "horizon"), readOnly, salvage, acceptUnerased, meter);
    }

    /** With another {@link #readOnly}. */
    public StoreContext withReadOnly(boolean noWrites) {
        return new StoreContext(directory, clock, tombstoneHorizon, noWrites, salvage, acceptUnerased, meter);
    }

    /** With another {@link #salvage}. */
    public StoreContext withSalvage(boolean readWhatIsReadable) {
        return new StoreContext(
                directory, clock, tombstoneHorizon, readOnly, readWhatIsReadable, acceptUnerased, meter);
    }

    /** With another {@link #acceptUnerased}. */
    public StoreContext withAcceptUnerased(boolean accept) {
        return new StoreContext(directory, clock, tombstoneHorizon, readOnly, salvage, accept, meter);
    }

    /** With another {@link #meter}. */
    public StoreContext withMeter(Meter told) {
        return new StoreContext(
                directory, clock, tombstoneHorizon, readOnly, salvage, acceptUnerased, requireNonNull(told, "told"));
    }

    /**
     * Where to keep files; it exists.
     *
     * @throws IllegalStateException when there is none
     */
    public Path directory() {
        if (directory == null) {
            throw new IllegalStateException("this store needs a directory: set spatio.path");
        }
        return directory;
    }

    /** Where to keep files, or null for a store that is not {@linkplain TrajectoryStoreProvider#persistent persistent}. */
    public @Nullable Path directoryOrNull() {
        return directory;
    }

    /** The time now, for retention and for dropping old deletes; durability timers run on real time. */
    public InstantSource clock() {
        return clock;
    }

    /** How long after it was made a delete outweighs older events. */
    public Duration tombstoneHorizon() {
        return tombstoneHorizon;
    }

    /**
     * Whether the store writes nothing at all, not even to recover: it takes a shared lock where the lock file exists, cuts
     * a torn tail in memory only, reports {@link io.spatio.Health.State#READ_ONLY}, and refuses every write with
     * {@link io.spatio.error.StoreReadOnlyException}.
     */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether to open damaged files with what is readable instead of refusing. */
    public boolean salvage() {
        return salvage;
    }

    /**
     * Whether a salvage that cannot read which erases are pending may go on although erased objects may come back. Without
     * it such a salvage refuses and says how many objects that could be.
     */
    public boolean acceptUnerased() {
        return acceptUnerased;
    }

    /** Is told of what the store writes and how it keeps its files. */
    public Meter meter() {
        return meter;
    }
}
