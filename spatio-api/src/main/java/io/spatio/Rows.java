package io.spatio;

/** Narrows the rows of a query to the type that its area answers with. */
final class Rows {
    private Rows() {}

    static Results<Neighbor> neighbors(Results<Located> rows) {
        return narrow(rows);
    }

    static Results<Location> locations(Results<Located> rows) {
        return narrow(rows);
    }

    @SuppressWarnings("unchecked") // nothing can be added, and an area answers with rows of one type only
    private static <T extends Located> Results<T> narrow(Results<Located> rows) {
        return (Results<T>) (Results<?>) rows;
    }
}
