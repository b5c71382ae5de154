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
    private final LongAdder clockAdjusted = new LongAdder();

    UpsertOutcome count(UpsertOutcome outcome) {
        switch (outcome) {
            case CREATED -> created.increment();
            case APPLIED -> applied.increment();
            case STALE -> stale.increment();
            case DUPLICATE -> duplicate.increment();
        }
        return outcome;
    }

    /** Counts the elements of a batch, of which some got another time than the clock's that was to stamp them. */
    void count(UpsertOutcome[] outcomes, int adjusted) {
        for (UpsertOutcome outcome : outcomes) {
            count(outcome);
        }
        clockAdjusted.add(adjusted);
    }

    /** Counts an event that the clock was to stamp, if it got another time than the clock's. */
    void countClock(long nowMicros, long micros) {
        if (nowMicros != micros) {
            clockAdjusted.increment();
        }
    }

    Stats.Operations toStats() {
        return new Stats.Operations(
                created.sum(),
                applied.sum(),
                stale.sum(),
                duplicate.sum(),
                deleted.sum(),
                erased.sum(),
                queries.sum(),
                clockAdjusted.sum());
    }
}
