package io.spatio.testkit.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The calls of several threads on one object, and whether one order explains them all: each call takes effect at a moment
 * between its start and its end, and every read sees the write before it.
 *
 * <p>The search is Wing and Gong's ("Testing and Verifying Concurrent Objects", 1993) with Lowe's memory of visited states:
 * take any call that no other call ended before, see if it fits, go on. Calls are few, so that it ends at once.
 */
final class RegisterHistory {
    /** Reads are told by {@code write} false; 0 is "absent". */
    private record Call(boolean write, long value, long start, long end) {}

    private record State(Set<Call> left, long value) {}

    private final AtomicLong time = new AtomicLong();
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** Notes a write around its execution. */
    void write(long value, Runnable call) {
        long start = time.incrementAndGet();
        call.run();
        calls.add(new Call(true, value, start, time.incrementAndGet()));
    }

    /** Notes a read around its execution. */
    void read(Supplier<Long> call) {
        long start = time.incrementAndGet();
        long value = call.get();
        calls.add(new Call(false, value, start, time.incrementAndGet()));
    }

    /** Whether some order explains every call. */
    boolean isLinearizable() {
        return explains(new State(new HashSet<>(calls), 0), new HashSet<>());
    }

    private static boolean explains(State state, Set<State> refused) {
        if (state.left().isEmpty()) {
            return true;
        }
        if (refused.contains(state)) {
            return false;
        }
        long firstEnd = state.left().stream().mapToLong(Call::end).min().orElse(Long.MAX_VALUE);
        for (Call call : state.left()) {
            boolean possible = call.start() < firstEnd && (call.write() || call.value() == state.value());
            if (possible) {
                Set<Call> left = new HashSet<>(state.left());
                left.remove(call);
                if (explains(new State(left, call.value()), refused)) {
                    return true;
                }
            }
        }
        refused.add(state);
        return false;
    }

    @Override
    public String toString() {
        return calls.toString();
    }
}
