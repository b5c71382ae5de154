package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {
    @TempDir
    Path directory;

    @Test
    void countsCallsByOutcome() throws Exception {
        List<String> lines = Program.run(directory, "com.example.fleet.Measured");
        assertEquals(
                List.of("close DONE 1", "namespace DONE 3", "upsert DONE 2", "upsert REFUSED 1"),
                lines.subList(1, lines.size()));
    }
}
