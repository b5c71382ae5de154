package io.spatio.testkit.history;

import io.spatio.Area;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.Timestamps;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.harness.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.opentest4j.AssertionFailedError;

/**
 * Lets threads make random calls on one namespace, round by round, and checks after each round that the calls can be
 * explained; see {@link CallChecker}. Upserts with and without a time, by handle and in batches, deletes, erasures and drops meet
 * gets and queries of every kind. The clock is set forth and back meanwhile. A database on disk is closed and opened again
 * between some rounds, and must go on where it was.
 */
public final class HistoryCheck {
    private static final String NAMESPACE = "fleet";
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ROUNDS_BETWEEN_OPENINGS = 8;
    private static final int CLOCK_SETTINGS_IN_A_ROUND = 4;

    private final Function<InstantSource, Spatio> opener;
    private final boolean reopens;
    private final HistoryProfile profile;
    private final TestClock clock = new TestClock(START);
    private final CallRecorder recorder = new CallRecorder(clock);
    private final CallChecker checker;
    private final long seed;
    private final Random random;

    private HistoryCheck(Function<InstantSource, Spatio> opener, boolean reopens, HistoryProfile profile, long seed) {
        this.opener = opener;
        this.reopens = reopens;
        this.profile = profile;
        checker = new CallChecker(profile.objectIds());
        this.seed = seed;
        random = new Random(seed);
    }

    /**
     * Runs rounds until the budget is spent, at least one.
     *
     * @param opener opens the database, new the first time
     * @param reopens whether it keeps its data, so that it can be closed and opened again
     * @param profile how much happens at once
     * @param budget how long
     * @param seed of the calls; how they meet is the machine's affair
     * @return the number of rounds
     * @throws AssertionError where the calls cannot be explained
     */
    public static int run(
            Function<InstantSource, Spatio> opener, boolean reopens, HistoryProfile profile, Budget budget, long seed) {
        return new HistoryCheck(opener, reopens, profile, seed).run(budget.start());
    }

    private int run(Budget.Running running) {
        int round = 0;
        Spatio database = opener.apply(clock);
        try {
            do {
                round++;
                round(database.namespace(NAMESPACE), round);
                if (reopens && round % ROUNDS_BETWEEN_OPENINGS == 0) {
                    database.close();
                    database = opener.apply(clock);
                }
            } while (running.remains());
        } finally {
            database.close();
        }
        return round;
    }

    /** One round: all look at what is there, then threads call, then all look again. */
    private void round(Namespace namespace, int round) {
        recorder.setClock(clock.instant().plus(Duration.ofNanos(random.nextInt(12) * 1000L)));
        Caller alone = recorder.caller(namespace);
        if (round == 1) {
            calls(alone, "first").fill();
        }
        look(alone);
        List<Threads.Task> tasks = new ArrayList<>();
        for (int thread = 0; thread < profile.threads(); thread++) {
            RandomCalls calls = calls(recorder.caller(namespace), round + "." + thread);
            boolean setsClock = thread == 0;
            tasks.add(() -> callAll(calls, setsClock));
        }
        Threads.runAll(tasks);
        look(recorder.caller(namespace));
        try {
            checker.check(recorder);
        } catch (AssertionFailedError e) {
            throw new AssertionFailedError(
                    "round " + round + " of " + profile + ", seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private RandomCalls calls(Caller caller, String mark) {
        long micros = Timestamps.toMicros(clock.instant());
        return new RandomCalls(new Random(random.nextLong()), caller, profile.objectIds(), micros, mark);
    }

    private void callAll(RandomCalls calls, boolean setsClock) {
        int between = 1 + profile.callsPerThread() / CLOCK_SETTINGS_IN_A_ROUND;
        for (int call = 0; call < profile.callsPerThread(); call++) {
            if (setsClock && call % between == between / 2) {
                boolean back = call / between % 2 == 1;
                recorder.setClock(clock.instant().plus(Duration.ofNanos(back ? -1000 : 3000)));
            }
            calls.callOnce();
        }
    }

    private void look(Caller caller) {
        caller.getAll(profile.objectIds());
        caller.query(Area.Box.WORLD, QueryOptions.ALL);
        caller.nearest(Position.of(0, 0), QueryOptions.ALL);
        caller.forEach();
    }
}
