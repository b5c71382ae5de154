package io.spatio.cli.operate;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.core.copy.EventTransfer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
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
            "",
            "Deletes are rows of their own, with \"delete\" in the column event; import makes them deletes again."
        })
public final class ExportVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A new file (default: standard output)")
    String output = "";

    /** Without arguments yet. */
    public ExportVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        if (output.isEmpty() && invocation.inShell() && invocation.format() == Format.JSON) {
            throw Failure.usage("export writes CSV: give --output FILE where answers are JSON");
        }
        return invocation.withNamespace(namespace, ns -> {
            if (!(ns instanceof EventTransfer history)) {
                throw Failure.error("this database does not give its history away whole");
            }
            if (output.isEmpty()) {
                new CsvExport(history, invocation.console().out()).write();
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
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)),
                false,
                StandardCharsets.UTF_8)) {
            CsvExport.Written written = new CsvExport(history, out).write();
            if (out.checkError()) {
                throw Failure.error("cannot write " + file + ": is the disk full?");
            }
            return written;
        } catch (FileAlreadyExistsException e) {
            throw Failure.error("file " + file + " exists: name a new one", e);
        } catch (IOException e) {
            throw Failure.error("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
