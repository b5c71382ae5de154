package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What live data takes on disk: many objects whose positions arrive in the order of time. */
class SizeTest {
    private static final int OBJECTS = 5_000;
    private static final int ROWS = 300_000;
    private static final int BATCH = 10_000;

    @TempDir
    Path directory;

    /** How the positions look, and how they arrive. */
    enum Input {
        DECIMALS_IN_BATCHES,
        DECIMALS_ONE_BY_ONE,
        ALL_BITS_IN_BATCHES
    }

    @ParameterizedTest
    @EnumSource(Input.class)
    void liveDataTakesFewBytesARecord(Input input) throws Exception {
        long atClose;
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            write(store, input);
        }
        atClose = bytes();
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            store.compact();
            assertThat(store.verify().records()).isEqualTo(ROWS);
        }
        long compacted = bytes();
        System.out.printf(
                "size MVStore %s: bytes-a-record-at-close=%.1f after-compact=%.1f%n",
                input, (double) atClose / ROWS, (double) compacted / ROWS);
        assertThat(atClose).isLessThan(90L * ROWS);
        assertThat(compacted).isLessThan(25L * ROWS);
    }

    private static void write(MvTrajectoryStore store, Input input) {
        Random random = new Random(1);
        double[] lons = random.doubles(OBJECTS, -180, 180).toArray();
        double[] lats = random.doubles(OBJECTS, -80, 80).toArray();
        List<Seen> events = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int o = i % OBJECTS;
            lons[o] += random.nextDouble(-1e-3, 1e-3);
            lats[o] += random.nextDouble(-1e-3, 1e-3);
            double lon = input == Input.ALL_BITS_IN_BATCHES ? lons[o] : Math.round(lons[o] * 1e6) / 1e6;
            double lat = input == Input.ALL_BITS_IN_BATCHES ? lats[o] : Math.round(lats[o] * 1e6) / 1e6;
            long micros = 1_700_000_000_000_000L + i * 200L;
            if (input == Input.DECIMALS_ONE_BY_ONE) {
                StoreAppends.position(store, "n", "object-" + o, micros, lon, lat, Double.NaN, Event.NO_METADATA);
                continue;
            }
            events.add(MvStores.position("n", "object-" + o, micros, lon, lat, Double.NaN, ""));
            if (events.size() == BATCH) {
                store.append(MvStores.batch(events));
                events.clear();
            }
        }
    }

    private long bytes() throws Exception {
        return Files.size(directory.resolve(MvFile.FILE_NAME));
    }
}
