package io.spatio.cli.query;

import io.spatio.Area;
import io.spatio.HistoryOptions;
import io.spatio.Results;
import io.spatio.Visit;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio during}: who was in a box during a time range. */
@Command(
        name = "during",
        description = "Who was in a box during a time range: each stay with its first and last record",
        footer = {
            "%n@|bold Example|@",
            "  spatio during trucks -74.1,40.6,-73.8,40.9 --from 2024-05-01T12:00:00Z --to 2024-05-01T13:00:00Z"
        })
public final class DuringVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(
            index = "1",
            paramLabel = "WEST,SOUTH,EAST,NORTH",
            description = "Edges in degrees, inclusive; west > east crosses the antimeridian")
    Area.Box box = Area.Box.WORLD;

    @Mixin
    TimeRangeFlags range = new TimeRangeFlags();

    @Mixin
    RowLimit limit = new RowLimit();

    @Mixin
    Timeout timeout = new Timeout();

    /** Without arguments yet. */
    public DuringVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        range.check();
        return invocation.withNamespace(namespace, ns -> {
            HistoryOptions options = timeout.begin(HistoryOptions.limit(limit.rows));
            Results<Visit> rows = ns.queryDuring(box, range.from, range.to, options);
            invocation.output().list(Shapes.VISIT, rows);
            Extent.note(invocation, rows);
            return ExitCode.OK;
        });
    }
}
