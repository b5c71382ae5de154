package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchTest {
    @TempDir
    Path directory;

    @Test
    void sendsTheNearestTaxi() throws Exception {
        assertEquals(List.of("send taxi-2"), Program.run(directory, "com.example.fleet.Dispatch", "cars"));
    }
}
