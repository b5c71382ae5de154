package io.spatio.cli.query;

import io.spatio.Area;
import io.spatio.Location;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.cli.argument.Length;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Failure;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spatio bbox}: the objects in a box, with altitude bounds if wanted. */
@Command(
        name = "bbox",
        description = "The objects between two meridians and two parallels, by id",
        footer = {
            "%n@|bold Example|@",
            "  spatio bbox trucks -74.1,40.6,-73.8,40.9",
            "  spatio bbox ships 170,-20,-170,-10        across the antimeridian"
        })
public final class BboxVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(
            index = "1",
            paramLabel = "WEST,SOUTH,EAST,NORTH",
            description = "Edges in degrees, inclusive; west > east crosses the antimeridian")
    Area.Box box = Area.Box.WORLD;

    @Option(names = "--min-alt", paramLabel = "LENGTH", description = "Lowest altitude, as 0 or 120m or 400ft")
    @Nullable
    Length minAlt;

    @Option(names = "--max-alt", paramLabel = "LENGTH", description = "Highest altitude")
    @Nullable
    Length maxAlt;

    @Mixin
    PageById page = new PageById();

    /** Without arguments yet. */
    public BboxVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        if (minAlt == null != (maxAlt == null)) {
            throw Failure.usage("give both --min-alt and --max-alt, or neither");
        }
        QueryOptions asked = page.options();
        return invocation.withNamespace(namespace, ns -> {
            QueryOptions options = page.timeout.begin(asked);
            Results<Location> rows = minAlt == null || maxAlt == null
                    ? ns.queryBbox(box, options)
                    : ns.queryWithinBbox3d(new Area.Box3d(box, minAlt.meters(), maxAlt.meters()), options);
            invocation.output().list(Shapes.LOCATED, rows);
            Extent.noteLocations(invocation, rows);
            return ExitCode.OK;
        });
    }
}
