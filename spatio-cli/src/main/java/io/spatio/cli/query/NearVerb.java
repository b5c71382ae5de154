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

/** {@code spatio near}: the objects within a distance, nearest first. */
@Command(
        name = "near",
        description = "The objects within a distance of a place or an object, nearest first",
        footer = {
            "%n@|bold Example|@",
            "  spatio near trucks -73.99,40.73 --radius 2km",
            "  spatio near trucks --of truck-1 --radius 500m --exclude-self",
            "  spatio near trucks -73.99,40.73 --radius 2km --limit 10 --after truck-1 --after-distance 84.26"
        })
public final class NearVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Mixin
    Center center = new Center();

    @Option(names = "--radius", required = true, paramLabel = "LENGTH", description = "As 400m, 5km, 3nm, 2mi")
    Length radius = new Length(0);

    @Mixin
    RowLimit limit = new RowLimit();

    @Mixin
    PageByDistance page = new PageByDistance();

    /** Without arguments yet. */
    public NearVerb() {}

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
                    ? ns.queryNear(object.get(), radius.meters(), center.excludeSelf ? options.excludeSelf() : options)
                    : ns.queryRadius(center.place(), radius.meters(), options);
            invocation.output().list(Shapes.LOCATED, rows);
            Extent.noteNeighbors(invocation, rows);
            return ExitCode.OK;
        });
    }
}
