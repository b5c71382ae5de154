package io.spatio.store.log.keeper;

import io.spatio.Identifiers;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All objects by namespace and id, kept from one sealing to the next: sorting a million names anew would cost more than
 * writing their rows. O(objects) where none is new, which compares no names. One thread at a time.
 */
final class ObjectOrder {
    private static final Comparator<StoredObject> BY_NAME = Comparator.comparing(
                    StoredObject::namespace, Identifiers.ORDER)
            .thenComparing(StoredObject::objectId, Identifiers.ORDER);

    private final ObjectTable table;
    private List<StoredObject> sorted = List.of();

    ObjectOrder(ObjectTable table) {
        this.table = table;
    }

    /** Those that are still known, with all that were registered by now; valid until the next call. */
    List<StoredObject> objects() {
        int limitNow = table.limit();
        List<StoredObject> added = new ArrayList<>();
        for (int slot = 0; slot < limitNow; slot++) {
            StoredObject object = table.inSlot(slot);
            if (object != null && !object.isOrdered()) {
                object.ordered();
                added.add(object);
            }
        }
        added.sort(BY_NAME);
        sorted = merged(added);
        return sorted;
    }

    private List<StoredObject> merged(List<StoredObject> added) {
        List<StoredObject> all = new ArrayList<>(sorted.size() + added.size());
        int next = 0;
        for (StoredObject object : sorted) {
            if (table.get(object.number()) == null) {
                continue; // erased
            }
            while (next < added.size() && BY_NAME.compare(added.get(next), object) < 0) {
                all.add(added.get(next++));
            }
            all.add(object);
        }
        all.addAll(added.subList(next, added.size()));
        return all;
    }
}
