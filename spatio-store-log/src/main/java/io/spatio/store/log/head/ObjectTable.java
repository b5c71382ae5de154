package io.spatio.store.log.head;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.store.log.wal.Text;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The store's objects by number and by name. A number is never given twice; a name gets a new one after its erase. Any
 * thread; look-ups take no lock.
 */
public final class ObjectTable {
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentMap<String, Names> byName = new ConcurrentHashMap<>();
    private final Numbered<StoredObject> byNumber = new Numbered<>();

    private final Erases erases;

    @GuardedBy("lock")
    private int count;

    /** No objects yet; each is born after the erase of its names that is noted. */
    public ObjectTable(Erases erases) {
        this.erases = erases;
    }

    /** The object of a name, registered where it is new. */
    public StoredObject register(String namespace, String objectId) {
        StoredObject object = find(namespace, objectId);
        return object == null ? add(namespace, objectId) : object;
    }

    /** The same; a String is made of the id where it is new. */
    public StoredObject register(String namespace, Text objectId) {
        StoredObject object = find(namespace, objectId);
        return object == null ? add(namespace, objectId.toString()) : object;
    }

    /** The object of a name, or null. */
    public @Nullable StoredObject find(String namespace, String objectId) {
        Names names = byName.get(namespace);
        return names == null ? null : names.find(objectId);
    }

    /** The same. */
    public @Nullable StoredObject find(String namespace, Text objectId) {
        Names names = byName.get(namespace);
        return names == null ? null : names.find(objectId);
    }

    private StoredObject add(String namespace, String objectId) {
        lock.lock();
        try {
            Names names = byName.computeIfAbsent(namespace, name -> new Names(byNumber));
            StoredObject present = names.find(objectId);
            if (present != null) {
                return present;
            }
            StoredObject object = new StoredObject(count, erases.sequence(namespace, objectId), namespace, objectId);
            byNumber.set(count, object);
            count++;
            names.add(object);
            return object;
        } finally {
            lock.unlock();
        }
    }

    /** The object of a number; null when it was never given or its object is gone. */
    public @Nullable StoredObject get(int number) {
        return byNumber.get(number);
    }

    /** One more than the greatest number given. */
    public int limit() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** How many objects have a name. */
    public long named() {
        return byName.values().stream().mapToLong(Names::size).sum();
    }

    /** The objects of a namespace, as they are now. */
    public List<StoredObject> of(String namespace) {
        Names names = byName.get(namespace);
        return names == null ? List.of() : names.all();
    }

    /** Takes the name from an object, so that its next registration is a new one. */
    public void unname(StoredObject object) {
        lock.lock();
        try {
            Names names = byName.get(object.namespace());
            if (names != null && names.remove(object) && names.size() == 0) {
                byName.remove(object.namespace(), names);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an object that is in no answer any more. */
    public void forget(StoredObject object) {
        lock.lock();
        try {
            byNumber.set(object.number(), null);
        } finally {
            lock.unlock();
        }
    }
}
