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
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio within}: the objects in a polygon of a GeoJSON file. */
@Command(
        name = "within",
        description = "The objects in a polygon, by id",
        footer = {"%n@|bold Example|@", "  spatio within trucks district.geojson"})
public final class WithinVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(
            index = "1",
            paramLabel = "POLYGON.geojson",
            description = "A file with a GeoJSON Polygon or MultiPolygon, bare or in a Feature")
    String file = "";

    @Mixin
    PageById page = new PageById();

    /** Without arguments yet. */
    public WithinVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        Area.PolygonArea polygon = PolygonFile.read(Path.of(file));
        QueryOptions asked = page.options();
        return invocation.withNamespace(namespace, ns -> {
            Results<Location> rows = ns.queryPolygon(polygon.geometry(), page.timeout.begin(asked));
            invocation.output().list(Shapes.LOCATED, rows);
            Extent.noteLocations(invocation, rows);
            return ExitCode.OK;
        });
    }
}
