package io.spatio.cli.operate;

import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio snapshot}: writes a copy that opens as a database. */
@Command(
        name = "snapshot",
        description = "Write a copy of the database into an empty or absent directory",
        footer = {"%n@|bold Example|@", "  spatio snapshot /backup/fleet-monday --db fleet"})
public final class SnapshotVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "DIR", description = "An empty or absent directory")
    String directory = "";

    /** Without arguments yet. */
    public SnapshotVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Path target = Path.of(directory);
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw Failure.usage(target + " is a file: give an empty or absent directory for a snapshot");
        }
        return invocation.withDatabase(Access.EXISTING, spatio -> {
            spatio.maintenance().snapshot(target);
            invocation.output().facts(new Facts().with("snapshot", directory));
            return ExitCode.OK;
        });
    }
}
