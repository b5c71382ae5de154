package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.Row;
import io.spatio.RowColumns;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the two forms of an answer: a list, and rows shown to a visitor. */
final class Rows {
    private Rows() {}

    static Location location(Row row) {
        return new Location(
                row.objectId(),
                new Position(row.lon(), row.lat(), row.altOrNaN()),
                Timestamps.toInstant(row.timestampMicros()),
                row.metadata());
    }

    private static Located located(Row row) {
        Location l = location(row);
        return Double.isNaN(row.distanceMeters())
                ? l
                : new Neighbor(l.objectId(), l.position(), l.timestamp(), l.metadata(), row.distanceMeters());
    }

    /** The visitor's form gives the same rows and, as its result, whether there were more; and it can stop. */
    static void checkVisitor(Results<? extends Located> answer, Function<RowVisitor, Boolean> query) {
        List<Located> visited = new ArrayList<>();
        boolean more = query.apply(row -> visited.add(located(row)));
        assertEquals(List.copyOf(answer), visited, "rows shown to a visitor");
        assertEquals(answer.truncated(), more, "the result of a query with a visitor");
        checkColumns(answer);
        if (answer.size() > 1) {
            int[] rows = {0};
            boolean afterStop = query.apply(row -> ++rows[0] < 1);
            assertEquals(1, rows[0], "rows shown after the visitor stopped");
            assertEquals(false, afterStop, "the result of a query whose visitor stopped");
        }
    }

    /** The columns of an answer hold what its rows do. */
    private static void checkColumns(Results<? extends Located> answer) {
        RowColumns columns = RowColumns.of(answer);
        List<Located> rows = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Position position = new Position(columns.lons()[i], columns.lats()[i], columns.altsOrNaN()[i]);
            Location location = new Location(
                    columns.objectIds()[i],
                    position,
                    Timestamps.toInstant(columns.timestampMicros()[i]),
                    columns.metadata()[i]);
            double distance = columns.distancesMeters()[i];
            rows.add(
                    Double.isNaN(distance)
                            ? location
                            : new Neighbor(
                                    location.objectId(),
                                    position,
                                    location.timestamp(),
                                    location.metadata(),
                                    distance));
        }
        assertEquals(List.copyOf(answer), rows, "the rows of an answer's columns");
    }

    /** The same where rows come in any order. */
    static void checkVisitorInAnyOrder(Results<? extends Located> answer, Function<RowVisitor, Boolean> query) {
        Map<String, Located> expected = answer.stream().collect(Collectors.toMap(Located::objectId, row -> row));
        Map<String, Located> visited = new HashMap<>();
        boolean more = query.apply(row -> {
            assertEquals(null, visited.put(row.objectId(), located(row)), "a row that was shown before");
            return true;
        });
        assertEquals(expected, visited, "rows shown to a visitor in any order");
        assertEquals(false, more, "the result of a query without a limit");
    }
}
