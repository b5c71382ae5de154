package io.spatio.store.log.keeper;

import io.spatio.Identifiers;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All objects by namespace and id, kept from one sealing to the next: sorting a million names again would cost more than
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
        List<StoredObject> unordered = new ArrayList<>();
        for (int slot = 0; slot < limitNow; slot++) {
            StoredObject object = table.inSlot(slot);
            if (object != null && !object.isOrdered()) {
                unordered.add(object);
            }
        }
        StoredObject[] added = unordered.toArray(new StoredObject[0]);
        Arrays.sort(added, BY_NAME);
        sorted = merged(added);
        // Last and without allocating: an object that is marked but not in the list would be missing from every
        // segment.
        for (StoredObject object : added) {
            object.ordered();
        }
        return sorted;
    }

    private List<StoredObject> merged(StoredObject[] added) {
        List<StoredObject> all = new ArrayList<>(sorted.size() + added.length);
        int next = 0;
        for (StoredObject object : sorted) {
            if (table.get(object.number()) == null) {
                continue; // erased
            }
            while (next < added.length && BY_NAME.compare(added[next], object) < 0) {
                all.add(added[next++]);
            }
            all.add(object);
        }
        all.addAll(Arrays.asList(added).subList(next, added.length));
        return all;
    }
}
