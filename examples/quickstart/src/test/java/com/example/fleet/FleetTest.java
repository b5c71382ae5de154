package com.example.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
    private static final Path README = Path.of("../../README.md");
    private static final Path PROGRAM = Path.of("src/main/java/Fleet.java");

    @TempDir
    Path directory;

    @Test
    void findsTheTruckAndFindsItAgainInTheSameDirectory() throws Exception {
        assertEquals(List.of("truck-1 1510 m"), Program.run(directory, "Fleet"));
        assertTrue(Files.isDirectory(directory.resolve("fleet")));
        assertEquals(List.of("truck-1 1510 m"), Program.run(directory, "Fleet"));
    }

    @Test
    void isWordForWordTheProgramOfTheReadme() throws Exception {
        assumeTrue(Files.exists(README), "copied out of the repository: there is no README to compare with");
        String readme = Files.readString(README);
        String program = Files.readString(PROGRAM);
        assertTrue(
                readme.contains("```java\n" + program + "```\n"),
                () -> "README.md has no Java block that is " + PROGRAM + ":\n" + program);
    }
}
