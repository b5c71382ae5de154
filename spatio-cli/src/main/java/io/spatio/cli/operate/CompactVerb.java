package io.spatio.cli.operate;

import io.spatio.cli.command.Access;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Facts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spatio compact}: merges files and applies retention. */
@Command(
        name = "compact",
        description = "Merge the files of the database and remove what was erased",
        footer = {"%n@|bold Example|@", "  spatio compact --db fleet"})
public final class CompactVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    /** Without arguments yet. */
    public CompactVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public int run(Invocation invocation) {
        return invocation.withDatabase(Access.EXISTING, spatio -> {
            spatio.maintenance().compact();
            invocation.output().facts(new Facts().with("compacted", true));
            return ExitCode.OK;
        });
    }
}
