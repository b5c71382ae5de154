package io.spatio.cli.importing;

import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Invocation;
import io.spatio.formats.track.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** The files named on the command line, which all exist, and how they are to be understood. */
final class Inputs {
    /** A file of that name is {@code ./-}. */
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Invocation invocation;
    private final List<Path> paths;
    private final ReadOptions options;
    private final boolean idFromName;

    Inputs(Invocation invocation, ReadingFlags reading, List<String> files) {
        this.invocation = invocation;
        this.options = reading.options(invocation.fileFormat());
        this.idFromName = reading.idFromName;
        this.paths = files.stream().map(Path::of).toList();
        if (idFromName && !reading.id.isEmpty()) {
            throw Failure.usage("--id and --id-from-name contradict each other");
        }
        requireReadable();
    }

    private void requireReadable() {
        for (Path path : paths) {
            if (!path.equals(STANDARD_INPUT) && !Files.exists(path)) {
                throw Failure.error("file " + path + " does not exist");
            }
        }
        int times = Collections.frequency(paths, STANDARD_INPUT);
        if (times > 1) {
            throw Failure.usage("- is standard input, which can be read once only");
        }
        if (times > 0 && invocation.inShell()) {
            throw Failure.usage("- is standard input, where the lines of this shell come from: name a file");
        }
        if (times > 0 && idFromName) {
            throw Failure.usage("- is standard input, which has no name for --id-from-name: give --id");
        }
    }

    List<Path> paths() {
        return paths;
    }

    boolean haveStandardInput() {
        return paths.contains(STANDARD_INPUT);
    }

    /** As messages call a file. */
    String name(int index) {
        Path path = paths.get(index);
        return path.equals(STANDARD_INPUT) ? "standard input" : path.toString();
    }

    TrackFile open(int index) {
        Path path = paths.get(index);
        if (path.equals(STANDARD_INPUT)) {
            return TrackFile.open(name(index), invocation.console().in(), options);
        }
        return TrackFile.open(path, idFromName ? options.withObjectId(withoutEndings(path)) : options);
    }

    /** {@code walk} of {@code walk.csv.gz}; a name that is nothing but an ending is whole. */
    static String withoutEndings(Path path) {
        Path fileName = path.getFileName();
        String name = fileName == null ? path.toString() : fileName.toString();
        return name.replaceAll("(?<=.)(?i)(\\.(csv|tsv|txt|json|ndjson|jsonl|geojson|geojsonl|geojsons|gz))+$", "");
    }
}
