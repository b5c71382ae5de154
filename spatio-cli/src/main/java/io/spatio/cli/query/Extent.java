package io.spatio.cli.query;

import io.spatio.Location;
import io.spatio.Neighbor;
import io.spatio.Results;
import io.spatio.TrackPoint;
import io.spatio.cli.command.Invocation;
import io.spatio.cli.output.Texts;
import java.util.List;
import java.util.Optional;

/** Says on standard error that an answer is empty, or that it goes on and how to go on. */
final class Extent {
    private Extent() {}

    /** Of an answer that is ordered by object id. */
    static void noteLocations(Invocation invocation, Results<Location> rows) {
        note(invocation, rows.truncated(), rows.size(), last(rows).map(row -> after(row.objectId())));
    }

    /** Of an answer that is ordered by distance. A table rounds distances: here the last one is whole. */
    static void noteNeighbors(Invocation invocation, Results<Neighbor> rows) {
        note(
                invocation,
                rows.truncated(),
                rows.size(),
                last(rows)
                        .map(row -> after(row.objectId()) + " --after-distance " + Texts.number(row.distanceMeters())));
    }

    /** Of a track. */
    static void noteTrack(Invocation invocation, LimitedRows<TrackPoint> rows) {
        note(
                invocation,
                rows.truncated(),
                rows.taken(),
                rows.last().map(point -> "--after " + point.timestamp() + " --after-sequence " + point.sequence()));
    }

    /** Of an answer that has no pages. */
    static void note(Invocation invocation, Results<?> rows) {
        note(invocation, rows.truncated(), rows.size(), Optional.empty());
    }

    private static void note(Invocation invocation, boolean truncated, long rows, Optional<String> next) {
        if (truncated) {
            invocation.note("there are more: the limit let through " + rows
                    + next.map(flags -> "; go on with " + flags).orElse(""));
        } else if (rows == 0) {
            invocation.note("nothing found");
        }
    }

    private static <T> Optional<T> last(List<T> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    private static String after(String objectId) {
        return "--after " + Texts.identifier(objectId);
    }
}
