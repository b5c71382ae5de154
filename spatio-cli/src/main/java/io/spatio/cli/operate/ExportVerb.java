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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio export}: the whole history of a namespace as CSV. */
@Command(
        name = "export",
        description = "Write the whole history of a namespace as CSV, which import takes back",
        footer = {
            "%n@|bold Example|@",
            "  spatio export trucks --output trucks.csv",
            "  spatio export trucks --db fleet | spatio import trucks - --db copy",
            "",
            "Deletes are rows of their own, with \"delete\" in the column event; import makes them deletes again."
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
    public int run(Invocation invocation) {
        boolean toStandardOutput = output.equals(STANDARD_OUTPUT);
        if (toStandardOutput && invocation.format() == Format.JSON) {
            throw Failure.usage("export writes CSV: give --output FILE where answers are JSON");
        }
        return invocation.withNamespace(namespace, ns -> {
            if (!(ns instanceof EventTransfer history)) {
                throw Failure.error("this database does not give its history away whole");
            }
            if (toStandardOutput) {
                CsvExport.Written written =
                        new CsvExport(history, invocation.console().out()).write();
                invocation.note("exported " + Texts.count(written.records()) + " positions and "
                        + Texts.count(written.deletes()) + " deletes of " + Texts.count(written.objects())
                        + " objects");
            } else {
                CsvExport.Written written = toFile(history, Path.of(output));
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

    private static CsvExport.Written toFile(EventTransfer history, Path file) {
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(
                        new LoudOutput(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8)) {
            return new CsvExport(history, out).write();
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
