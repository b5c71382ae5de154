package io.spatio.cli.importing;

import io.spatio.Identifiers;
import io.spatio.Spatio;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Terminals;
import io.spatio.cli.command.Words;
import io.spatio.cli.command.WritingVerb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreLockedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
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
            "  spatio export trucks --db fleet | spatio import trucks - --db copy",
            "",
            "Cells of other columns become fields of the metadata. A bad row is told on standard error, and",
            "the rest goes on: exit code 0 when every row was taken, 1 when one was not."
        })
public final class ImportVerb extends WritingVerb {
    /** A file of that name is {@code ./-}. */
    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV or CSV.GZ with a header line; - for standard input")
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
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace());
        Importer.ImportSettings settings =
                new Importer.ImportSettings(ColumnChoice.parse(columns), timeFormat(), strict);
        List<Path> paths = files.stream().map(Path::of).toList();
        requireReadable(invocation, paths);
        // The first file is opened before the database, so that a wrong one leaves nothing behind.
        try (CsvFile first = open(invocation, paths.get(0))) {
            Columns columnsOfFirst = Columns.find(first.header(), settings.columns());
            return invocation.withDatabase(
                    Access.CREATE, database -> importAll(invocation, settings, database, paths, first, columnsOfFirst));
        } catch (StoreLockedException e) {
            if (!paths.contains(STANDARD_INPUT)) {
                throw e;
            }
            throw Failure.error(
                    Words.of(e) + "; if the rows come from an export of the same database, go by a file: spatio export "
                            + "NAMESPACE --output FILE, then spatio import NAMESPACE FILE",
                    e);
        } catch (IOException e) {
            throw Failure.io("cannot close " + paths.get(0), e);
        }
    }

    private static void requireReadable(Invocation invocation, List<Path> paths) {
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
    }

    private static CsvFile open(Invocation invocation, Path path) {
        return path.equals(STANDARD_INPUT)
                ? CsvFile.open("standard input", invocation.console().in())
                : CsvFile.open(path);
    }

    private int importAll(
            Invocation invocation,
            Importer.ImportSettings settings,
            Spatio database,
            List<Path> paths,
            CsvFile first,
            Columns columnsOfFirst) {
        try (Progress progress = progress(invocation, paths)) {
            Importer importer = new Importer(database.namespace(namespace()), invocation, settings, progress);
            String stoppedAt = "";
            Optional<Failure> unreadable = Optional.empty();
            try {
                importer.take(first, columnsOfFirst);
                for (Path path : paths.subList(1, paths.size())) {
                    progress.nextFile();
                    takeNext(importer, open(invocation, path), settings);
                }
            } catch (BadRow e) {
                stoppedAt = e.place();
            } catch (Failure e) {
                unreadable = Optional.of(e);
            } catch (SpatioException e) {
                progress.finish();
                invocation.complain("the import ended early: "
                        + Texts.count(importer.counts().taken()) + " rows were taken");
                throw e;
            }
            long sequence = database.sync();
            progress.finish();
            if (!stoppedAt.isEmpty()) {
                invocation.complain("stopped at " + stoppedAt + " (--strict); "
                        + Texts.count(importer.counts().taken()) + " rows before it were taken and stay");
            }
            Facts facts = facts(invocation, importer.counts(), sequence);
            if (unreadable.isPresent()) {
                return endEarly(invocation, importer.counts(), facts, unreadable.get());
            }
            invocation.output().facts(facts);
            return importer.counts().rejected() == 0 ? ExitCode.OK : ExitCode.ERROR;
        }
    }

    /** The summary; programs are told, too, up to which place in the order of events all is on stable storage. */
    private static Facts facts(Invocation invocation, ImportCounts counts, long sequence) {
        return invocation.format() == Format.JSON ? counts.facts().with("sequence", sequence) : counts.facts();
    }

    /** The summary and the error: of a shell that answers with JSON each line has one answer, which holds both. */
    private static int endEarly(Invocation invocation, ImportCounts counts, Facts facts, Failure failure) {
        invocation.complain("the import ended early: " + Texts.count(counts.taken()) + " rows were taken and stay");
        boolean json = invocation.format() == Format.JSON;
        invocation.output().facts(json ? facts.with("error", failure.text()) : facts);
        if (json && invocation.inShell()) {
            return failure.exitCode();
        }
        throw failure;
    }

    private static void takeNext(Importer importer, CsvFile next, Importer.ImportSettings settings) throws BadRow {
        try (CsvFile file = next) {
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
