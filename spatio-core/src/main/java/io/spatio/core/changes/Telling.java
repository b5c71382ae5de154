package io.spatio.core.changes;

import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what a user sees of what was published, and leaves out what lies outside the area. One thread. */
final class Telling {
    private final AreaFilter area;
    private final ChangeToken origin;
    private final List<Change> into;

    /**
     * Tells to a list.
     *
     * @param origin the place whose database and epoch all tokens have
     */
    Telling(AreaFilter area, ChangeToken origin, List<Change> into) {
        this.area = area;
        this.origin = origin;
        this.into = into;
    }

    /**
     * Tells a change.
     *
     * @param from the change whose old position is what the subscriber knows, or null
     * @param token the sequence to continue after
     */
    void change(Published change, @Nullable Published from, long token) {
        Position old = from == null || !from.hasOld ? null : new Position(from.oldLon, from.oldLat, from.oldAlt);
        boolean inside = area.contains(change.position);
        boolean wasInside = area.contains(old);
        if (!inside && !wasInside && !change.isEnd() && !area.isEverywhere()) {
            return;
        }
        Change.Builder built = Change.builder(kind(change, old), change.namespace, change.sequence, origin)
                .at(token);
        if (old != null) {
            built.previous(old, wasInside);
        }
        into.add(filled(built, change, inside));
    }

    /** What a change is to one who was told last that there is a position, or none. */
    private static ChangeKind kind(Published change, @Nullable Position old) {
        return switch (change.kind) {
            case CREATED, UPDATED -> old == null ? ChangeKind.CREATED : ChangeKind.UPDATED;
            default -> change.kind;
        };
    }

    private static Change filled(Change.Builder built, Published change, boolean inside) {
        String objectId = change.objectId;
        if (objectId != null) {
            built.objectId(objectId);
        }
        if (!change.isEnd()) {
            built.timestampMicros(change.micros);
        }
        Position position = change.position;
        if (position != null) {
            built.position(position, inside).metadata(change.metadata);
        }
        return built.build();
    }

    /** Tells a row of the current state. */
    void row(Published row, long token) {
        if (area.contains(row.position)) {
            Change.Builder built = Change.builder(ChangeKind.STATE, row.namespace, row.sequence, origin)
                    .at(token);
            into.add(filled(built, row, true));
        }
    }

    /** Tells that the current state was told up to a sequence. */
    void synced(long sequence) {
        into.add(Change.builder(ChangeKind.SYNCED, "", sequence, origin)
                .at(sequence)
                .build());
    }
}
