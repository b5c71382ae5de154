package io.spatio.cli.query;

import io.spatio.HistoryOptions;
import io.spatio.TrackPoint;
import io.spatio.cli.command.ExitCode;
import io.spatio.cli.command.Flags;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.command.Verb;
import io.spatio.cli.output.Shapes;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spatio track}: the history of an object, in constant memory. */
@Command(
        name = "track",
        description = "The recorded positions of an object, newest first unless told otherwise",
        footer = {
            "%n@|bold Example|@",
            "  spatio track trucks truck-1 --from 2024-05-01T12:00:00Z --to 2024-05-01T13:00:00Z",
            "  spatio track trucks truck-1 --order oldest --limit 1000"
        })
public final class TrackVerb implements Verb {
    @Mixin
    Flags flags = new Flags();

    @Parameters(index = "0", paramLabel = "NAMESPACE", description = "The namespace")
    String namespace = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The object's id")
    String objectId = "";

    @Mixin
    TimeRangeFlags range = new TimeRangeFlags();

    @Mixin
    RowLimit limit = new RowLimit();

    @Mixin
    PageOfTrack page = new PageOfTrack();

    /** Without arguments yet. */
    public TrackVerb() {}

    @Override
    public Flags flags() {
        return flags;
    }

    @Override
    public int run(Invocation invocation) {
        range.check();
        HistoryOptions asked = page.options();
        return invocation.withNamespace(namespace, ns -> {
            try (Stream<TrackPoint> points =
                    ns.streamTrajectory(objectId, range.from, range.to, page.timeout.begin(asked))) {
                LimitedRows<TrackPoint> rows = new LimitedRows<>(points.iterator(), limit.rows);
                invocation.output().list(Shapes.trackOf(objectId), rows);
                Extent.noteTrack(invocation, rows);
            }
            return ExitCode.OK;
        });
    }
}
