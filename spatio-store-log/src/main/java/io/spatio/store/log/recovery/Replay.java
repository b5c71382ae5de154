package io.spatio.store.log.recovery;

import com.carrotsearch.hppc.IntHashSet;
import com.carrotsearch.hppc.IntObjectHashMap;
import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.wal.Records;
import io.spatio.store.log.wal.Text;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the records of log files into memory, in their order. One thread. */
final class Replay implements Records.Visitor {

    private final ObjectTable objects;
    private final Head head;
    private final boolean salvage;
    private final boolean someForgotten;
    private final long tableSequence;
    private final long flushedSequence;
    private final NameHashes hashes;
    private final PendingEvents pending;
    private final DocumentsFound documents;
    private final IntObjectHashMap<Unregistered> unregistered = new IntObjectHashMap<>();
    /**
     * What a number stood for when it was defined last, or, as the table lists objects by the numbers that they had when it
     * was written, most likely stands for. Files of one run say the same, and then names are not looked up again.
     */
    private @Nullable StoredObject[] meant;
    /** The last file that said so. */
    private int[] definedInFile;

    private String namespace = "";
    private final IntHashSet forgotten = new IntHashSet();
    private int file;
    private long unattributed;
    private int erasesRead;
    private boolean erasedUndefined;

    /** An incarnation of which no object is known yet: one is registered when a record that counts is about it. */
    private record Unregistered(String namespace, String objectId, long incarnation) {}

    /** Where what is read goes. */
    record Target(ObjectTable objects, NameHashes hashes, Head head, DocumentsFound documents) {}

    Replay(Target target, boolean salvage, Manifest manifest) {
        this.objects = target.objects;
        this.head = target.head;
        this.documents = target.documents;
        this.salvage = salvage;
        this.someForgotten = salvage || manifest.incarnations().someForgotten();
        this.tableSequence = manifest.state().tableSequence();
        this.flushedSequence = manifest.state().flushedSequence();
        this.hashes = target.hashes;
        this.pending = new PendingEvents(head, flushedSequence);
        meant = new StoredObject[Math.max(64, objects.limit())];
        definedInFile = new int[meant.length];
        for (int number = 0; number < objects.limit(); number++) {
            meant[number] = objects.inSlot(number);
        }
    }

    /** Begins a file, which has numbers of its own, or goes on where nothing says any more what numbers mean. */
    void beginFile() {
        file++;
        forgotten.release();
        unregistered.release();
    }

    /** Brings everything read so far to memory, and takes out what is erased where the log could not say which object that is. */
    void finish() {
        pending.noteAll();
        if ((salvage || erasedUndefined) && !objects.erases().isEmpty()) {
            for (int slot = 0; slot < objects.limit(); slot++) {
                StoredObject object = objects.inSlot(slot);
                if (object != null && isDead(object)) {
                    erase(object, flushedSequence);
                }
            }
        }
    }

    private boolean isDead(StoredObject object) {
        return objects.erases().isDead(object.namespace(), object.incarnation());
    }

    /** How many erase records were read. */
    int erasesRead() {
        return erasesRead;
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
            Unregistered unknown = Objects.requireNonNull(unregistered.get(number));
            if (objects.erases().isDead(unknown.namespace, unknown.incarnation)) {
                return null;
            }
            object = registered(sequence, unknown);
            unregistered.remove(number);
            meant[number] = object;
        }
        return object.isAlive() ? object : null;
    }

    /** Where a salvage has lost the erase between two incarnations, all that is read is one history, then and later. */
    private StoredObject registered(long sequence, Unregistered unknown) {
        StoredObject before = objects.find(unknown.namespace, unknown.objectId);
        if (before != null && isDead(before)) {
            pending.noteAll();
            erase(before, sequence);
        }
        StoredObject object = objects.restore(unknown.namespace, unknown.objectId, unknown.incarnation);
        if (object.incarnation() != unknown.incarnation && !someForgotten) {
            throw new StoreCorruptException("sequence=" + sequence + " is about incarnation " + unknown.incarnation
                    + " of an object that is incarnation " + object.incarnation() + " and was not erased");
        }
        return object;
    }

    @Override
    public void define(int number, long incarnation, Text namespaceText, Text objectId) {
        if (number >= ObjectTable.SLOTS_MAX) {
            throw new StoreCorruptException("object number " + number + " is beyond " + ObjectTable.SLOTS_MAX);
        }
        if (number >= meant.length) {
            meant = Arrays.copyOf(meant, Math.max(number + 1, 2 * meant.length));
            definedInFile = Arrays.copyOf(definedInFile, meant.length);
        }
        definedInFile[number] = file;
        if (incarnation >= objects.nextIncarnation()) {
            given(incarnation);
        }
        long hash = hashes.hash(namespaceText, objectId, incarnation);
        if (meant[number] == null || hashes.get(number) != hash) {
            hashes.set(number, hash);
            namespace = namespaceText.toString(namespace);
            StoredObject known = objects.find(namespace, objectId);
            if (known == null || known.incarnation() != incarnation) {
                unregistered.put(number, new Unregistered(namespace, objectId.toString(), incarnation));
                known = null;
            }
            meant[number] = known;
        }
    }

    private void given(long incarnation) {
        if (incarnation > ObjectTable.INCARNATION_MAX) {
            throw new StoreCorruptException("an object is incarnation " + incarnation);
        }
        objects.given(incarnation);
    }

    @Override
    public void position(
            long sequence, int number, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object != null) {
            pending.add(object, beginsAgain(number)).position(timestampMicros, sequence, lon, lat, alt, metadata);
        }
    }

    @Override
    public void delete(long sequence, int number, long timestampMicros, long madeAtMicros) {
        StoredObject object = sequence > tableSequence ? object(sequence, number) : null;
        if (object != null) {
            pending.add(object, beginsAgain(number)).delete(timestampMicros, sequence, madeAtMicros);
        }
    }

    private boolean beginsAgain(int number) {
        return !forgotten.isEmpty() && forgotten.remove(number);
    }

    @Override
    public void forget(long sequence, int number) {
        if (sequence > tableSequence) {
            forgotten.add(number);
        }
    }

    @Override
    public void eraseObject(long sequence, int number, long[] incarnations) {
        pending.noteAll();
        erasesRead++;
        for (long incarnation : incarnations) {
            given(incarnation);
            objects.erases().add(incarnation, sequence);
        }
        if (!isDefined(number)) {
            // A salvage keeps an erase whose object's definition is lost: it says itself what ends.
            erasedUndefined = true;
            return;
        }
        StoredObject object = meant[number];
        if (object != null && object.isAlive() && object.incarnation() == incarnations[0]) {
            erase(object, sequence);
        }
    }

    @Override
    public void eraseNamespace(long sequence, String name, long greatestIncarnation, long count) {
        pending.noteAll();
        erasesRead++;
        PendingErases.Drop drop = new PendingErases.Drop(name, greatestIncarnation, count);
        objects.erases().addNamespace(drop, sequence, flushedSequence);
        for (StoredObject object : objects.of(name)) {
            if (object.incarnation() <= greatestIncarnation) {
                erase(object, sequence);
            }
        }
    }

    @Override
    public void document(long sequence, String key, byte[] content) {
        if (documents.put(sequence, key, content)) {
            head.documentPut(content.length);
        }
    }

    @Override
    public void documentRemoved(long sequence, String key) {
        documents.remove(sequence, key);
    }

    private void erase(StoredObject object, long sequence) {
        object.erase(sequence);
        objects.unname(object);
        head.drop(object);
        objects.forget(object);
    }
}
