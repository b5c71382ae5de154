package io.spatio.core.conformance;

import io.spatio.Durability;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.history.HistoryCheck;
import io.spatio.testkit.history.HistoryProfile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Point 14 of the contract under every policy, where writes wait for the disk or do not, over every index and store; the log
 * store with a head so small that history is sealed meanwhile.
 */
class DurabilityHistoryTest {
    private static final int LOOPS = 12;

    @TempDir
    Path directory = Path.of("");

    static Stream<Arguments> databases() {
        return Stream.of("rstar", "geohash").flatMap(index -> Stream.of("log", "mvstore")
                .flatMap(store -> Stream.of(Durability.values()).map(policy -> Arguments.of(index, store, policy))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("databases")
    void explainsEveryCall(String index, String store, Durability policy) {
        Budget budget = Budget.ofSystemProperty();
        HistoryCheck.run(
                clock -> open(index, store, policy, clock),
                true,
                HistoryProfile.fewObjects(budget),
                budget.dividedBy(LOOPS),
                Seeds.of("DurabilityHistoryTest " + index + store + policy));
    }

    private Spatio open(String index, String store, Durability policy, InstantSource clock) {
        SpatioBuilder builder = Spatio.builder()
                .index(index)
                .store(store)
                .durability(policy)
                .clock(clock)
                .path(directory);
        if (store.equals("log")) {
            builder.set("store.log.head-bytes", "16KiB").set("store.log.wal-bytes", "64KiB");
        }
        return builder.build();
    }
}
