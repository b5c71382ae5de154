package com.example.journal;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;
import io.spatio.testkit.harness.Capability;
import java.util.EnumSet;
import java.util.Set;

class JournalStoreConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new JournalStoreProvider();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.READ_ONLY, Capability.DOCUMENTS));
    }
}
