package io.spatio.cli.query;

import io.spatio.Area;
import io.spatio.Location;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio list}: all current positions of a namespace, by object id. */
@Command(
        name = "list",
        description = "The objects of a namespace where they are now, by id",
        footer = {"%n@|bold Example|@", "  spatio list trucks --limit 20"})
public final class ListVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Mixin
    PageById page = new PageById();

    /** Without arguments yet. */
    public ListVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        QueryOptions asked = page.options();
        return invocation.withNamespace(namespace, ns -> {
            Results<Location> rows = ns.queryBbox(Area.Box.WORLD, page.timeout.begin(asked));
            invocation.output().list(Shapes.LOCATED, rows);
            Extent.noteLocations(invocation, rows);
            return ExitCode.OK;
        });
    }
}
