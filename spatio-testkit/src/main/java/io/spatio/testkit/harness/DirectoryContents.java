package io.spatio.testkit.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Every file below a directory with its size and checksum, and every directory, by path, to be compared with what is there
 * later. Immutable.
 */
public record DirectoryContents(TreeMap<String, String> files) {
    /** What is there now; no file is changed meanwhile. */
    public static DirectoryContents of(Path directory) {
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                String name = directory.relativize(path).toString();
                found.put(name, Files.isDirectory(path) ? "a directory" : contents(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DirectoryContents(found);
    }

    private static String contents(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return bytes.length + " bytes of checksum " + Long.toHexString(checksum.getValue());
    }
}
