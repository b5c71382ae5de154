package io.spatio.cli.shell;

import io.spatio.cli.command.Console;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the lines typed into a shell are kept from one to the next. */
final class HistoryFile {
    private static final String NAME = ".spatio_history";

    private HistoryFile() {}

    /** The file; empty where it cannot be written, as without a home: the shell remembers its own lines all the same. */
    static Optional<Path> of(Console console) {
        String home = console.variable("HOME");
        try {
            Path directory = Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
            Path file = directory.resolve(NAME);
            boolean usable = Files.exists(file)
                    ? Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file)
                    : Files.isDirectory(directory) && Files.isWritable(directory);
            return usable ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
