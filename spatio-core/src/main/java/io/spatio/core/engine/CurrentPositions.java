package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.RowVisitor;
import io.spatio.Stats.Operation;
import io.spatio.spi.Cancellation;
import java.util.Optional;

/** Searches of current positions; in a namespace that is unknown, as in an empty one, there is nothing. Any thread. */
final class CurrentPositions {
    private final NamespaceAccess access;

    CurrentPositions(NamespaceAccess access) {
        this.access = access;
    }

    /** What an area holds. */
    Hits search(Area area, QueryOptions options) {
        NamespaceParts known = access.find();
        return known == null
                ? nothing(Queries.centerOf(area) != null, options)
                : known.queries().search(area, options, null);
    }

    /** The objects nearest to a place. */
    Hits nearest(Position center, QueryOptions options) {
        NamespaceParts known = access.find();
        return known == null ? nothing(true, options) : known.queries().nearest(center, options, null);
    }

    private static Hits nothing(boolean byDistance, QueryOptions options) {
        RowFilter unused = RowFilter.of(options, null, byDistance); // refuses what it cannot order
        Cancellation unusedToo = Queries.cancellation(options); // refuses what is over
        return new Hits(Hits.Order.NONE, 0);
    }

    /** Shows what an area holds; see {@link io.spatio.Namespace#query(Area, QueryOptions, RowVisitor)}. */
    boolean visit(Area area, QueryOptions options, RowVisitor visitor) {
        NamespaceParts known = access.find();
        return (known != null && options.inAnyOrder() && options.limit() == Integer.MAX_VALUE)
                ? known.queries().visitAll(area, options, visitor)
                : search(area, options).visit(visitor);
    }

    /** Something measured over all positions; empty where there are none. */
    interface Measure<T> {
        Optional<T> of(HotState hot, Cancellation cancellation);
    }

    /** Measures all positions, counted as a query. */
    <T> Optional<T> measure(QueryOptions options, Measure<T> measure) {
        access.engine.counts.count(Operation.QUERIES);
        Cancellation cancellation = Queries.cancellation(options);
        NamespaceParts known = access.find();
        return known == null ? Optional.empty() : measure.of(known.hot(), cancellation);
    }

    /** Shows every row in any order; see {@link io.spatio.Namespace#forEach(QueryOptions, RowVisitor)}. */
    boolean visitEvery(QueryOptions options, RowVisitor visitor) {
        if (options.afterObjectId() != null) {
            throw new IllegalArgumentException("after=" + options.afterObjectId()
                    + " needs an order, which forEach has not: query Area.Box.WORLD");
        }
        Cancellation cancellation = Queries.cancellation(options);
        NamespaceParts known = access.find();
        return known != null && new LimitedVisits(options.limit(), visitor).over(known.hot(), cancellation);
    }

    /** Shows the first rows, and looks for one more. */
    private static final class LimitedVisits {
        private final RowVisitor visitor;
        private int left;
        private boolean more;

        LimitedVisits(int limit, RowVisitor visitor) {
            this.visitor = visitor;
            left = limit;
        }

        boolean over(HotState hot, Cancellation cancellation) {
            boolean unused = hot.forEachPresent(new RowState(), CancellableVisitors.rows(this::visit, cancellation));
            return more;
        }

        private boolean visit(RowState row) {
            if (left == 0) {
                more = true;
                return false;
            }
            left--;
            return visitor.visit(row);
        }
    }
}
