package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTest {
    private static final String PROGRAM = "com.example.fleet.Configured";

    @TempDir
    Path directory;

    @Test
    void isAsTheFileSays() throws Exception {
        Files.copy(Path.of("spatio.conf"), directory.resolve("spatio.conf"));
        assertEquals(List.of("store log", "drones rstar 1", "vans rstar 1"), Program.run(directory, PROGRAM));
        assertTrue(Files.isDirectory(directory.resolve("vans")));
    }

    @Test
    void takesAPluginForOneNamespace() throws Exception {
        Files.writeString(
                directory.resolve("mixed.conf"),
                "spatio.namespaces.drones.index { type = quadtree, quadtree { bucket-capacity = 8 } }");
        assertEquals(
                List.of("store memory", "drones quadtree 1", "vans rstar 1"),
                Program.run(directory, PROGRAM, "mixed.conf"));
    }
}
