package io.spatio.core.changes;

import com.carrotsearch.hppc.IntIntHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Which entry a row has, by namespace. */
    private final Map<String, IntIntHashMap> entries = new HashMap<>();

    private String lastNamespace = "";
    private @Nullable IntIntHashMap lastEntries;
    /** The most entries since the tables were made. */
    private int largest;
    /** Of each entry an erase or drop before all else, the first change, and the last. */
    private List<@Nullable Published> ends = new ArrayList<>();

    private List<@Nullable Published> firsts = new ArrayList<>();
    private List<@Nullable Published> lasts = new ArrayList<>();

    void add(Published change) {
        if (change.isDrop()) {
            forget(change.namespace);
        }
        IntIntHashMap ofNamespace = of(change.namespace);
        int entry = ofNamespace.getOrDefault(change.handle, ABSENT);
        if (entry == ABSENT || !isOfSameObject(entry, change)) {
            entry = lasts.size();
            ends.add(null);
            firsts.add(null);
            lasts.add(null);
            ofNamespace.put(change.handle, entry);
        }
        put(entry, change);
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

    private boolean isOfSameObject(int entry, Published change) {
        Published its = lasts.get(entry);
        its = its == null ? ends.get(entry) : its;
        return its != null && its.isOfSameObject(change);
    }

    private void put(int entry, Published change) {
        if (change.isEnd()) {
            ends.set(entry, change);
            firsts.set(entry, null);
            lasts.set(entry, null);
        } else {
            if (firsts.get(entry) == null) {
                firsts.set(entry, change);
            }
            lasts.set(entry, change);
        }
    }

    /** Forgets the entries of a namespace. */
    private void forget(String namespace) {
        for (int i = 0; i < lasts.size(); i++) {
            Published its = lasts.get(i);
            its = its == null ? ends.get(i) : its;
            if (its != null && its.namespace.equals(namespace)) {
                ends.set(i, null);
                firsts.set(i, null);
                lasts.set(i, null);
            }
        }
        IntIntHashMap unused = entries.remove(namespace);
        lastEntries = null;
    }

    /** How many entries there are, at most. */
    int size() {
        return lasts.size();
    }

    /** Moves everything to deliveries, whose tokens are the sequences before which nothing of them happened; not in order. */
    void moveTo(Deliveries deliveries) {
        for (int i = 0; i < lasts.size(); i++) {
            Published end = ends.get(i);
            if (end != null) {
                deliveries.add(end, null, end.sequence);
            }
            Published first = firsts.get(i);
            Published last = lasts.get(i);
            if (first != null && last != null && (first.hasOld || last.hasPosition())) {
                deliveries.add(last, first, first.sequence);
            }
        }
        clear();
    }

    /** Tables that were much larger than they need be are released: to clear them costs what they hold room for. */
    private void clear() {
        largest = Math.max(largest, lasts.size());
        boolean isSparse = lasts.size() < largest / RELEASED_BELOW;
        if (isSparse) {
            ends = new ArrayList<>();
            firsts = new ArrayList<>();
            lasts = new ArrayList<>();
            largest = 0;
        }
        if (isSparse || entries.size() > Math.max(FEW_NAMESPACES, lasts.size())) {
            entries.clear();
            lastEntries = null;
        } else {
            entries.values().forEach(IntIntHashMap::clear);
        }
        ends.clear();
        firsts.clear();
        lasts.clear();
    }
}
