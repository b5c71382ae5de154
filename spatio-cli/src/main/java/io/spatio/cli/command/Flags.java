package io.spatio.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    List<String> formats = new ArrayList<>();

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

    private String fileFormat = "";

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

    /**
     * The form of answers, or {@code fallback} where none was asked for.
     *
     * @param fileFormats what else {@code --format} may say for a verb that reads or writes files
     */
    Format formatOr(Format fallback, Set<String> fileFormats) {
        Format found = null;
        String file = "";
        for (String word : formats) {
            boolean ofFiles = fileFormats.contains(word);
            if (ofFiles ? !file.isEmpty() : found != null) {
                throw Failure.usage("--format \"" + word + "\" is the second of its kind: give one");
            }
            if (ofFiles) {
                file = word;
            } else {
                found = answers(word, fileFormats);
            }
        }
        fileFormat = file;
        return found == null ? fallback : found;
    }

    private static Format answers(String word, Set<String> fileFormats) {
        return switch (word) {
            case "table" -> Format.TABLE;
            case "json" -> Format.JSON;
            default ->
                throw Failure.usage("--format \"" + word + "\" is unknown: legal are "
                        + (fileFormats.isEmpty()
                                ? "table and json"
                                : "table, json, and of files " + String.join(", ", fileFormats)));
        };
    }

    /** The format of files that was asked for, empty for none. */
    public String fileFormat() {
        return fileFormat;
    }
}
