package io.spatio.core.changes;

import com.carrotsearch.hppc.IntIntHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of each object, one entry an object, in the order in which they first changed. One thread at a time.
 *
 * <p>An object is known by the row it has, a dense number: ids of one hash code make nothing slow, and no id is read. A row that was
 * given to another object in the meantime begins another entry; so does the row of an object that was forgotten and came again, which
 * is told as two changes then.
 */
final class Gathering {
    private static final int RELEASED_BELOW = 8;
    private static final int FEW_NAMESPACES = 64;
    private static final int ABSENT = -1;
    private static final int FEWEST = 64;
    private static final int ID = 0;
    private static final int END = 1;
    private static final int FIRST = 2;
    private static final int LAST = 3;
    private static final int COLUMNS = 4;

    /** Which entry a row has, by namespace. */
    private final Map<String, IntIntHashMap> entries = new HashMap<>();

    private String lastNamespace = "";
    private @Nullable IntIntHashMap lastEntries;
    /** The most entries since the tables were made. */
    private int largest;
    /**
     * Of each entry the object's id, an erase or drop before all else, the first change, and the last: side by side, since each
     * look at memory that is in no cache costs a writer more than the rest.
     */
    private @Nullable Object[] columns = new Object[FEWEST * COLUMNS];

    private int size;

    void add(Published change) {
        if (change.isDrop()) {
            forget(change.namespace);
        }
        IntIntHashMap ofNamespace = of(change.namespace);
        int entry = ofNamespace.getOrDefault(change.handle, ABSENT);
        if (entry == ABSENT || !Objects.equals(columns[entry * COLUMNS + ID], change.objectId)) {
            entry = size;
            if (columns.length == size * COLUMNS) {
                columns = Arrays.copyOf(columns, 2 * columns.length);
            }
            columns[entry * COLUMNS + ID] = change.objectId;
            ofNamespace.put(change.handle, entry);
            size++;
        }
        put(entry * COLUMNS, change);
    }

    private IntIntHashMap of(String namespace) {
        IntIntHashMap known = lastEntries;
        if (known == null || !namespace.equals(lastNamespace)) {
            known = entries.computeIfAbsent(namespace, absent -> new IntIntHashMap());
            lastEntries = known;
            lastNamespace = namespace;
        }
        return known;
    }

    private void put(int row, Published change) {
        if (change.isEnd()) {
            columns[row + END] = change;
            columns[row + FIRST] = null;
            columns[row + LAST] = null;
        } else {
            if (columns[row + FIRST] == null) {
                columns[row + FIRST] = change;
            }
            columns[row + LAST] = change;
        }
    }

    private @Nullable Published at(int row, int column) {
        return (Published) columns[row + column];
    }

    /** Forgets the entries of a namespace. */
    private void forget(String namespace) {
        for (int row = 0; row < size * COLUMNS; row += COLUMNS) {
            Published its = at(row, LAST) == null ? at(row, END) : at(row, LAST);
            if (its != null && its.namespace.equals(namespace)) {
                Arrays.fill(columns, row, row + COLUMNS, null);
            }
        }
        IntIntHashMap unused = entries.remove(namespace);
        lastEntries = null;
    }

    /** How many entries there are, at most. */
    int size() {
        return size;
    }

    /** Moves everything to deliveries, whose tokens are the sequences before which nothing of them happened; not in order. */
    void moveTo(Deliveries deliveries) {
        for (int row = 0; row < size * COLUMNS; row += COLUMNS) {
            Published end = at(row, END);
            if (end != null) {
                deliveries.add(end, null, end.sequence);
            }
            Published first = at(row, FIRST);
            Published last = at(row, LAST);
            if (first != null && last != null && (first.hasOld || last.hasPosition())) {
                deliveries.add(last, first, first.sequence);
            }
        }
        clear();
    }

    /** Tables that were much larger than they need be are released: to clear them costs what they hold room for. */
    private void clear() {
        largest = Math.max(largest, size);
        boolean isSparse = size < largest / RELEASED_BELOW;
        if (isSparse || entries.size() > Math.max(FEW_NAMESPACES, size)) {
            entries.clear();
            lastEntries = null;
        } else {
            entries.values().forEach(IntIntHashMap::clear);
        }
        if (isSparse) {
            columns = new Object[FEWEST * COLUMNS];
            largest = 0;
        } else {
            Arrays.fill(columns, 0, size * COLUMNS, null);
        }
        size = 0;
    }
}
