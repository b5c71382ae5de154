package io.spatio.testkit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories for one test each, deleted with it. */
public final class TemporaryDirectories {
    private TemporaryDirectories() {}

    /** A new one. */
    public static Path create(Path parent) {
        try {
            return Files.createTempDirectory(parent, "spatio");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes one with all it holds. */
    public static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
