package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Timestamps;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After a delete older than the horizon an object begins again, whatever the timestamps say. */
final class HorizonTest {
    private static final Duration BEYOND = Duration.ofDays(31);

    /** What is done to the files between the events, and after them. */
    private enum Keeping {
        NOTHING,
        FLUSH,
        COMPACT,
        REOPEN,
        FLUSH_AND_REOPEN,
        TABLE_AND_REOPEN,
        ERASE_AND_REWRITE;

        LogTrajectoryStore apply(HorizonTest test, LogTrajectoryStore store) throws IOException {
            LogTrajectoryStore kept = store;
            if (this == FLUSH || this == FLUSH_AND_REOPEN) {
                kept.flush();
            }
            if (this == COMPACT) {
                kept.flush();
                kept.compact();
            }
            if (this == TABLE_AND_REOPEN) {
                kept.snapshot(Stores.DIRECTORY.resolve("copy" + test.copies++));
            }
            if (this == ERASE_AND_REWRITE) {
                StoreAppends.position(kept, "n", "other", 1, 1, 1, 1, new byte[0]);
                kept.erase("n", "other");
                kept.compact();
            }
            if (this != NOTHING && this != FLUSH && this != COMPACT) {
                kept.close();
                kept = test.open();
            }
            return kept;
        }
    }

    private final SimulatedIo io = new SimulatedIo();
    private final TestClock clock = new TestClock();
    private int copies;

    private LogTrajectoryStore open() {
        return Stores.open(io, Durability.NEVER, clock);
    }

    private static List<String> recovered(LogTrajectoryStore store) {
        List<String> events = new ArrayList<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                events.add(cursor.objectId() + "@" + cursor.timestampMicros() + (cursor.isDelete() ? " deleted" : ""));
            }
        }
        return events;
    }

    private static void append(LogTrajectoryStore store, long timestampMicros) {
        append(store, timestampMicros, false);
    }

    private static void append(LogTrajectoryStore store, long timestampMicros, boolean begins) {
        StoreAppends.position(store, "n", "o", timestampMicros, 1, 2, 3, new byte[0], begins);
    }

    private void delete(LogTrajectoryStore store, long timestampMicros) {
        StoreAppends.delete(store, "n", "o", timestampMicros, Timestamps.toMicros(clock.instant()));
    }

    @ParameterizedTest
    @EnumSource(Keeping.class)
    void anObjectBeginsAnewBehindADeleteOlderThanTheHorizon(Keeping keeping) throws IOException {
        for (Keeping before : Keeping.values()) {
            HorizonTest test = new HorizonTest();
            test.beginsAgain(before, keeping);
        }
    }

    private void beginsAgain(Keeping before, Keeping after) throws IOException {
        LogTrajectoryStore store = open();
        append(store, 10);
        delete(store, 100);
        store = before.apply(this, store);
        append(store, 20);
        assertThat(recovered(store)).as("within the horizon, %s", before).containsExactly("o@100 deleted");
        clock.advance(BEYOND);
        append(store, 5, true);
        assertThat(recovered(store)).containsExactly("o@5");
        store = after.apply(this, store);
        assertThat(recovered(store)).as("%s, then %s", before, after).containsExactly("o@5");
        append(store, 3);
        assertThat(recovered(store)).containsExactly("o@5");
        delete(store, 7);
        store = after.apply(this, store);
        assertThat(recovered(store)).containsExactly("o@7 deleted");
        clock.advance(BEYOND);
        assertThat(recovered(store)).isEmpty();
        EventBatch batch = new EventBatch().clear("n");
        int o = batch.addObject("o", EventBatch.NO_NUMBER, true);
        int p = batch.addObject("p", EventBatch.NO_NUMBER, true);
        batch.addPosition(o, 2, 1, 2, 3, new byte[0]);
        batch.addPosition(p, 1, 1, 2, 3, new byte[0]);
        batch.addPosition(o, 1, 1, 2, 3, new byte[0]);
        store.append(batch);
        store = after.apply(this, store);
        store = after.apply(this, store);
        assertThat(recovered(store)).as("%s, then %s", before, after).containsExactlyInAnyOrder("o@2", "p@1");
        store.close();
        store = open();
        assertThat(recovered(store)).containsExactlyInAnyOrder("o@2", "p@1");
        assertThat(store.verify().problems()).isEmpty();
        store.close();
    }

    @Test
    void aPowerCutThatTakesTheNewBeginningBringsNothingOlderBack() throws IOException {
        LogTrajectoryStore store = open();
        append(store, 10);
        store.flush();
        delete(store, 100);
        clock.advance(BEYOND);
        store.flush();
        store.sync();
        SimulatedIo before = io.copy();
        append(store, 5, true);
        store.close();
        try (LogTrajectoryStore reopened = Stores.open(before, Durability.NEVER, clock)) {
            assertThat(recovered(reopened)).isEmpty();
            append(reopened, 4, true);
            assertThat(recovered(reopened)).containsExactly("o@4");
        }
        try (LogTrajectoryStore reopened = Stores.open(before, Durability.NEVER, clock)) {
            assertThat(recovered(reopened)).containsExactly("o@4");
        }
    }
}
