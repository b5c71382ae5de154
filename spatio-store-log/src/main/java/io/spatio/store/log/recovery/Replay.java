package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.wal.Records;
import io.spatio.store.log.wal.Text;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
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
    private final NameHashes hashes;
    private final PendingEvents pending;
    private final Map<Integer, Unregistered> unregistered = new HashMap<>();
    /**
     * What a number stood for when it was defined last, or, as the table lists objects by the numbers that they had when it
     * was written, most likely stands for. Files of one run say the same, and then names are not looked up again.
     */
    private @Nullable StoredObject[] meant;
    /** The last file that said so. */
    private int[] definedInFile;

    private String namespace = "";
    private final Set<Integer> forgotten = new HashSet<>();
    private int file;
    private long unattributed;

    /** Names of which no object is known yet: one is registered when a record that counts is about them. */
    private record Unregistered(String namespace, String objectId) {}

    Replay(
            ObjectTable objects,
            NameHashes hashes,
            Head head,
            Erases erases,
            boolean salvage,
            long tableSequence,
            long flushedSequence) {
        this.objects = objects;
        this.head = head;
        this.erases = erases;
        this.salvage = salvage;
        this.tableSequence = tableSequence;
        this.hashes = hashes;
        this.pending = new PendingEvents(objects, head, flushedSequence);
        meant = new StoredObject[Math.max(64, objects.limit())];
        definedInFile = new int[meant.length];
        for (int number = 0; number < objects.limit(); number++) {
            meant[number] = objects.get(number);
        }
    }

    /** Begins a file, which has numbers of its own. */
    void beginFile() {
        file++;
        forgotten.clear();
        unregistered.clear();
    }

    /** Brings everything read so far to memory. */
    void finish() {
        pending.noteAll();
    }

    /** Records whose object's definition was lost with damage. */
    long unattributed() {
        return unattributed;
    }

    private boolean isDefined(int number) {
        return number < meant.length && definedInFile[number] == file;
    }

    private @Nullable StoredObject object(long sequence, int number) {
        if (!isDefined(number)) {
            if (!salvage) {
                throw new StoreCorruptException(
                        "sequence=" + sequence + " is about object " + number + ", which its log file does not define");
            }
            unattributed++;
            return null;
        }
        StoredObject object = meant[number];
        if (object == null) {
            Unregistered names = Objects.requireNonNull(unregistered.remove(number));
            object = objects.register(names.namespace, names.objectId);
            meant[number] = object;
        }
        return object;
    }

    @Override
    public void define(int number, Text namespaceText, Text objectId) {
        if (number >= NUMBER_MAX) {
            throw new StoreCorruptException("object number " + number + " is beyond " + NUMBER_MAX);
        }
        if (number >= meant.length) {
            meant = Arrays.copyOf(meant, Math.max(number + 1, 2 * meant.length));
            definedInFile = Arrays.copyOf(definedInFile, meant.length);
        }
        definedInFile[number] = file;
        long hash = hashes.hash(namespaceText, objectId);
        if (meant[number] == null || hashes.get(number) != hash) {
            hashes.set(number, hash);
            namespace = namespaceText.toString(namespace);
            StoredObject known = objects.find(namespace, objectId);
            if (known == null) {
                unregistered.put(number, new Unregistered(namespace, objectId.toString()));
            }
            meant[number] = known;
        }
    }

    @Override
    public void position(
            long sequence, int number, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object != null) {
            pending.add(object, beginsAnew(number)).position(timestampMicros, sequence, lon, lat, alt, metadata);
        }
    }

    @Override
    public void delete(long sequence, int number, long timestampMicros, long madeAtMicros) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object != null) {
            pending.add(object, beginsAnew(number)).delete(timestampMicros, sequence, madeAtMicros);
        }
    }

    private boolean beginsAnew(int number) {
        return !forgotten.isEmpty() && forgotten.remove(number);
    }

    @Override
    public void forget(long sequence, int number) {
        if (sequence > tableSequence) {
            forgotten.add(number);
        }
    }

    @Override
    public void eraseObject(long sequence, int number) {
        pending.noteAll();
        if (!isDefined(number)) {
            object(sequence, number); // refuses, or counts it as lost
            return;
        }
        StoredObject last = meant[number];
        Unregistered names = last == null
                ? Objects.requireNonNull(unregistered.get(number))
                : new Unregistered(last.namespace(), last.objectId());
        StoredObject object = objects.find(names.namespace, names.objectId);
        erases.add(names.namespace, names.objectId, sequence, sequence);
        if (object != null && sequence > tableSequence) {
            erase(object, sequence);
        }
    }

    @Override
    public void eraseNamespace(long sequence, String name) {
        pending.noteAll();
        erases.addNamespace(name, sequence, sequence);
        if (sequence > tableSequence) { // else the table has only what came after it
            for (StoredObject object : objects.of(name)) {
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
