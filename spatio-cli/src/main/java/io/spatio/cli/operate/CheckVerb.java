package io.spatio.cli.operate;

import io.spatio.Maintenance;
import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio check}: reads every checksum. */
@Command(
        name = "check",
        description = "Read every checksum of the database; exits with 1 where one is wrong",
        footer = {"%n@|bold Example|@", "  spatio check --db fleet"})
public final class CheckVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public CheckVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withDatabase(Access.EXISTING, spatio -> {
            Maintenance.Verification found = spatio.maintenance().verify();
            invocation
                    .output()
                    .facts(new Facts()
                            .with("files", found.files())
                            .with("bytes", found.bytes())
                            .with("records", found.records())
                            .with("problems", found.problems()));
            return found.problems().isEmpty() ? ExitCode.OK : ExitCode.ERROR;
        });
    }
}
