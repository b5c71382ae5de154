package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.wal.Records;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the records of log files into memory, in their order. One thread. */
final class Replay implements Records.Visitor {
    private static final int NUMBER_MAX = 1 << 28;

    private final ObjectTable objects;
    private final Head head;
    private final Erases erases;
    private final boolean salvage;
    private final long tableSequence;
    private final long flushedSequence;
    private @Nullable Defined[] defined = new Defined[64];
    private final Set<Integer> forgotten = new HashSet<>();
    private int file;
    private long unattributed;

    /**
     * What a number stands for, in the files that say so; registered only when a record that counts is about it. Files of
     * one run say the same, and then it is not looked up again.
     */
    private static final class Defined {
        private final String namespace;
        private final String objectId;
        private @Nullable StoredObject object;
        private int file;

        Defined(String namespace, String objectId) {
            this.namespace = namespace;
            this.objectId = objectId;
        }

        boolean isOf(String otherNamespace, String otherId) {
            return objectId.equals(otherId) && namespace.equals(otherNamespace);
        }

        StoredObject registered(ObjectTable objects) {
            StoredObject present = object;
            if (present == null || !present.isAlive()) {
                present = objects.register(namespace, objectId);
                object = present;
            }
            return present;
        }
    }

    Replay(ObjectTable objects, Head head, Erases erases, boolean salvage, long tableSequence, long flushedSequence) {
        this.objects = objects;
        this.head = head;
        this.erases = erases;
        this.salvage = salvage;
        this.tableSequence = tableSequence;
        this.flushedSequence = flushedSequence;
    }

    /** Begins a file, which has numbers of its own. */
    void beginFile() {
        file++;
        forgotten.clear();
    }

    /** Records whose object's definition was lost with damage. */
    long unattributed() {
        return unattributed;
    }

    private @Nullable Defined defined(int number) {
        Defined names = number < defined.length ? defined[number] : null;
        return names != null && names.file == file ? names : null;
    }

    private @Nullable StoredObject object(long sequence, int number) {
        Defined names = defined(number);
        if (names == null) {
            if (!salvage) {
                throw new StoreCorruptException(
                        "sequence=" + sequence + " is about object " + number + ", which its log file does not define");
            }
            unattributed++;
            return null;
        }
        return names.registered(objects);
    }

    @Override
    public void define(int number, String namespace, String objectId) {
        if (number >= NUMBER_MAX) {
            throw new StoreCorruptException("object number " + number + " is beyond " + NUMBER_MAX);
        }
        if (number >= defined.length) {
            defined = Arrays.copyOf(defined, Math.max(number + 1, 2 * defined.length));
        }
        Defined names = defined[number];
        if (names == null || !names.isOf(namespace, objectId)) {
            names = new Defined(namespace, objectId);
            defined[number] = names;
        }
        names.file = file;
    }

    @Override
    public void position(
            long sequence, int number, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object == null) {
            return;
        }
        boolean anew = !forgotten.isEmpty() && forgotten.remove(number);
        object.appended();
        if (sequence <= flushedSequence) {
            object.flush(LastEvent.position(timestampMicros, sequence, lon, lat, alt, metadata), anew);
            return;
        }
        series(object, anew).position(sequence, timestampMicros, lon, lat, alt, metadata);
        head.appended(1, metadata.length);
    }

    @Override
    public void delete(long sequence, int number, long timestampMicros, long madeAtMicros) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object == null) {
            return;
        }
        boolean anew = !forgotten.isEmpty() && forgotten.remove(number);
        object.appended();
        if (sequence <= flushedSequence) {
            object.flush(LastEvent.delete(timestampMicros, sequence, madeAtMicros), anew);
            return;
        }
        series(object, anew).delete(sequence, timestampMicros, madeAtMicros);
        head.appended(1, 0);
    }

    private Series series(StoredObject object, boolean anew) {
        Series series = head.open(object);
        if (anew) {
            series.beginAnew();
        }
        return series;
    }

    @Override
    public void forget(long sequence, int number) {
        if (sequence > tableSequence) {
            forgotten.add(number);
        }
    }

    @Override
    public void eraseObject(long sequence, int number) {
        Defined names = defined(number);
        if (names == null) {
            object(sequence, number); // refuses, or counts it as lost
        } else {
            StoredObject object = objects.find(names.namespace, names.objectId);
            erases.add(names.namespace, names.objectId, sequence);
            if (object != null && sequence > tableSequence) {
                erase(object, sequence);
            }
        }
    }

    @Override
    public void eraseNamespace(long sequence, String namespace) {
        erases.addNamespace(namespace, sequence);
        if (sequence > tableSequence) { // else the table has only what came after it
            for (StoredObject object : objects.of(namespace)) {
                erase(object, sequence);
            }
        }
    }

    private void erase(StoredObject object, long sequence) {
        object.erase(sequence);
        objects.unname(object);
        head.drop(object);
        objects.forget(object);
    }
}
