package io.spatio.store.mvstore;

import io.spatio.error.StoreFullException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects' numbers and names, all in memory. A number stands for one incarnation of an id: an erase ends it, and it is
 * never given again. Changed under the append lock, or while opening; any thread looks names up.
 */
final class Registry {
    /** The greatest number; one more must still be an int. */
    static final int MAX_NUMBER = Integer.MAX_VALUE - 1;

    private final Map<String, Map<String, ObjectName>> names = new ConcurrentHashMap<>();
    private final Map<Integer, ObjectName> numbers = new ConcurrentHashMap<>();

    /** The greatest number ever given; numbers begin at 1. */
    private int highest;

    /** A registry whose next number follows the given one, which is the greatest ever stored. */
    Registry(int highestNumber) {
        highest = highestNumber;
    }

    /** Takes over a stored name. */
    void load(ObjectName name) {
        name.stored = true;
        put(name);
    }

    /** An object of that name, or null. */
    @Nullable
    ObjectName find(String namespace, String objectId) {
        Map<String, ObjectName> known = names.get(namespace);
        return known == null ? null : known.get(objectId);
    }

    /** The object of a number, or null where that has ended or was never given. */
    @Nullable
    ObjectName find(int number) {
        return numbers.get(number);
    }

    /**
     * A new object, which is not known before it is {@linkplain #add added}.
     *
     * @param others how many there are to be added before it
     */
    ObjectName make(String namespace, String objectId, int others) {
        if (others >= MAX_NUMBER - highest) {
            throw new StoreFullException("the store has given out all its object numbers: limit=" + MAX_NUMBER
                    + "; copy the database, which numbers its objects from 1 again");
        }
        return new ObjectName(highest + 1 + others, namespace, objectId);
    }

    /** Adds new objects and accepts what makes them; where anything throws, none of them is known. */
    void add(List<ObjectName> added, Runnable accept) {
        try {
            added.forEach(this::put);
            accept.run();
        } catch (RuntimeException | Error e) {
            added.forEach(this::remove);
            throw e;
        }
        highest += added.size();
    }

    private void put(ObjectName name) {
        ObjectName other = names.computeIfAbsent(name.namespace, n -> new ConcurrentHashMap<>())
                .putIfAbsent(name.objectId, name);
        if (other != null) {
            throw new IllegalArgumentException("an object is there twice: " + name);
        }
        numbers.put(name.number, name);
    }

    void remove(ObjectName name) {
        name.erased = true;
        numbers.remove(name.number);
        Map<String, ObjectName> known = names.get(name.namespace);
        if (known != null) {
            known.remove(name.objectId, name);
            if (known.isEmpty()) {
                names.remove(name.namespace);
            }
        }
    }

    List<ObjectName> ofNamespace(String namespace) {
        Map<String, ObjectName> known = names.get(namespace);
        return known == null ? List.of() : new ArrayList<>(known.values());
    }

    void forEach(BiConsumer<String, String> visitor) {
        numbers.values().forEach(name -> visitor.accept(name.namespace, name.objectId));
    }

    /** All numbers that are in use, ascending. */
    int[] numbers() {
        return numbers.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** How many objects' greatest event is a delete. O(n). */
    long deleted() {
        return numbers.values().stream().filter(ObjectName::isDeleted).count();
    }

    int size() {
        return numbers.size();
    }
}
