package io.spatio.testkit.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Update;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.history.CallChecker;
import io.spatio.testkit.history.CallRecorder;
import io.spatio.testkit.history.Caller;
import io.spatio.testkit.history.HistoryCheck;
import io.spatio.testkit.history.HistoryProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

/**
 * The history check passes a right database and fails wrong ones. In a script the call of a second caller runs inside that
 * of the first, where the fault lets it in, so that the race is certain; random calls of threads meet the same faults.
 */
class HistoryCheckProofTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final Area NEAR = Area.circle(Position.of(10, 10), 200_000);
    private static final Budget AT_MOST = Budget.ofMillis(60_000);
    private static final HistoryProfile FEW = new HistoryProfile(3, 4, 60);

    /** What the first caller does, and the second as soon as it is let in, else afterwards. */
    private enum Script {
        QUERY_BESIDE_A_MOVE {
            @Override
            void first(Caller caller) {
                caller.upsert(update("a", 2));
            }

            @Override
            void second(Caller caller) {
                caller.query(NEAR, QueryOptions.ALL);
            }
        },
        NEAREST_BESIDE_A_MOVE {
            @Override
            void first(Caller caller) {
                caller.upsert(update("a", 2));
            }

            @Override
            void second(Caller caller) {
                caller.nearest(Position.of(10, 10), QueryOptions.limit(1));
            }
        },
        GET_BESIDE_A_MOVE {
            @Override
            void first(Caller caller) {
                caller.get("a");
                caller.upsert(update("a", 2));
            }

            @Override
            void second(Caller caller) {
                caller.get("a");
            }
        },
        DELETE_BESIDE_A_MOVE {
            @Override
            void first(Caller caller) {
                caller.upsert(update("a", 2));
            }

            @Override
            void second(Caller caller) {
                caller.delete("a");
            }
        },
        COMING_AGAIN_BESIDE_A_QUERY {
            @Override
            void first(Caller caller) {
                caller.query(NEAR, QueryOptions.ALL);
            }

            @Override
            void second(Caller caller) {
                caller.erase("a");
                caller.upsert(update("a", 2));
            }
        };

        abstract void first(Caller caller);

        abstract void second(Caller caller);

        /** Plays it on a database with a fault, looks at what is then there, and checks the calls. */
        void play(EngineFault fault) {
            TestClock clock = new TestClock(TIME);
            CallRecorder recorder = new CallRecorder(clock);
            ReferenceSpatio database = new ReferenceSpatio(fault, null, clock, Map.of());
            Namespace fleet = database.namespace("fleet");
            Caller first = recorder.caller(fleet);
            Caller second = recorder.caller(fleet);
            first.upsertAll(List.of(update("a", 1), update("b", 3)));
            database.between = () -> second(second);
            first(first);
            if (database.between != null) {
                database.between = null;
                second(second);
            }
            first.query(Area.Box.WORLD, QueryOptions.ALL);
            new CallChecker(List.of("a", "b")).check(recorder);
        }
    }

    private static Update update(String id, int step) {
        Position place = Position.of(10 + step * 0.1, 10);
        return Update.of(id, place, Metadata.of("step", step), TIME.plusMillis(step));
    }

    @ParameterizedTest
    @EnumSource
    void passesARightDatabase(Script script) {
        script.play(EngineFault.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "TORN_ROW, QUERY_BESIDE_A_MOVE",
        "TORN_ROW, NEAREST_BESIDE_A_MOVE",
        "TORN_ROW, GET_BESIDE_A_MOVE",
        "MISSED_WHILE_MOVING, QUERY_BESIDE_A_MOVE",
        "MISSED_WHILE_MOVING, NEAREST_BESIDE_A_MOVE",
        "MISSED_WHILE_MOVING, GET_BESIDE_A_MOVE",
        "DELETE_LOST, DELETE_BESIDE_A_MOVE",
        "SEEN_AGAIN, COMING_AGAIN_BESIDE_A_QUERY",
        "VISIBLE_LATE, GET_BESIDE_A_MOVE",
        "VISIBLE_LATE, QUERY_BESIDE_A_MOVE",
        "VISIBLE_LATE, NEAREST_BESIDE_A_MOVE",
        "GET_FROM_CACHE, GET_BESIDE_A_MOVE",
    })
    void failsAWrongDatabase(EngineFault fault, Script script) {
        assertThatThrownBy(() -> script.play(fault)).isInstanceOf(AssertionFailedError.class);
    }

    private static void runRandomCalls(EngineFault fault, Budget budget) {
        HistoryCheck.run(clock -> new ReferenceSpatio(fault, null, clock, Map.of()), false, FEW, budget, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineFault.class,
            names = {"NONE"})
    void randomCallsPassARightDatabase(EngineFault fault) {
        runRandomCalls(fault, Budget.ofMillis(500));
    }

    /** Each stops at the first call that nothing explains, so the budget is only where giving up would be right. */
    @ParameterizedTest
    @EnumSource(
            value = EngineFault.class,
            names = {
                "TORN_ROW",
                "MISSED_WHILE_MOVING",
                "DELETE_LOST",
                "SEEN_AGAIN",
                "VISIBLE_LATE",
                "GET_FROM_CACHE",
                "STALE_READS",
                "FIRST_OF_EQUALS_WINS",
                "STALE_SAYS_APPLIED",
                "DELETE_IGNORES_TIME",
                "LATE_DATA_RESURRECTS",
                "KNN_IN_DEGREES",
                "BOX_WITHOUT_WRAP",
                "LIMIT_OFF_BY_ONE",
                "TRUNCATED_LIES",
                "AFTER_INCLUDED",
                "COORDINATES_ROUNDED",
                "ERASE_KEEPS_HISTORY"
            })
    void randomCallsFailAWrongDatabase(EngineFault fault) {
        assertThatThrownBy(() -> runRandomCalls(fault, AT_MOST)).isInstanceOf(AssertionFailedError.class);
    }
}
