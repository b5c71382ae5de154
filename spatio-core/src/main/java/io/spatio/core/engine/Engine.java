package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.Timestamps;
import io.spatio.spi.TrajectoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the parts of one database share: store, settings, counters, and whether it is open. */
final class Engine {
    private static final int MAX_REUSED_CANDIDATES = 4096;

    final TrajectoryStore store;
    final EngineSettings settings;
    final Lifecycle lifecycle = new Lifecycle();
    final OperationCounts counts = new OperationCounts();
    final OpenCursors cursors = new OpenCursors();
    private final long horizonMicros;
    private final ThreadLocal<WriteScratch> scratch = ThreadLocal.withInitial(WriteScratch::new);
    private final ThreadLocal<Hits> candidates = ThreadLocal.withInitial(Engine::newCandidates);

    /** Two rows that a thread's writes use again and again. */
    static final class WriteScratch {
        final RowState from = new RowState();
        final RowState to = new RowState();
    }

    Engine(TrajectoryStore store, EngineSettings settings) {
        this.store = store;
        this.settings = settings;
        this.horizonMicros = microsOf(settings.tombstoneHorizon());
    }

    private static long microsOf(Duration duration) {
        return duration.getSeconds() > Long.MAX_VALUE / 2_000_000
                ? Long.MAX_VALUE
                : TimeUnit.SECONDS.toMicros(duration.getSeconds()) + duration.getNano() / 1000;
    }

    WriteScratch scratch() {
        return scratch.get();
    }

    private static Hits newCandidates() {
        return new Hits(Hits.Order.NONE, Integer.MAX_VALUE);
    }

    /** Where this thread's search keeps candidates until it is done; no search of a thread runs inside another. */
    Hits candidates() {
        Hits reused = candidates.get();
        if (reused.capacity() > MAX_REUSED_CANDIDATES) {
            reused = newCandidates();
            candidates.set(reused);
        }
        return reused;
    }

    long nowMicros() {
        return Timestamps.toMicros(settings.clock().instant());
    }

    /** Whether a row's delete was made so long ago that the object is forgotten. */
    boolean isForgotten(RowState row) {
        return row.kind == RowState.DELETED
                && horizonMicros != Long.MAX_VALUE
                && nowMicros() - row.deletedAtMicros() > horizonMicros;
    }

    /** The time of a write in microseconds, checked against the allowed skew; the clock's where none is given. */
    long writeMicros(@Nullable Instant timestamp) {
        if (timestamp == null) {
            return nowMicros();
        }
        long micros = Timestamps.toMicros(timestamp);
        Duration skew = settings.maxFutureSkewOrNull();
        if (skew != null && micros - nowMicros() > microsOf(skew)) {
            throw new IllegalArgumentException("timestamp " + timestamp + " is more than max-future-skew=" + skew
                    + " beyond the clock " + settings.clock().instant() + ": is the device's clock wrong?");
        }
        return micros;
    }

    /** The bytes of metadata, checked against the configured size. */
    byte[] writeMetadata(Metadata metadata) {
        if (metadata.sizeBytes() > settings.maxMetadataBytes()) {
            throw new IllegalArgumentException("metadata has " + metadata.sizeBytes() + " bytes: the most is "
                    + settings.maxMetadataBytes() + " (max-metadata-bytes, at most " + Metadata.MAX_BYTES + ")");
        }
        return metadata.trustedUtf8();
    }
}
