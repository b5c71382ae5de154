package io.spatio.cli.command;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how it is configured, as flags and environment say.
 *
 * @param directory the database's directory
 * @param configOrNull the configuration file
 * @param settings the settings given one by one
 */
public record DatabaseLocation(Path directory, @Nullable Path configOrNull, Map<String, String> settings) {
    private static final Path DEFAULT_DIRECTORY = Path.of("spatio-data");
    private static final Path DEFAULT_CONFIG = Path.of("spatio.conf");

    /** Copies the settings. */
    public DatabaseLocation {
        settings = Map.copyOf(settings);
    }

    static DatabaseLocation of(Console console, Flags flags) {
        Path config = configFile(console, flags);
        return new DatabaseLocation(directory(console, flags, config), config, flags.settings());
    }

    private static @Nullable Path configFile(Console console, Flags flags) {
        String named = flags.configFile.isEmpty() ? console.variable("SPATIO_CONFIG") : flags.configFile;
        if (!named.isEmpty()) {
            Path file = Path.of(named);
            if (!Files.isRegularFile(file)) {
                throw Failure.error(
                        "configuration file " + file + (Files.exists(file) ? " is not a file" : " does not exist"));
            }
            return file;
        }
        return Files.isRegularFile(DEFAULT_CONFIG) ? DEFAULT_CONFIG : null;
    }

    private static Path directory(Console console, Flags flags, @Nullable Path config) {
        if (!flags.database.isEmpty()) {
            return Path.of(flags.database);
        }
        String variable = console.variable("SPATIO_DB");
        if (!variable.isEmpty()) {
            return Path.of(variable);
        }
        return ConfiguredPath.of(config, flags.settings()).orElse(DEFAULT_DIRECTORY);
    }

    /** All that is set, for a database at this place. */
    public SpatioBuilder builder() {
        return configured(Spatio.builder().path(directory));
    }

    /** All that is set, for a database in memory. */
    public SpatioBuilder inMemory() {
        return configured(Spatio.builder()).set("path", "");
    }

    private SpatioBuilder configured(SpatioBuilder builder) {
        if (configOrNull != null) {
            builder.config(configOrNull);
        }
        settings.forEach(builder::set);
        return builder;
    }

    /** Refuses a directory in which there cannot be a database. */
    void requireExisting() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw Failure.error(directory + " is a file: a database is a directory");
        }
        if (!Files.isDirectory(directory)) {
            throw Failure.error("no database at " + directory.toAbsolutePath().normalize()
                    + ": name its directory with --db DIR or $SPATIO_DB, or create one with import or put");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            if (!files.iterator().hasNext()) {
                throw Failure.error(
                        "no database at " + directory.toAbsolutePath().normalize()
                                + ": the directory is empty; create one with import or put");
            }
        } catch (IOException e) {
            throw Failure.io("cannot read directory " + directory, e);
        }
    }
}
