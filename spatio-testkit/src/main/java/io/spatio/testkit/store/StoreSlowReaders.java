package io.spatio.testkit.store;

import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Spec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cursors that are open for long, while much is done to what they read. */
public abstract class StoreSlowReaders {
    /** So little that most of what a run appends is pushed out. */
    private static final long HISTORY_BYTES = 20_000;

    private static final int MOST_ROUNDS = 5_000;

    /** Neighbouring seeds draw alike without it. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreSlowReaders(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            "gives an open cursor each record once, in order, and none less of what was there and stays, whatever is appended,"
                    + " erased and compacted meanwhile; late records and equal times among it")
    void slowReaders() {
        List<Map<String, String>> settings = source.settings();
        Budget budget = source.budget().dividedBy(3 * settings.size());
        source.each(store -> run(store, budget));
    }

    @Test
    @Spec("does the same while history is pushed out by its bound, which never takes a current position")
    void slowReadersOfBoundedHistory() {
        Budget budget = source.budget().dividedBy(4);
        source.bounded(HISTORY_BYTES, store -> run(store, budget));
    }

    private void run(ModelledStore store, Budget budget) {
        long seed = Seeds.of(source.name() + " read slowly");
        Budget.Running running = budget.start();
        int round = 0;
        do {
            Random random = new Random((seed + round) * MIX);
            try {
                new SlowRead(store.store(), random, round).run();
            } catch (AssertionError e) {
                throw new AssertionError("round " + round + " from seed " + seed + ": " + e.getMessage(), e);
            }
            round++;
        } while (running.remains() && round < MOST_ROUNDS);
    }
}
