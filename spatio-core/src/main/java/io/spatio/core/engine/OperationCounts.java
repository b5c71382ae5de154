package io.spatio.core.engine;

import io.spatio.Stats.Operation;
import io.spatio.UpsertOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done since the database was opened. Any thread. */
final class OperationCounts {
    private final LongAdder[] counts = new LongAdder[Operation.values().length];

    OperationCounts() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Counts something that was done once. */
    void count(Operation operation) {
        of(operation).increment();
    }

    /** Counts something that was done some times. */
    void add(Operation operation, long times) {
        of(operation).add(times);
    }

    private LongAdder of(Operation operation) {
        return counts[operation.ordinal()];
    }

    UpsertOutcome count(UpsertOutcome outcome) {
        switch (outcome) {
            case CREATED -> count(Operation.CREATED);
            case APPLIED -> count(Operation.APPLIED);
            case STALE -> count(Operation.STALE);
            case DUPLICATE -> count(Operation.DUPLICATE);
        }
        return outcome;
    }

    /** Counts the elements of a batch, of which some got another time than the clock's that was to stamp them. */
    void count(UpsertOutcome[] outcomes, int adjusted) {
        for (UpsertOutcome outcome : outcomes) {
            count(outcome);
        }
        add(Operation.CLOCK_ADJUSTED, adjusted);
    }

    /** Counts an event that the clock was to stamp, if it got another time than the clock's. */
    void countClock(long nowMicros, long micros) {
        if (nowMicros != micros) {
            count(Operation.CLOCK_ADJUSTED);
        }
    }

    Map<Operation, Long> toStats() {
        Map<Operation, Long> stats = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            stats.put(operation, of(operation).sum());
        }
        return stats;
    }
}
