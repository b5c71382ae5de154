package io.spatio.core.engine;

import io.spatio.Timestamps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Which event is an object's state: the greatest by (timestamp, sequence) since the state last began.
 *
 * <p>Coded here alone, for writes, batches, transfers and recovery, so that the recovered state is the live one. Any thread.
 */
final class StateRule {
    /** The sequence of an event that is yet to be appended: greater than any that the object has. */
    static final long NEXT = Long.MAX_VALUE;

    private final InstantSource clock;
    private final long horizonMicros;

    /** With a clock and how long a delete is remembered. */
    StateRule(InstantSource clock, Duration horizon) {
        this.clock = clock;
        this.horizonMicros = microsOf(horizon);
    }

    /** Whether an event begins the state, whatever its timestamp: where there is none, or one that is forgotten. */
    boolean begins(RowState state) {
        return state.kind == RowState.EMPTY || isForgotten(state);
    }

    /** Whether a state is a delete made so long ago that the object is forgotten. */
    boolean isForgotten(RowState state) {
        return state.kind == RowState.DELETED && isLonger(state.deletedAtMicros(), nowMicros(), horizonMicros);
    }

    /** Whether an event is greater than that of a state which it does not begin. */
    static boolean isGreater(long micros, long sequence, RowState state) {
        return micros != state.micros ? micros > state.micros : sequence > state.sequence;
    }

    /** The clock's time. */
    long nowMicros() {
        return Timestamps.toMicros(clock.instant());
    }

    static long microsOf(Duration duration) {
        return TimeUnit.SECONDS.toMicros(duration.getSeconds()) + duration.getNano() / 1000;
    }

    /** Whether it is longer from one time to another than a duration; no time lies so far away that this overflows. */
    static boolean isLonger(long fromMicros, long toMicros, long micros) {
        long between = toMicros - fromMicros;
        return toMicros > fromMicros && (between < 0 || between > micros);
    }
}
