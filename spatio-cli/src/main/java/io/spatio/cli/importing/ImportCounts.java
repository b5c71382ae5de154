package io.spatio.cli.importing;

import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.cli.output.Facts;
import java.util.EnumMap;
import java.util.Map;

/** What became of the rows. One thread. */
final class ImportCounts {
    private final Map<UpsertOutcome, Long> outcomes = new EnumMap<>(UpsertOutcome.class);
    private long deletes;
    private long withoutPosition;
    private long rejected;

    void count(Written written) {
        outcomes.merge(written.outcome(), 1L, Long::sum);
    }

    void countDelete() {
        deletes++;
    }

    void countWithoutPosition() {
        withoutPosition++;
    }

    void reject() {
        rejected++;
    }

    long rejected() {
        return rejected;
    }

    /** Rows that were taken, those that were there already among them. */
    long taken() {
        return deletes + outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether every one of many rows made an object of its own. */
    boolean eachMadeAnObject() {
        return of(UpsertOutcome.CREATED) > 1 && of(UpsertOutcome.CREATED) == taken();
    }

    private long of(UpsertOutcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    Facts facts() {
        return new Facts()
                .with("rows", taken() + withoutPosition + rejected)
                .with("created", of(UpsertOutcome.CREATED))
                .with("applied", of(UpsertOutcome.APPLIED))
                .with("stale", of(UpsertOutcome.STALE))
                .with("duplicate", of(UpsertOutcome.DUPLICATE))
                .with("deletes", deletes)
                .with("withoutPosition", withoutPosition)
                .with("rejected", rejected);
    }
}
