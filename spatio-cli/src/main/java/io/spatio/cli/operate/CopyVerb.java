package io.spatio.cli.operate;

import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import io.spatio.core.copy.CopyCounts;
import io.spatio.core.wiring.DatabaseCopy;
import io.spatio.spi.OpenRequest;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio copy}: a whole database into a new directory, kept by the same store or another one. */
@Command(
        name = "copy",
        description = "Copy a whole database into an empty or absent directory, kept by the same store or another one",
        footer = {
            "%n@|bold Example|@",
            "  spatio copy fleet fleet-in-one-file --store mvstore",
            "",
            "Everything is copied: positions, deletes, metadata, all namespaces; what was erased is not. The copy",
            "is compared with the original event by event before it counts as a database. Both must be closed."
        })
public final class CopyVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "FROM", description = "The directory of a database")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "An empty or absent directory")
    String to = "";

    @Option(
            names = "--store",
            paramLabel = "NAME",
            description =
                    "The store to keep the copy: log, mvstore or a plug-in (default: as configured, else as FROM)")
    String store = "";

    /** Without arguments yet. */
    public CopyVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        if (flags.namesDatabase()) {
            throw Failure.usage("copy takes its databases as FROM and TO, not by --db");
        }
        OpenRequest request =
                invocation.location().builder().path(Path.of(from)).request();
        DatabaseCopy copy = DatabaseCopy.of(request);
        String target = store.isEmpty() ? copy.configuredStore() : store;
        CopyCounts counts = copy.to(Path.of(to), target, new CopyProgress(invocation));
        invocation
                .output()
                .facts(new Facts()
                        .with("from", from)
                        .with("fromStore", copy.store())
                        .with("to", to)
                        .with("toStore", target)
                        .with("objects", counts.objects())
                        .with("positions", counts.positions())
                        .with("deletes", counts.deletes())
                        .with("documents", counts.documents()));
        return ExitCode.OK;
    }
}
