package io.spatio.store.mvstore;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.error.StoreFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects' numbers and names, all in memory. A number stands for one incarnation of an id: an erase ends it, and it is
 * never given again. Any thread.
 */
final class Registry {
    /** The greatest number; one more must still be an int. */
    static final int MAX_NUMBER = Integer.MAX_VALUE - 1;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LOOK_AT_LEAST = 1_024;

    private final Map<String, Map<String, ObjectName>> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, ObjectName> names = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    /** Objects without an event when they were registered, among them all that have none now. */
    @GuardedBy("lock")
    private List<ObjectName> waiting = new ArrayList<>();

    @GuardedBy("lock")
    private int lookAt = LOOK_AT_LEAST;

    /** Numbers begin at 1. Written under the lock; read by those who were given a number before. */
    private volatile int highest;

    /** A registry whose next number follows the given one, which is the greatest ever stored. */
    Registry(int highestNumber) {
        highest = highestNumber;
    }

    /** Takes over a stored name. */
    void load(ObjectName name) {
        synchronized (lock) {
            name.stored = true;
            name.appended = true;
            put(name);
        }
    }

    private void put(ObjectName name) {
        numbers.computeIfAbsent(name.namespace, n -> new ConcurrentHashMap<>()).put(name.objectId, name);
        names.put(name.number, name);
    }

    /** The number of a name, or −1. */
    int find(String namespace, String objectId) {
        Map<String, ObjectName> known = numbers.get(namespace);
        ObjectName name = known == null ? null : known.get(objectId);
        return name == null ? -1 : name.number;
    }

    /** The number of a name, given now where it has none. Takes the append lock now and then, so the caller holds no lock. */
    int register(String namespace, String objectId, LongSupplier nanoTime, AppendQueue queue) {
        Map<String, ObjectName> known = numbers.get(namespace);
        ObjectName name = known == null ? null : known.get(objectId);
        if (name != null && name.appended) {
            return name.number;
        }
        long nowNanos = nanoTime.getAsLong();
        if (isLookDue()) {
            queue.betweenAppends(() -> giveUp(nowNanos));
        }
        synchronized (lock) {
            int raced = find(namespace, objectId);
            name = raced < 0 ? null : names.get(raced);
            if (name == null) {
                name = give(namespace, objectId);
                waiting.add(name);
            }
            name.registeredNanos = nowNanos;
            return name.number;
        }
    }

    @GuardedBy("lock")
    private ObjectName give(String namespace, String objectId) {
        if (highest >= MAX_NUMBER) {
            throw new StoreFullException("the store has given out all its object numbers: limit=" + MAX_NUMBER
                    + "; copy the database, which numbers its objects from 1 again");
        }
        ObjectName name = new ObjectName(highest + 1, namespace, objectId);
        put(name);
        highest = name.number;
        return name;
    }

    /** Whether enough registered objects wait for their first event to make {@link #giveUp} worth its cost. */
    private boolean isLookDue() {
        synchronized (lock) {
            return waiting.size() >= lookAt;
        }
    }

    /**
     * Forgets what was registered a minute ago or earlier and has no event: its caller was refused, or never appends. Under
     * the append lock, so that no event is accepted meanwhile. O(n) in what waits.
     */
    private void giveUp(long nowNanos) {
        synchronized (lock) {
            List<ObjectName> stay = new ArrayList<>();
            for (ObjectName name : waiting) {
                boolean late = nowNanos - name.registeredNanos >= PATIENCE_NANOS;
                if (!name.appended && !name.erased && late) {
                    remove(name);
                } else if (!name.appended && !name.erased) {
                    stay.add(name);
                }
            }
            waiting = stay;
            lookAt = LOOK_AT_LEAST + 2 * stay.size();
        }
    }

    /**
     * The name of a number, null when it has ended.
     *
     * @throws IllegalArgumentException when it was never given
     */
    @Nullable
    ObjectName find(int number) {
        ObjectName name = names.get(number);
        if (name == null && (number < 1 || number > highest)) {
            throw new IllegalArgumentException("object " + number + " was not given by register");
        }
        return name;
    }

    /** The name of a number to append to. */
    ObjectName require(int number) {
        ObjectName name = find(number);
        if (name == null) {
            throw ended(number);
        }
        return name;
    }

    static IllegalArgumentException ended(int number) {
        return new IllegalArgumentException("object " + number + " was erased: register it again");
    }

    void remove(ObjectName name) {
        synchronized (lock) {
            name.erased = true;
            names.remove(name.number);
            Map<String, ObjectName> known = numbers.get(name.namespace);
            if (known != null) {
                known.remove(name.objectId, name);
                if (known.isEmpty()) {
                    numbers.remove(name.namespace); // names are put under the lock only
                }
            }
        }
    }

    List<ObjectName> ofNamespace(String namespace) {
        Map<String, ObjectName> known = numbers.get(namespace);
        return known == null ? List.of() : new ArrayList<>(known.values());
    }

    void forEach(BiConsumer<String, String> visitor) {
        names.values().forEach(name -> visitor.accept(name.namespace, name.objectId));
    }

    /** All numbers that are in use, ascending. */
    int[] numbers() {
        return names.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** How many objects' greatest event is a delete. O(n). */
    long deleted() {
        return names.values().stream().filter(ObjectName::isDeleted).count();
    }

    int size() {
        return names.size();
    }
}
