package com.example.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object may have more bytes than a frame of the journal takes. */
class LargeEventsTest {
    private static final int EVENTS = 70;
    private static final int METADATA_BYTES = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void a_compaction_writes_an_object_that_is_larger_than_a_frame() {
        assertTrue((long) EVENTS * METADATA_BYTES > Journal.MOST_BYTES);
        try (JournalStore store = new JournalStore(directory, false)) {
            for (int i = 0; i < EVENTS; i++) {
                EventBatch batch = new EventBatch().clear("fleet");
                int truck = batch.addObject("truck-1", EventBatch.NO_NUMBER, i == 0);
                batch.addPosition(truck, i, i, 1, Double.NaN, metadata(i));
                store.append(batch);
            }
            store.compact();
            require(store);
        }
        try (JournalStore store = new JournalStore(directory, false)) {
            require(store);
        }
    }

    private static byte[] metadata(int i) {
        byte[] metadata = new byte[METADATA_BYTES];
        Arrays.fill(metadata, (byte) ' ');
        metadata[0] = (byte) ('0' + i % 10);
        return metadata;
    }

    private static void require(TrajectoryStore store) {
        try (EventCursor cursor = store.read(ReadRequest.of("fleet", "truck-1"))) {
            for (int i = 0; i < EVENTS; i++) {
                assertTrue(cursor.next(), "event " + i);
                assertEquals(i, cursor.timestampMicros());
                assertEquals('0' + i % 10, cursor.metadata()[0]);
                assertEquals(METADATA_BYTES, cursor.metadata().length);
            }
            assertFalse(cursor.next());
        }
    }
}
