package io.spatio;

import java.util.List;

/** Narrows the rows of a query to the type that its area answers with. */
final class Rows {
    private Rows() {}

    static Results<Neighbor> neighbors(Results<Located> rows) {
        return narrow(rows, Neighbor.class);
    }

    static Results<Location> locations(Results<Located> rows) {
        return narrow(rows, Location.class);
    }

    private static <T extends Located> Results<T> narrow(Results<Located> rows, Class<T> type) {
        List<T> narrowed = rows.stream().map(type::cast).toList();
        return Results.of(narrowed, rows.truncated());
    }
}
