package io.spatio.store.log;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;
import java.time.Duration;
import java.util.Map;

/** The same store with a head so small that most history is sealed, merged and read from files. */
final class SealedConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new LogTrajectoryStoreProvider();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("head-bytes", "16KiB", "wal-bytes", "64KiB");
    }

    @Override
    protected Map<String, String> retention(Duration age) {
        return Map.of("retention", age.toDays() + "d");
    }
}
