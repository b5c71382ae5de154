package io.spatio.cli.query;

import io.spatio.Neighbor;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.cli.argument.Length;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spatio cylinder}: the objects in a circle on the ground and between two altitudes. */
@Command(
        name = "cylinder",
        description = "The objects within a distance on the ground and between two altitudes, nearest first",
        footer = {"%n@|bold Example|@", "  spatio cylinder drones -73.99,40.73 --radius 5km --min-alt 0 --max-alt 500"})
public final class CylinderVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Mixin
    Center center = new Center();

    @Option(names = "--radius", required = true, paramLabel = "LENGTH", description = "As 400m, 5km, 3nm, 2mi")
    Length radius = new Length(0);

    @Option(
            names = "--min-alt",
            required = true,
            paramLabel = "LENGTH",
            description = "Lowest altitude, as 0 or 120m or 400ft")
    Length minAlt = new Length(0);

    @Option(names = "--max-alt", required = true, paramLabel = "LENGTH", description = "Highest altitude")
    Length maxAlt = new Length(0);

    @Mixin
    RowLimit limit = new RowLimit();

    @Mixin
    PageByDistance page = new PageByDistance();

    /** Without arguments yet. */
    public CylinderVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Optional<String> object = center.object();
        QueryOptions asked = page.options(limit.rows);
        return invocation.withNamespace(center.namespace, ns -> {
            QueryOptions options = page.timeout.begin(asked);
            Results<Neighbor> rows = object.isPresent()
                    ? ns.queryCylinderNearObject(
                            object.get(),
                            minAlt.meters(),
                            maxAlt.meters(),
                            radius.meters(),
                            center.excludeSelf ? options.excludeSelf() : options)
                    : ns.queryWithinCylinder(
                            center.place(), minAlt.meters(), maxAlt.meters(), radius.meters(), options);
            invocation.output().list(Shapes.LOCATED, rows);
            Extent.noteNeighbors(invocation, rows);
            return ExitCode.OK;
        });
    }
}
