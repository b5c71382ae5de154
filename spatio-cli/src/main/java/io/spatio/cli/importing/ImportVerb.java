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
import io.spatio.formats.track.TrackFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio import}: stores the records of files, and creates the database if there is none. */
@Command(
        name = "import",
        description = "Store the records of CSV, ndjson and GeoJSON files, gzipped or not",
        footer = {
            "%n@|bold Examples|@",
            "  spatio import trucks positions.csv",
            "  spatio import ships ais-*.csv.gz --columns id=MMSI,time=BaseDateTime --zone UTC",
            "  spatio import walks walk.csv --id-from-name --dry-run",
            "  spatio export trucks --db fleet | spatio import trucks - --db copy",
            "",
            "The format is told by the content; --format csv, ndjson, geojson or geojson-seq overrides. Columns are found",
            "by their names; what has no role becomes a field of the metadata. A bad row is told on standard error, and",
            "the rest goes on: exit code 0 when every row was taken, 1 when one was not."
        })
public final class ImportVerb extends WritingVerb {
    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV, ndjson or GeoJSON, gzipped or not; - for standard input")
    List<String> files = new ArrayList<>();

    @Mixin
    private ReadingFlags reading = new ReadingFlags();

    @Option(names = "--strict", description = "Stop at the first bad row; what was stored before it stays")
    boolean strict;

    @Option(names = "--keep-going", description = "Go on where none of the first 1,000 rows of a file can be taken")
    boolean keepGoing;

    @Option(names = "--dry-run", description = "Tell what would be taken, and how; store nothing")
    boolean dryRun;

    /** Without arguments yet. */
    public ImportVerb() {}

    @Override
    public Set<String> fileFormats() {
        return Arrays.stream(TrackFormat.values())
                .map(TrackFormat::word)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public int run(Invocation invocation) {
        Identifiers.requireNamespace(namespace());
        Inputs inputs = new Inputs(invocation, reading, files);
        if (dryRun) {
            return DryRun.tell(invocation, inputs);
        }
        // The first file is opened before the database, so that a wrong one leaves nothing behind.
        try (TrackFile first = inputs.open(0)) {
            return invocation.withDatabase(Access.CREATE, database -> importAll(invocation, database, inputs, first));
        } catch (StoreLockedException e) {
            if (!inputs.haveStandardInput()) {
                throw e;
            }
            throw Failure.error(
                    Words.of(e) + "; if the rows come from an export of the same database, go by a file: spatio export "
                            + "NAMESPACE --output FILE, then spatio import NAMESPACE FILE",
                    e);
        } catch (IOException e) {
            throw Failure.io("cannot close " + inputs.name(0), e);
        }
    }

    private int importAll(Invocation invocation, Spatio database, Inputs inputs, TrackFile first) {
        try (Progress progress = progress(invocation, inputs.paths())) {
            Importer importer = new Importer(
                    database.namespace(namespace()), invocation, new Importer.Stops(strict, keepGoing), progress);
            String stoppedAt = "";
            Optional<Failure> unreadable = Optional.empty();
            try {
                importer.take(first);
                for (int i = 1; i < inputs.paths().size(); i++) {
                    progress.nextFile();
                    takeNext(importer, inputs.open(i));
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
            if (importer.counts().eachMadeAnObject()) {
                invocation.note(
                        "every row made an object of its own: is the id that of the row? If so, name the object's by"
                                + " --columns id=NAME");
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

    private static void takeNext(Importer importer, TrackFile next) throws BadRow {
        try (TrackFile file = next) {
            importer.take(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Progress progress(Invocation invocation, List<Path> paths) {
        boolean shown = invocation.console().terminals().isTerminal(Terminals.Stream.ERR);
        return shown ? new ProgressOnTerminal(invocation.console(), paths) : Progress.NONE;
    }
}
