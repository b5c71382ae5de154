package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    @TempDir
    Path directory;

    @Test
    void tellsWhoComesAndGoes() throws Exception {
        assertEquals(
                List.of(
                        "van-1 is here",
                        "that is everybody",
                        "van-2 comes",
                        "van-1 goes",
                        "van-2 goes",
                        "to be continued: true"),
                Program.run(directory, "com.example.fleet.Watch"));
    }
}
