package io.spatio.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags that all verbs share. */
public final class Flags {
    @Option(
            names = "--db",
            paramLabel = "DIR",
            description = "The database's directory (default: $$SPATIO_DB, else ./spatio-data)")
    String database = "";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A HOCON configuration file (default: $$SPATIO_CONFIG, else ./spatio.conf if there is one)")
    String configFile = "";

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting, as -D index.type=geohash; may be repeated")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--read-only",
            description = "Open the database for reading alone: not a byte is written, and several may read at once")
    boolean readOnly;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json")
    String format = "";

    @Option(
            names = {"-q", "--quiet"},
            description = "No notes on standard error, only errors")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "The whole trace of an error")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This help")
    boolean help;

    /** Whether the whole trace of an error is wanted. */
    public boolean verbose() {
        return verbose;
    }

    /** Whether notes are unwanted. */
    public boolean quiet() {
        return quiet;
    }

    /** The settings given with {@code -D}. */
    public Map<String, String> settings() {
        return settings;
    }

    /** Whether a database was named. */
    public boolean namesDatabase() {
        return !database.isEmpty();
    }

    /** Whether the database is to be opened for reading alone. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether anything was said of a database: which, how configured, how opened. */
    public boolean chooseAnything() {
        return !database.isEmpty() || !configFile.isEmpty() || !settings.isEmpty() || readOnly;
    }

    /** The form of answers, or {@code fallback} where none was asked for. */
    public Format formatOr(Format fallback) {
        return switch (format) {
            case "" -> fallback;
            case "table" -> Format.TABLE;
            case "json" -> Format.JSON;
            default -> throw Failure.usage("--format \"" + format + "\" is unknown: legal are table and json");
        };
    }
}
