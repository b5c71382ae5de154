package io.spatio.cli.importing;

import io.spatio.formats.track.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags that say how files are to be understood. */
final class ReadingFlags {
    @Option(
            names = "--columns",
            paramLabel = "ROLE=COLUMN,…",
            description = "Which column is id, time, lon, lat, alt, metadata: its name, or #3 for the third; "
                    + "time=DATE+TIME joins two; alt= for none")
    String columns = "";

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "iso (default), epoch-seconds, epoch-millis, epoch-micros, epoch-nanos, "
                    + "or a pattern as \"dd/MM/yyyy HH:mm:ss\"")
    String timeFormat = "iso";

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of times without an offset, as UTC")
    String zone = "";

    @Option(
            names = "--ambiguous",
            paramLabel = "WHICH",
            description = "Which of two a local time is where clocks are put back: earlier or later (default: refused)")
    String ambiguous = "";

    @Option(names = "--any-time", description = "Take times outside the years 1800 to 2200, too")
    boolean anyTime;

    @Option(names = "--id", paramLabel = "ID", description = "One id for all records")
    String id = "";

    @Option(names = "--id-from-name", description = "The file's name without its endings is the id of its records")
    boolean idFromName;

    @Option(names = "--keep-blanks", description = "Blanks and NULs around an id belong to it")
    boolean keepBlanks;

    @Option(names = "--no-header", description = "CSV: the first line is data; columns are #1, #2, …")
    boolean noHeader;

    @Option(names = "--skip", paramLabel = "N", description = "CSV: pass over N lines before the header")
    int skip;

    @Option(names = "--separator", paramLabel = "C", description = "CSV: what stands between cells, as ; or tab")
    String separator = "";

    @Option(names = "--decimal-comma", description = "Numbers in text have a comma for a point")
    boolean decimalComma;

    @Option(
            names = "--alt-unit",
            paramLabel = "UNIT",
            description = "Altitudes are in m or ft (default: by the name, else m)")
    String altitudeUnit = "";

    @Option(
            names = "--missing",
            paramLabel = "VALUES",
            description = "What stands for none: alt=-9999,-777, or 0,0 for a place; may be repeated")
    List<String> missing = new ArrayList<>();

    /** What they say. */
    ReadOptions options(String format) {
        return ReadOptions.builder()
                .format(format)
                .columns(columns)
                .times(timeFormat, zone, ambiguous)
                .anyTime(anyTime)
                .objectId(id)
                .keepBlanks(keepBlanks)
                .header(!noHeader)
                .skipLines(skip)
                .separator(separator)
                .decimalComma(decimalComma)
                .altitudeUnit(altitudeUnit)
                .missing(missing)
                .build();
    }
}
