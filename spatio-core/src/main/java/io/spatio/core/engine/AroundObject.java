package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Stats.Operation;
import io.spatio.error.ObjectNotFoundException;
import java.util.function.Function;

/** Queries around where an object is now. Any thread. */
final class AroundObject {
    private final NamespaceAccess access;

    AroundObject(NamespaceAccess access) {
        this.access = access;
    }

    /** The objects in the area that is drawn around an object. */
    Hits search(String objectId, QueryOptions options, Function<Position, Area> around) {
        return ask(objectId, options, (queries, center) -> queries.search(around.apply(center), options, objectId));
    }

    /** The objects nearest to an object. */
    Hits nearest(String objectId, QueryOptions options) {
        return ask(objectId, options, (queries, center) -> queries.nearest(center, options, objectId));
    }

    /** A question around a position. */
    private interface Question {
        Hits ask(Queries queries, Position center);
    }

    private Hits ask(String objectId, QueryOptions options, Question question) {
        requireNonNull(options, "options");
        access.engine.counts.count(Operation.QUERIES);
        return access.call(() -> {
            NamespaceParts known = access.find();
            RowState row = new RowState();
            if (!NamespaceAccess.read(known, objectId, row) || known == null) {
                throw new ObjectNotFoundException(
                        "object \"" + objectId + "\" has no current position in namespace \"" + access.name + "\"");
            }
            return question.ask(known.queries(), row.toPosition());
        });
    }
}
