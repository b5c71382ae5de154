package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What must be in a directory into which a {@link KilledWriter} has counted. */
final class CountCheck {
    private CountCheck() {}

    /** All counts up to one that is at least {@code acknowledged}, none missing, none twice, batches whole; returns it. */
    static long verify(Path home, String sync, long beginMicros, long acknowledged) {
        BitSet counts = new BitSet();
        List<String> current = new ArrayList<>();
        try (TrajectoryStore store =
                new LogTrajectoryStoreProvider().open(KilledWriter.options(sync), StoreContext.in(home))) {
            for (int object = 0; object < KilledWriter.OBJECTS; object++) {
                read(store, object, beginMicros, counts);
            }
            try (EventCursor cursor = store.recover()) {
                while (cursor.next()) {
                    current.add(cursor.objectId());
                }
            }
            assertThat(((LogTrajectoryStore) store).verify().problems()).isEmpty();
        }
        long last = counts.length() - 1L;
        assertThat(counts.cardinality()).as("no hole below %s", last).isEqualTo(counts.length());
        assertThat(last).isGreaterThanOrEqualTo(acknowledged);
        assertThat(last % KilledWriter.BATCH_EVERY)
                .as("batches are whole, the last count is %s", last)
                .isNotIn(0L, 1L, 2L, 3L, 4L, 5L);
        if (last > 4 * KilledWriter.BATCH_EVERY) {
            assertThat(current).as("retention keeps current positions").contains("old");
        }
        return last;
    }

    private static void read(TrajectoryStore store, int object, long beginMicros, BitSet counts) {
        try (EventCursor cursor =
                store.read(ReadRequest.of("n", "object-" + object).withRange(Long.MIN_VALUE, Long.MAX_VALUE))) {
            while (cursor.next()) {
                int count = (int) (cursor.timestampMicros() - beginMicros);
                assertThat(cursor.lon()).isEqualTo((double) (count % 180));
                assertThat(count % KilledWriter.OBJECTS).isEqualTo(object);
                assertThat(counts.get(count)).as("%s is there twice", count).isFalse();
                counts.set(count);
            }
        }
    }
}
