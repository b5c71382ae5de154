package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.error.StoreException;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A close that returns has lost nothing; one that could not force what was accepted says so. */
final class CloseTest {
    private static final int FLUSHES = 12; // enough log files that close seals the head, too
    private static final double[] PLACE = {1, 2, 3};

    @ParameterizedTest
    @EnumSource(names = {"EVERY_SECOND", "NEVER"}) // under ALWAYS nothing acknowledged is left to force
    void aFailureInCloseIsTold(Durability sync) throws IOException {
        boolean reached = true;
        int told = 0;
        for (int call = 1; reached; call++) {
            SimulatedIo io = new SimulatedIo();
            Model model = new Model();
            LogTrajectoryStore store = Stores.open(io, sync);
            for (int i = 0; i < FLUSHES; i++) {
                model.position(store, "n", "o", i, PLACE, new byte[0]);
                store.flush();
            }
            model.position(store, "n", "o", FLUSHES, PLACE, new byte[0]);
            io.failAt(io.calls() + call, true);
            boolean closed = close(store);
            reached = io.failed();
            told += closed ? 0 : 1;
            io.heal();
            SimulatedIo after = io.after(SimulatedIo.Survival.NOTHING, new Random(call));
            try (LogTrajectoryStore reopened = Stores.open(after, sync)) {
                long last = Model.lastSequence(reopened);
                assertThat(last)
                        .as("closed=%s, call %d of close failed", closed, call)
                        .isGreaterThanOrEqualTo(closed ? Model.last(model) : FLUSHES);
                model.prefix(last).check(reopened, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
        assertThat(told).isPositive();
    }

    private static boolean close(LogTrajectoryStore store) {
        try {
            store.close();
            return true;
        } catch (StoreException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }
}
