package io.spatio.store.log;

import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.view.OpenSegment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Visits the names of all objects: those in memory, and those that only segments know because they are forgotten. */
final class NamesOfObjects {
    private final ObjectTable objects;
    private final BiConsumer<String, String> visitor;
    private final Set<List<String>> visited = new HashSet<>();

    NamesOfObjects(ObjectTable objects, BiConsumer<String, String> visitor) {
        this.objects = objects;
        this.visitor = visitor;
    }

    void visit(List<OpenSegment> segments) {
        for (int slot = 0; slot < objects.limit(); slot++) {
            StoredObject object = objects.inSlot(slot);
            if (object != null && object.isAlive()) {
                visit(object.namespace(), object.objectId());
            }
        }
        for (OpenSegment segment : segments) {
            segment.reader().names((namespace, objectId, incarnation) -> {
                if (!objects.erases().isDead(namespace, incarnation)) {
                    visit(namespace, objectId);
                }
            });
        }
    }

    private void visit(String namespace, String objectId) {
        if (visited.add(List.of(namespace, objectId))) {
            visitor.accept(namespace, objectId);
        }
    }
}
