package io.spatio.testkit.engine;

import io.spatio.Stats.Operation;
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

    Map<Operation, Long> operations() {
        Map<Operation, Long> operations = new EnumMap<>(Operation.class);
        operations.put(Operation.CREATED, of(UpsertOutcome.CREATED));
        operations.put(Operation.APPLIED, of(UpsertOutcome.APPLIED));
        operations.put(Operation.STALE, of(UpsertOutcome.STALE));
        operations.put(Operation.DUPLICATE, of(UpsertOutcome.DUPLICATE));
        operations.put(Operation.DELETED, deleted);
        operations.put(Operation.ERASED, erased);
        operations.put(Operation.QUERIES, queries);
        operations.put(Operation.CLOCK_ADJUSTED, clockAdjusted);
        return operations;
    }
}
