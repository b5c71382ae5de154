package io.spatio.core.engine;

import io.spatio.ChangeKind;
import io.spatio.Position;
import io.spatio.core.changes.Published;
import io.spatio.core.changes.StateWalk;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks over current positions, row by row or id by id, without a lock. One thread at a time. */
final class StateRows implements StateWalk {
    /** A row that is told is not gathered. */
    private static final int NO_HANDLE = -1;

    private final NamespaceRegistry registry;
    private final @Nullable String namespace;
    private final @Nullable Set<String> objectIds;
    private final RowState row = new RowState();
    /** Null until the walk begins. */
    private @Nullable Iterator<HotState> states;

    private @Nullable HotState hot;
    private int handle;
    private Iterator<String> ids = List.<String>of().iterator();

    StateRows(NamespaceRegistry registry, @Nullable String namespace, @Nullable Set<String> objectIds) {
        this.registry = registry;
        this.namespace = namespace;
        this.objectIds = objectIds;
    }

    @Override
    public boolean walk(int rows, Consumer<Published> visitor) {
        for (int i = 0; i < rows; i++) {
            HotState current = hot;
            if (current == null || !next(current)) {
                current = nextState();
                if (current == null) {
                    return false;
                }
            } else if (row.isPresent()) {
                visitor.accept(published(current));
            }
        }
        return true;
    }

    /** Reads the next row; false at the end of the namespace. */
    private boolean next(HotState current) {
        if (objectIds == null) {
            if (handle == current.rows.end()) {
                return false;
            }
            current.rows.read(handle++, row);
        } else {
            if (!ids.hasNext()) {
                return false;
            }
            if (!current.readPresent(ids.next(), row)) {
                row.kind = RowState.EMPTY;
            }
        }
        return true;
    }

    private @Nullable HotState nextState() {
        Iterator<HotState> all = states;
        if (all == null) {
            all = registry.states(namespace).iterator();
            states = all;
        }
        hot = all.hasNext() ? all.next() : null;
        handle = 0;
        ids = objectIds == null ? ids : objectIds.iterator();
        return hot;
    }

    private Published published(HotState current) {
        return new Published(ChangeKind.STATE, current.namespace, row.objectId(), NO_HANDLE, row.sequence)
                .position(new Position(row.lon, row.lat, row.alt), row.metadata)
                .time(row.micros);
    }
}
