package io.spatio.benchmarks.run;

import io.spatio.benchmarks.process.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What benchmarks are run with: settings, a way to start contestants, room for files, and where figures go. One thread at
 * a time; closing removes the files.
 */
public final class Session implements AutoCloseable {
    private final Settings settings;
    private final Launcher launcher;
    private final Path kept;
    private final Path directory;

    /** A session whose files are below a directory, which it makes. */
    public Session(Settings settings, Launcher launcher, Path directory) throws IOException {
        this.settings = settings;
        this.launcher = launcher;
        Files.createDirectories(directory);
        this.kept = directory;
        this.directory = Files.createTempDirectory(directory, "run-");
    }

    /** How long and how large. */
    public Settings settings() {
        return settings;
    }

    /** Starts contestants. */
    public Launcher launcher() {
        return launcher;
    }

    /** A new place for files. */
    public Path newDirectory(String name) throws IOException {
        return Files.createTempDirectory(directory, name + "-");
    }

    /** A place for a file that stays when the session is closed. */
    public Path keptFile(String name) {
        return kept.resolve(name);
    }

    /** Gives a figure. */
    public void report(Figure figure) {
        System.out.println(figure.toJson());
        System.out.flush();
    }

    /** Says what is being done. */
    public void say(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }

    /** Removes a directory and everything below. */
    public static void remove(Path directory) {
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }

    @Override
    public void close() {
        remove(directory);
    }
}
