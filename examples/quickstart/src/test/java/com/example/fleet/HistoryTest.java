package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final List<String> ANSWERS = List.of(
            "2026-05-01T12:20:00Z 9.99 53.54",
            "2026-05-01T12:15:00Z 10.02 53.55",
            "2026-05-01T12:10:00Z 9.98 53.54",
            "bike-7 in the harbour from 2026-05-01T12:05:00Z to 2026-05-01T12:10:00Z, 2 records",
            "bike-7 in the harbour from 2026-05-01T12:20:00Z to 2026-05-01T12:20:00Z, 1 records");

    @TempDir
    Path directory;

    @Test
    void tellsTheRideAlsoWhenItIsRecordedTwice() throws Exception {
        assertEquals(ANSWERS, Program.run(directory, "com.example.fleet.History"));
        assertEquals(ANSWERS, Program.run(directory, "com.example.fleet.History"));
    }
}
