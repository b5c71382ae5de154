package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.QueryOptions;

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

    private Hits nothing(boolean byDistance, QueryOptions options) {
        String after = options.afterObjectId();
        if (byDistance && after != null) {
            throw Queries.missingAfter(after, access.name);
        }
        return new Hits(Hits.Order.NONE, 0);
    }
}
