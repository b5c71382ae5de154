package io.spatio.cli.operate;

import io.spatio.EventTransfer;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.LostOutput;
import io.spatio.cli.output.LoudOutput;
import io.spatio.cli.output.Texts;
import io.spatio.formats.track.TrackFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio export}: the whole history of a namespace as a file. */
@Command(
        name = "export",
        description = "Write the whole history of a namespace as CSV, ndjson or GeoJSON, which import takes back",
        footer = {
            "%n@|bold Example|@",
            "  spatio export trucks --output trucks.csv",
            "  spatio export trucks --format geojson-tracks --output trucks.geojson",
            "  spatio export trucks --db fleet | spatio import trucks - --db copy",
            "",
            "--format is csv (default), ndjson, geojson, geojson-seq or geojson-tracks. Deletes are rows of their own,",
            "with \"delete\" in the column event; import makes them deletes again."
        })
public final class ExportVerb implements Verb {
    /** A file of that name is {@code ./-}. */
    private static final String STANDARD_OUTPUT = "-";

    private static final int BUFFER_BYTES = 1 << 16;

    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A new file (default: -, standard output)")
    String output = STANDARD_OUTPUT;

    /** Without arguments yet. */
    public ExportVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public Set<String> fileFormats() {
        return Arrays.stream(TrackFormat.values())
                .map(TrackFormat::word)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public int run(Invocation invocation) {
        boolean toStandardOutput = output.equals(STANDARD_OUTPUT);
        if (toStandardOutput && invocation.format() == Format.JSON) {
            throw Failure.usage(
                    "export writes CSV, or what --format csv, ndjson or geojson says: give --output FILE where answers are"
                            + " JSON");
        }
        TrackFormat format = TrackFormat.ofWord(invocation.fileFormat()).orElse(TrackFormat.CSV);
        return invocation.withNamespace(namespace, ns -> {
            if (!(ns instanceof EventTransfer history)) {
                throw Failure.error("this database does not give its history away whole");
            }
            if (toStandardOutput) {
                Export.Written written =
                        Export.write(history, invocation.console().out(), format);
                invocation.note("exported " + Texts.count(written.records()) + " positions and "
                        + Texts.count(written.deletes()) + " deletes of " + Texts.count(written.objects())
                        + " objects");
            } else {
                Export.Written written = toFile(history, Path.of(output), format);
                invocation
                        .output()
                        .facts(new Facts()
                                .with("file", output)
                                .with("objects", written.objects())
                                .with("records", written.records())
                                .with("deletes", written.deletes()));
            }
            return ExitCode.OK;
        });
    }

    private static Export.Written toFile(EventTransfer history, Path file, TrackFormat format) {
        try (OutputStream out = new BufferedOutputStream(
                new LoudOutput(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)), BUFFER_BYTES)) {
            return Export.write(history, out, format);
        } catch (LostOutput e) {
            throw Failure.io("cannot write " + file + ", which is not whole", e.fault());
        } catch (FileAlreadyExistsException e) {
            throw Failure.error("file " + file + " exists: name a new one", e);
        } catch (NoSuchFileException e) {
            throw Failure.error("cannot write " + file + ": its directory does not exist", e);
        } catch (IOException e) {
            throw Failure.io("cannot write " + file, e);
        }
    }
}
