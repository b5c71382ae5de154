package io.spatio.cli.importing;

import io.spatio.Identifiers;
import io.spatio.Spatio;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Terminals;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Texts;
import io.spatio.error.SpatioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio import}: stores the rows of CSV files, and creates the database if there is none. */
@Command(
        name = "import",
        description = "Store the rows of CSV files, gzipped or not; the columns are found by their names",
        footer = {
            "%n@|bold Examples|@",
            "  spatio import trucks positions.csv",
            "  spatio import ships ais-*.csv.gz --columns id=MMSI,time=BaseDateTime --zone UTC",
            "",
            "Cells of other columns become fields of the metadata. A bad row is told on standard error, and",
            "the rest goes on: exit code 0 when every row was taken, 1 when one was not."
        })
public final class ImportVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "CSV or CSV.GZ with a header line")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--columns",
            paramLabel = "ROLE=COLUMN,…",
            description = "Which column is id, time, lon, lat, alt, metadata: its name, or #3 for the third; "
                    + "alt= for none")
    String columns = "";

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "iso (default), epoch-seconds, epoch-millis or epoch-micros")
    String timeFormat = "iso";

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of times without an offset, as UTC")
    String zone = "";

    @Option(names = "--strict", description = "Stop at the first bad row; what was stored before it stays")
    boolean strict;

    /** Without arguments yet. */
    public ImportVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace);
        Importer.ImportSettings settings =
                new Importer.ImportSettings(ColumnChoice.parse(columns), timeFormat(), strict);
        List<Path> paths = files.stream().map(Path::of).toList();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Failure.error("file " + path + " does not exist");
            }
        }
        // The first file is opened before the database, so that a wrong one leaves nothing behind.
        try (CsvFile first = CsvFile.open(paths.get(0))) {
            Columns columnsOfFirst = Columns.find(first.header(), settings.columns());
            return invocation.withDatabase(
                    Access.CREATE, database -> importAll(invocation, settings, database, paths, first, columnsOfFirst));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int importAll(
            Invocation invocation,
            Importer.ImportSettings settings,
            Spatio database,
            List<Path> paths,
            CsvFile first,
            Columns columnsOfFirst) {
        try (Progress progress = progress(invocation, paths)) {
            Importer importer = new Importer(database.namespace(namespace), invocation, settings, progress);
            String stoppedAt = "";
            try {
                importer.take(first, columnsOfFirst);
                for (Path path : paths.subList(1, paths.size())) {
                    progress.nextFile();
                    takeNext(importer, path, settings);
                }
            } catch (BadRow e) {
                stoppedAt = e.place();
            } catch (SpatioException e) {
                progress.finish();
                invocation.complain("the import ended early: "
                        + Texts.count(importer.counts().taken()) + " rows were taken");
                throw e;
            }
            database.sync();
            progress.finish();
            if (!stoppedAt.isEmpty()) {
                invocation.complain("stopped at " + stoppedAt + " (--strict); "
                        + Texts.count(importer.counts().taken()) + " rows before it were taken and stay");
            }
            invocation.output().facts(importer.counts().facts());
            return importer.counts().rejected() == 0 ? ExitCode.OK : ExitCode.ERROR;
        }
    }

    private static void takeNext(Importer importer, Path path, Importer.ImportSettings settings) throws BadRow {
        try (CsvFile file = CsvFile.open(path)) {
            importer.take(file, Columns.find(file.header(), settings.columns()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Progress progress(Invocation invocation, List<Path> paths) {
        boolean shown = invocation.console().terminals().isTerminal(Terminals.Stream.ERR);
        return shown ? new ProgressOnTerminal(invocation.console(), paths) : Progress.NONE;
    }

    private TimeFormat timeFormat() {
        if (!zone.isEmpty() && !timeFormat.equals("iso")) {
            throw Failure.usage("--zone goes with --time-format iso only");
        }
        return switch (timeFormat) {
            case "iso" -> zone.isEmpty() ? TimeFormat.ISO : TimeFormat.isoIn(zoneId());
            case "epoch-seconds" -> TimeFormat.epoch(1);
            case "epoch-millis" -> TimeFormat.epoch(1_000);
            case "epoch-micros" -> TimeFormat.epoch(1_000_000);
            default ->
                throw Failure.usage("--time-format \"" + timeFormat
                        + "\" is unknown: legal are iso, epoch-seconds, epoch-millis and epoch-micros");
        };
    }

    private ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Failure.usage("--zone \"" + zone + "\" is unknown: give UTC, +02:00 or Europe/Berlin");
        }
    }
}
