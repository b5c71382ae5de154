package io.spatio.testkit.engine;

import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.history.HistoryCheck;
import io.spatio.testkit.history.HistoryProfile;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Point 14 of the contract, by the history of random calls; see {@link HistoryCheck}. */
public abstract class CallHistorySpec {
    private static final int LOOPS = 4;

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected CallHistorySpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec("14. explains every call of threads that meet on few objects")
    void fewObjects() {
        check(HistoryProfile::fewObjects);
    }

    @Test
    @Spec("14. explains every call of threads that walk over many objects")
    void manyObjects() {
        check(HistoryProfile::manyObjects);
    }

    private void check(Function<Budget, HistoryProfile> profiles) {
        HistoryProfile profile = profiles.apply(source.budget());
        Budget budget = source.budget().dividedBy(LOOPS);
        HistoryCheck.run(
                clock -> source.opener().open(null, clock, Map.of()),
                false,
                profile,
                budget,
                Seeds.of("call histories in memory"));
        if (source.capabilities().contains(Capability.DISK)) {
            Path directory = TemporaryDirectories.create(source.parent().get());
            HistoryCheck.run(
                    clock -> source.opener().open(directory, clock, Map.of()),
                    true,
                    profile,
                    budget,
                    Seeds.of("call histories on disk"));
            TemporaryDirectories.delete(directory);
        }
    }
}
