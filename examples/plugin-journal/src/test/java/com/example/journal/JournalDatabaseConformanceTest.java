package com.example.journal;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.testkit.SpatioConformance;
import io.spatio.testkit.harness.Capability;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

class JournalDatabaseConformanceTest extends SpatioConformance {
    @Override
    protected Spatio open(Path directory, InstantSource clock) {
        SpatioBuilder builder = Spatio.builder().clock(clock);
        if (directory == null) {
            return builder.build();
        }
        return builder.path(directory).store("journal").set("store.journal.sync", "never").build();
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.READ_ONLY));
    }
}
