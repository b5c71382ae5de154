package io.spatio.core.conformance;

import io.spatio.Spatio;
import io.spatio.testkit.SpatioAgreement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The log store with a head so small that most history is sealed, and the MVStore store. */
class StoresAgreeTest extends SpatioAgreement {
    @Override
    protected Map<String, Opener> databases() {
        Map<String, Opener> databases = new LinkedHashMap<>();
        databases.put("log", (directory, clock) -> Spatio.builder()
                .index("rstar")
                .store("log")
                .set("store.log.head-bytes", "16KiB")
                .set("store.log.wal-bytes", "64KiB")
                .clock(clock)
                .path(directory)
                .build());
        databases.put("mvstore", (directory, clock) -> Spatio.builder()
                .index("geohash")
                .store("mvstore")
                .clock(clock)
                .path(directory)
                .build());
        return databases;
    }
}
