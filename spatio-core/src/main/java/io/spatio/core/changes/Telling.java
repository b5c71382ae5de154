package io.spatio.core.changes;

import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Position;
import io.spatio.Timestamps;
import java.util.List;

/** Makes what a user sees of what was published, and leaves out what lies outside the area. One thread. */
final class Telling {
    private final AreaFilter area;
    private final List<Change> into;

    Telling(AreaFilter area, List<Change> into) {
        this.area = area;
        this.into = into;
    }

    /** Tells a change, with the token to continue after it. */
    void change(Delivery delivery, ChangeToken token) {
        Published change = delivery.change();
        Published from = delivery.from();
        boolean hasOld = from != null && from.hasOld;
        boolean inside = change.hasPosition && area.contains(change.lon, change.lat, change.alt);
        boolean wasInside = from != null && hasOld && area.contains(from.oldLon, from.oldLat, from.oldAlt);
        if (!inside && !wasInside && !change.isEnd() && !area.isEverywhere()) {
            return;
        }
        Change.Builder built = Change.builder(kind(change, hasOld), change.namespace, change.sequence, token);
        if (from != null && hasOld) {
            built.previous(new Position(from.oldLon, from.oldLat, from.oldAlt), wasInside);
        }
        into.add(filled(built, change, inside));
    }

    /** What a change is to one who was told last that there is a position, or none. */
    private static ChangeKind kind(Published change, boolean hasOld) {
        return switch (change.kind) {
            case CREATED, UPDATED -> hasOld ? ChangeKind.UPDATED : ChangeKind.CREATED;
            default -> change.kind;
        };
    }

    private static Change filled(Change.Builder built, Published change, boolean inside) {
        String objectId = change.objectId;
        if (objectId != null) {
            built.objectId(objectId);
        }
        if (!change.isEnd()) {
            built.timestamp(Timestamps.toInstant(change.micros));
        }
        if (change.hasPosition) {
            built.position(new Position(change.lon, change.lat, change.alt), inside)
                    .metadata(change.metadata);
        }
        return built.build();
    }

    /** Tells a row of the current state. */
    void row(Published row, ChangeToken token) {
        if (area.contains(row.lon, row.lat, row.alt)) {
            into.add(filled(Change.builder(ChangeKind.STATE, row.namespace, row.sequence, token), row, true));
        }
    }

    /** Tells that the current state was told. */
    void synced(ChangeToken token) {
        into.add(Change.builder(ChangeKind.SYNCED, "", token.sequence(), token).build());
    }
}
