package io.spatio.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** The search, held to one that tries every order. */
class ObjectHistoryTest {
    private static final int CALLERS = 4;

    private static ObjectState state(int value) {
        return ObjectState.at(new Location("o", Position.of(value, value), Timestamps.toInstant(value), Metadata.NONE));
    }

    private static Step.OfCall step(int caller, long start, long end, Step step) {
        Call.Deed deed = new Call.Get("o", Optional.empty());
        return new Step.OfCall(new Call(caller, start, end, deed), step);
    }

    /** Calls of several callers whose starts and ends are shuffled, of few values, so that half can be explained. */
    private static List<Step.OfCall> randomSteps(Random random) {
        int calls = 2 + random.nextInt(5);
        List<Step.OfCall> steps = new ArrayList<>();
        long[] free = new long[CALLERS];
        long tick = 0;
        for (int i = 0; i < calls; i++) {
            int caller = random.nextInt(CALLERS);
            long start = Math.max(free[caller], tick) + 1;
            long end = start + 1 + random.nextInt(30);
            free[caller] = end;
            tick = start + random.nextInt(8);
            // Ticks differ: those of one caller are equal modulo the number of callers.
            steps.add(step(caller, start * CALLERS + caller, end * CALLERS + caller, randomStep(random)));
        }
        return steps;
    }

    private static Step randomStep(Random random) {
        ObjectState one = state(1 + random.nextInt(2));
        ObjectState two = state(1 + random.nextInt(2));
        return switch (random.nextInt(6)) {
            case 0 -> (Step.Write) state -> Set.of(one);
            case 1 -> (Step.Write) state -> state.equals(one) ? Set.of(two, ObjectState.NONE) : Set.of();
            case 2 -> (Step.Write) state -> state.isPresent() ? Set.of(ObjectState.NONE) : Set.of();
            case 3 -> (Step.Read) state -> !state.isPresent();
            default -> (Step.Read) one::equals;
        };
    }

    /** The states that some order of all steps leaves, by trying each that respects who ended before whom started. */
    private static Set<ObjectState> byEveryOrder(Set<Step.OfCall> left, ObjectState state) {
        if (left.isEmpty()) {
            return Set.of(state);
        }
        Set<ObjectState> ends = new HashSet<>();
        for (Step.OfCall first : left) {
            if (left.stream()
                    .allMatch(other -> first.call().start() < other.call().end())) {
                Set<Step.OfCall> others = new HashSet<>(left);
                others.remove(first);
                for (ObjectState after : after(first.step(), state)) {
                    ends.addAll(byEveryOrder(others, after));
                }
            }
        }
        return ends;
    }

    private static Set<ObjectState> after(Step step, ObjectState state) {
        return step instanceof Step.Write write
                ? write.after(state)
                : ((Step.Read) step).fits(state) ? Set.of(state) : Set.of();
    }

    @Test
    void decidesAsTryingEveryOrderDoes() {
        Random random = new Random(1);
        int explained = 0;
        int rounds = 20_000;
        for (int round = 0; round < rounds; round++) {
            List<Step.OfCall> steps = randomSteps(random);
            Set<ObjectState> expected = byEveryOrder(new HashSet<>(steps), ObjectState.NONE);
            ObjectHistory history = new ObjectHistory("o");
            if (expected.isEmpty()) {
                assertThatThrownBy(() -> history.goThrough(steps)).isInstanceOf(AssertionFailedError.class);
            } else {
                history.goThrough(steps);
                assertThat(history.states()).as("%s", steps).isEqualTo(expected);
                explained++;
            }
        }
        assertThat(explained).isBetween(rounds / 10, rounds * 9 / 10);
    }

    @Test
    void showsAWatchEveryStateOfItsTimeAndNoOther() {
        Set<ObjectState> seen = new HashSet<>();
        Step.Watch watch = seen::add;
        ObjectHistory history = new ObjectHistory("o");

        history.goThrough(List.of(
                step(0, 1, 2, (Step.Write) state -> Set.of(state(1))),
                step(0, 3, 4, (Step.Write) state -> Set.of(state(2))),
                step(1, 5, 20, watch),
                step(0, 6, 7, (Step.Write) state -> Set.of(state(3))),
                step(0, 19, 22, (Step.Write) state -> Set.of(state(4))),
                step(0, 23, 24, (Step.Write) state -> Set.of(state(5)))));

        assertThat(seen).containsExactlyInAnyOrder(state(2), state(3), state(4));
    }

    @Test
    void tellsTheCallThatNothingExplains() {
        ObjectHistory history = new ObjectHistory("o");
        List<Step.OfCall> steps =
                List.of(step(0, 1, 2, (Step.Write) state -> Set.of(state(1))), step(1, 3, 4, (Step.Read)
                        state -> !state.isPresent()));

        assertThatThrownBy(() -> history.goThrough(steps))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("explains [3, 4] caller 1")
                .hasMessageContaining("(1.0, 1.0)");
    }
}
