package io.spatio.testkit.engine;

import io.spatio.Stats;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import java.util.EnumMap;
import java.util.Map;

/** Counts operations; used under the database's lock. */
final class ReferenceCounts {
    private final Map<UpsertOutcome, Long> upserts = new EnumMap<>(UpsertOutcome.class);
    long deleted;
    long erased;
    long queries;
    long clockAdjusted;

    Written count(Written written) {
        upserts.merge(written.outcome(), 1L, Long::sum);
        return written;
    }

    private long of(UpsertOutcome outcome) {
        return upserts.getOrDefault(outcome, 0L);
    }

    Stats.Operations operations() {
        return new Stats.Operations(
                of(UpsertOutcome.CREATED),
                of(UpsertOutcome.APPLIED),
                of(UpsertOutcome.STALE),
                of(UpsertOutcome.DUPLICATE),
                deleted,
                erased,
                queries,
                clockAdjusted);
    }
}
