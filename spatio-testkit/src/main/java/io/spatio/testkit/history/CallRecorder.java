package io.spatio.testkit.history;

import io.spatio.Namespace;
import io.spatio.Timestamps;
import io.spatio.testkit.harness.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records what threads call on one namespace, for a {@link CallChecker}. Starts and ends are ticks of one counter: a call
 * that ended before another started has the smaller ticks.
 *
 * <p>Callers are made before their threads start; what they recorded is taken after they ended. The clock that stamps writes
 * is set by one thread, which may be a caller's.
 */
public final class CallRecorder {
    private final AtomicLong ticks = new AtomicLong();
    private final TestClock clock;
    private final ClockLog clockLog = new ClockLog();
    private final List<Caller> callers = new ArrayList<>();

    /** Records calls on a database that takes its time from a clock; none may run yet. */
    public CallRecorder(TestClock clock) {
        this.clock = clock;
        clockLog.add(tick(), tick(), Timestamps.toMicros(clock.instant()));
    }

    /** Sets the clock. */
    public void setClock(Instant instant) {
        long start = tick();
        clock.set(instant);
        clockLog.add(start, tick(), Timestamps.toMicros(instant));
    }

    /** Somebody who calls a namespace from one thread. */
    public Caller caller(Namespace namespace) {
        Caller caller = new Caller(this, callers.size(), namespace);
        callers.add(caller);
        return caller;
    }

    long tick() {
        return ticks.incrementAndGet();
    }

    ClockLog clockLog() {
        return clockLog;
    }

    /** What was recorded, and forgets the callers. */
    List<Call> takeCalls() {
        List<Call> calls = new ArrayList<>();
        callers.forEach(caller -> calls.addAll(caller.calls()));
        callers.clear();
        return calls;
    }
}
