package io.spatio.core.engine;

import io.spatio.Stats;
import io.spatio.UpsertOutcome;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done since the database was opened. Any thread. */
final class OperationCounts {
    private final LongAdder created = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder erased = new LongAdder();
    final LongAdder queries = new LongAdder();

    UpsertOutcome count(UpsertOutcome outcome) {
        switch (outcome) {
            case CREATED -> created.increment();
            case APPLIED -> applied.increment();
            case STALE -> stale.increment();
            case DUPLICATE -> duplicate.increment();
        }
        return outcome;
    }

    Stats.Operations toStats() {
        return new Stats.Operations(
                created.sum(), applied.sum(), stale.sum(), duplicate.sum(), deleted.sum(), erased.sum(), queries.sum());
    }
}
