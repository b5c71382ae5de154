package com.example.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.error.StoreCorruptException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill or a bad disk leaves. The kit closes stores in order, so a store tests this itself. */
class TornTailTest {
    private static final int EVENTS_IN_A_BATCH = 3;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve(Journal.FILE);
    }

    private long append() {
        try (TrajectoryStore store = new JournalStore(directory, true)) {
            EventBatch batch = new EventBatch().clear("fleet");
            int truck = batch.addObject("truck-1", EventBatch.NO_NUMBER, false);
            for (int i = 0; i < EVENTS_IN_A_BATCH; i++) {
                batch.addPosition(truck, i, i, 1, Double.NaN, new byte[0]);
            }
            return store.append(batch);
        }
    }

    private int events() {
        try (TrajectoryStore store = new JournalStore(directory, true);
                EventCursor cursor = store.read(ReadRequest.of("fleet", "truck-1"))) {
            int events = 0;
            while (cursor.next()) {
                events++;
            }
            return events;
        }
    }

    @Test
    void a_batch_that_was_cut_anywhere_is_gone_as_a_whole_and_the_ones_before_it_are_there() throws IOException {
        append();
        int first = Files.readAllBytes(file()).length;
        assertEquals(1 + EVENTS_IN_A_BATCH, append());
        byte[] whole = Files.readAllBytes(file());
        for (int length = first; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            try (TrajectoryStore store = new JournalStore(directory, true)) {
                assertEquals(length == first, store.stats().recovery().isEmpty(), "whether " + length + " is told");
                assertEquals(EVENTS_IN_A_BATCH, store.sync(), "the sequence that is left of " + length);
            }
            assertEquals(1 + EVENTS_IN_A_BATCH, append(), "the sequence after a cut at " + length);
        }
    }

    @Test
    void a_bit_that_flipped_before_a_whole_record_is_damage() throws IOException {
        append();
        int first = Files.readAllBytes(file()).length;
        append();
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < first; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file(), damaged);
            String message = assertThrows(StoreCorruptException.class, this::events, "a flip at " + at)
                    .getMessage();
            assertTrue(message.contains(file().toString()), message);
            assertFalse(Arrays.equals(whole, Files.readAllBytes(file())), "a refused opener mends nothing");
        }
        Files.write(file(), whole);
        assertEquals(EVENTS_IN_A_BATCH, events(), "the second batch repeats the first, and history shows the later one");
    }
}
