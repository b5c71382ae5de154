package io.spatio.cli.operate;

import io.spatio.Namespace;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Format;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.cli.output.Texts;
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
            "Deletes are not written: imported again, a deleted object is back at its last position."
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
            if (output.isEmpty()) {
                tell(invocation, new CsvExport(ns, invocation.console().out()).write());
            } else {
                CsvExport.Written written = toFile(ns, Path.of(output));
                tell(invocation, written);
                invocation
                        .output()
                        .facts(new Facts()
                                .with("file", output)
                                .with("objects", written.objects())
                                .with("records", written.records()));
            }
            return ExitCode.OK;
        });
    }

    private static CsvExport.Written toFile(Namespace ns, Path file) {
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)),
                false,
                StandardCharsets.UTF_8)) {
            CsvExport.Written written = new CsvExport(ns, out).write();
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

    private static void tell(Invocation invocation, CsvExport.Written written) {
        if (written.ended() > 0) {
            invocation.note(Texts.count(written.ended()) + " of " + Texts.count(written.objects())
                    + " objects are deleted: imported again they are back at their last position");
        }
    }
}
