package io.spatio.core.engine;

import io.spatio.spi.Cancellation;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.SearchVisitor;
import java.util.function.Predicate;

/** Visitors that look now and then whether the search is to end; a search that nobody ends goes without. One thread. */
final class CancellableVisitors {
    /** How many visits lie between two looks, less one. */
    private static final int MASK = 1023;

    private final Cancellation cancellation;
    private int visits;

    private CancellableVisitors(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    private void look() {
        if ((++visits & MASK) == 0) {
            cancellation.check();
        }
    }

    static SearchVisitor search(SearchVisitor visitor, Cancellation cancellation) {
        if (cancellation == Cancellation.NONE) {
            return visitor;
        }
        CancellableVisitors visits = new CancellableVisitors(cancellation);
        return (handle, lon, lat, alt) -> {
            visits.look();
            return visitor.visit(handle, lon, lat, alt);
        };
    }

    static NearestVisitor nearest(NearestVisitor visitor, Cancellation cancellation) {
        if (cancellation == Cancellation.NONE) {
            return visitor;
        }
        CancellableVisitors visits = new CancellableVisitors(cancellation);
        return (handle, lon, lat, alt) -> {
            visits.look();
            return visitor.offer(handle, lon, lat, alt);
        };
    }

    static Predicate<RowState> rows(Predicate<RowState> visitor, Cancellation cancellation) {
        if (cancellation == Cancellation.NONE) {
            return visitor;
        }
        CancellableVisitors visits = new CancellableVisitors(cancellation);
        return row -> {
            visits.look();
            return visitor.test(row);
        };
    }
}
