package io.spatio.store.log;

import io.spatio.store.log.head.Erases;
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
    private final Erases erases;
    private final BiConsumer<String, String> visitor;
    private final Set<List<String>> visited = new HashSet<>();

    NamesOfObjects(ObjectTable objects, Erases erases, BiConsumer<String, String> visitor) {
        this.objects = objects;
        this.erases = erases;
        this.visitor = visitor;
    }

    void visit(List<OpenSegment> segments) {
        for (int number = 0; number < objects.limit(); number++) {
            StoredObject object = objects.get(number);
            if (object != null && object.isAlive()) {
                visit(object.namespace(), object.objectId());
            }
        }
        for (OpenSegment segment : segments) {
            segment.reader().names((namespace, objectId) -> {
                if (segment.maxSequence() > erases.sequence(namespace, objectId)) {
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
