package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.wal.Records;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the records of log files into memory, in their order. One thread. */
final class Replay implements Records.Visitor {
    private static final int NUMBER_MAX = 1 << 28;

    private final ObjectTable objects;
    private final Head head;
    private final Erases erases;
    private final boolean salvage;
    private @Nullable StoredObject[] defined = new StoredObject[64];
    private long unattributed;

    Replay(ObjectTable objects, Head head, Erases erases, boolean salvage) {
        this.objects = objects;
        this.head = head;
        this.erases = erases;
        this.salvage = salvage;
    }

    /** Begins a file, which has numbers of its own. */
    void beginFile() {
        Arrays.fill(defined, null);
    }

    /** Records whose object's definition was lost with damage. */
    long unattributed() {
        return unattributed;
    }

    private @Nullable StoredObject object(long sequence, int number) {
        StoredObject object = number < defined.length ? defined[number] : null;
        if (object == null) {
            if (!salvage) {
                throw new StoreCorruptException(
                        "sequence=" + sequence + " is about object " + number + ", which its log file does not define");
            }
            unattributed++;
        }
        return object;
    }

    @Override
    public void define(int number, String namespace, String objectId) {
        if (number >= NUMBER_MAX) {
            throw new StoreCorruptException("object number " + number + " is beyond " + NUMBER_MAX);
        }
        if (number >= defined.length) {
            defined = Arrays.copyOf(defined, Math.max(number + 1, 2 * defined.length));
        }
        defined[number] = objects.register(namespace, objectId);
    }

    @Override
    public void position(
            long sequence, int number, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        StoredObject object = object(sequence, number);
        if (object != null) {
            head.open(object).position(sequence, timestampMicros, lon, lat, alt, metadata);
            head.appended(1);
        }
    }

    @Override
    public void delete(long sequence, int number, long timestampMicros, long appendedMicros) {
        StoredObject object = object(sequence, number);
        if (object != null) {
            head.open(object).delete(sequence, timestampMicros, appendedMicros);
            head.appended(1);
        }
    }

    @Override
    public void eraseObject(long sequence, int number) {
        StoredObject object = object(sequence, number);
        if (object != null) {
            erase(object, sequence);
        }
    }

    @Override
    public void eraseNamespace(long sequence, String namespace) {
        for (StoredObject object : objects.of(namespace)) {
            erase(object, sequence);
        }
    }

    private void erase(StoredObject object, long sequence) {
        object.erase(sequence);
        objects.unname(object);
        head.drop(object);
        objects.forget(object);
        erases.add(object.namespace(), object.objectId(), sequence);
    }
}
