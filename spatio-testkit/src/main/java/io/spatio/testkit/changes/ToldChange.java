package io.spatio.testkit.changes;

import io.spatio.ChangeKind;
import io.spatio.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event did, by what its write returned.
 *
 * @param sequence its place
 * @param kind what it did
 * @param namespace where
 * @param objectId whose it is; null for a drop
 * @param position the position written; null for none
 * @param previous where the object was before; null for nowhere
 */
record ToldChange(
        long sequence,
        ChangeKind kind,
        String namespace,
        @Nullable String objectId,
        @Nullable Position position,
        @Nullable Position previous) {
    boolean isEnd() {
        return kind == ChangeKind.ERASED || kind == ChangeKind.DROPPED;
    }

    boolean isOf(String itsNamespace, String id) {
        return namespace.equals(itsNamespace) && (objectId == null || objectId.equals(id));
    }

    ToldChange after(@Nullable Position place) {
        boolean tells = kind == ChangeKind.UPDATED || kind == ChangeKind.DELETED;
        return tells ? new ToldChange(sequence, kind, namespace, objectId, position, place) : this;
    }

    List<String> object() {
        return objectId == null ? List.of(namespace) : List.of(namespace, objectId);
    }
}
