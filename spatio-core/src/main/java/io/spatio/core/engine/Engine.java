package io.spatio.core.engine;

import io.spatio.Health;
import io.spatio.Metadata;
import io.spatio.Timestamps;
import io.spatio.core.changes.ChangeFeed;
import io.spatio.core.changes.WriterSlot;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.TrajectoryStore;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the parts of one database share: store, settings, counters, and whether it is open. */
final class Engine {
    /** Stands for the time of a write that was given none; no time that can be written is this. */
    static final long NO_TIME = Long.MIN_VALUE;

    final TrajectoryStore store;
    final EngineSettings settings;
    final Lifecycle lifecycle = new Lifecycle();
    final OperationCounts counts = new OperationCounts();
    final OpenCursors cursors = new OpenCursors();
    final StateRule rule;
    final ChangesHost host = new ChangesHost(this);
    final ChangeFeed feed;
    private final ThreadLocal<WriteScratch> scratch = ThreadLocal.withInitial(this::newScratch);
    private final ThreadLocal<SearchScratch> searchScratch = ThreadLocal.withInitial(SearchScratch::new);

    /** What a thread's writes of single events use again and again; empty between them. */
    static final class WriteScratch {
        final RowChange change = new RowChange();
        final EventBatch batch = new EventBatch();
        final WriterSlot changes;

        WriteScratch(WriterSlot changes) {
            this.changes = changes;
        }
    }

    Engine(TrajectoryStore store, EngineSettings settings) {
        this.store = store;
        this.settings = settings;
        this.rule = new StateRule(settings.clock(), settings.tombstoneHorizon());
        this.feed = new ChangeFeed(host, settings.feedWindowBytes());
    }

    private WriteScratch newScratch() {
        return new WriteScratch(feed.newSlot());
    }

    /**
     * Lets writes alone pass that the settings allow; the store refuses them as well.
     *
     * @throws StoreReadOnlyException when the database was opened for reading alone
     */
    void requireWritable() {
        if (settings.readOnly()) {
            lifecycle.requireOpen();
            throw new StoreReadOnlyException(
                    "the database was opened read-only and takes no writes: open it without read-only = true to write");
        }
    }

    Health health() {
        Health health = store.health();
        return settings.readOnly() && health.acceptsWrites()
                ? Health.of(Health.State.READ_ONLY, health.cause().orElse(null))
                : health;
    }

    WriteScratch scratch() {
        return scratch.get();
    }

    SearchScratch searchScratch() {
        return searchScratch.get();
    }

    long nowMicros() {
        return rule.nowMicros();
    }

    /** Stores events as a whole and waits as the policy asks; returns the sequence of the first, of none 0. */
    long append(EventBatch batch) {
        if (batch.size() == 0) {
            return 0;
        }
        long first = store.append(batch);
        store.awaitDurable(first + batch.size() - 1);
        return first;
    }

    /** The time of a write in microseconds, checked against the allowed skew; {@link #NO_TIME} where none is given. */
    long writeMicros(@Nullable Instant timestamp) {
        if (timestamp == null) {
            return NO_TIME;
        }
        long micros = Timestamps.toMicros(timestamp);
        Duration skew = settings.maxFutureSkewOrNull();
        if (skew != null && StateRule.isLonger(nowMicros(), micros, StateRule.microsOf(skew))) {
            throw new IllegalArgumentException("timestamp " + timestamp + " is more than max-future-skew=" + skew
                    + " beyond the clock " + settings.clock().instant() + ": is the device's clock wrong?");
        }
        return micros;
    }

    /** Checks metadata against the configured size. */
    void requireMetadata(Metadata metadata) {
        if (metadata.sizeBytes() > settings.maxMetadataBytes()) {
            throw new IllegalArgumentException("metadata has " + metadata.sizeBytes() + " bytes: the most is "
                    + settings.maxMetadataBytes() + " (max-metadata-bytes, at most " + Metadata.MAX_BYTES + ")");
        }
    }
}
