package com.example.journal;

import com.example.journal.StoredObject.Name;
import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreFullException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Compactable;
import io.spatio.spi.Enumerable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.TrajectoryStore;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The whole history in memory, and a journal of all that was appended, which opening reads again.
 *
 * <p>One lock guards everything. A write goes to the journal first: what that refuses is not in memory either.
 */
final class JournalStore implements TrajectoryStore, Compactable, Snapshotable, Enumerable {
    private static final byte START = 0;
    private static final byte OBJECT = 1;
    private static final byte BATCH = 2;
    private static final byte ERASE = 3;
    private static final byte ERASE_NAMESPACE = 4;
    /** An event is little more than 1 MiB at most, so these are fewer bytes than {@link Journal#MOST_BYTES}. */
    private static final int EVENTS_IN_A_FRAME = 50;

    private final Object lock = new Object();
    private final boolean always;
    private final DirectoryLock directoryLock;
    private final Journal journal;
    private final Map<Name, StoredObject> byName = new LinkedHashMap<>();
    private final List<StoredObject> byNumber = new ArrayList<>();
    private long lastSequence;
    private boolean full;
    private Throwable failure;
    private volatile boolean closed;

    JournalStore(Path directory, boolean always) {
        this.always = always;
        try {
            directoryLock = DirectoryLock.take(directory);
        } catch (IOException e) {
            throw new StoreException("cannot lock " + directory + ": " + e.getMessage(), e);
        }
        try {
            journal = Journal.open(directory, this::replay);
        } catch (IOException e) {
            unlock(e);
            throw new StoreException("cannot read " + directory + ": " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            unlock(e);
            throw e;
        }
    }

    private void unlock(Throwable cause) {
        try {
            directoryLock.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    // ---- append -----------------------------------------------------------------------------------------------------

    @Override
    public long append(EventBatch batch) {
        synchronized (lock) {
            requireWritable();
            if (batch.size() == 0) {
                return lastSequence;
            }
            long first = lastSequence + 1;
            StoredObject[] known = new StoredObject[batch.objects()];
            for (int i = 0; i < batch.size(); i++) {
                known[batch.object(i)] = find(batch, batch.object(i));
            }
            write(out -> writeBatch(out, batch, first));
            try {
                remember(batch, known);
            } catch (RuntimeException | Error e) {
                failure = e; // journal and memory no longer agree; the next opening goes by the journal
                throw e;
            }
            return first;
        }
    }

    private void remember(EventBatch batch, StoredObject[] known) {
        for (int i = 0; i < batch.size(); i++) {
            int place = batch.object(i);
            if (known[place] == null) {
                known[place] = create(new Name(batch.namespace(), batch.objectId(place)));
            }
            batch.setNumber(place, known[place].number);
            known[place].add(Event.of(batch, i, ++lastSequence), batch.begins(i));
        }
    }

    /** The object that a batch means, null where it is new. */
    private StoredObject find(EventBatch batch, int place) {
        int number = batch.number(place);
        if (number == EventBatch.NO_NUMBER) {
            return byName.get(new Name(batch.namespace(), batch.objectId(place)));
        }
        StoredObject object = number >= 0 && number < byNumber.size() ? byNumber.get(number) : null;
        if (object == null) {
            throw new IllegalArgumentException("object number " + number + " was never given or has ended");
        }
        return object;
    }

    private StoredObject create(Name name) {
        StoredObject object = new StoredObject(name, byNumber.size());
        byNumber.add(object);
        byName.put(name, object);
        return object;
    }

    private static void writeBatch(DataOutputStream out, EventBatch batch, long first) throws IOException {
        out.writeByte(BATCH);
        writeText(out, batch.namespace());
        out.writeInt(batch.objects());
        for (int place = 0; place < batch.objects(); place++) {
            writeText(out, batch.objectId(place));
        }
        out.writeInt(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            out.writeInt(batch.object(i));
            out.writeBoolean(batch.begins(i));
            Event.of(batch, i, first + i).writeTo(out);
        }
    }

    /** Writes a frame, and forces it under the policy always. The first failure is the last. */
    private void write(Journal.Content content) {
        try {
            byte[] frame = Journal.frame(content);
            full = !journal.hasRoomFor(frame);
            if (full) {
                throw new StoreFullException("the disk is full: make room, and writes go on");
            }
            journal.append(frame, always);
        } catch (IOException e) {
            failure = e;
            throw new StoreFailedException("a write failed: " + e.getMessage() + "; open the database again", e);
        }
    }

    private void requireWritable() {
        requireOpen();
        if (failure != null) {
            throw new StoreFailedException("an earlier write failed: " + failure.getMessage(), failure);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    // ---- erase ------------------------------------------------------------------------------------------------------

    @Override
    public long erase(String namespace, String objectId) {
        synchronized (lock) {
            requireWritable();
            StoredObject object = byName.get(new Name(namespace, objectId));
            if (object == null) {
                return 0;
            }
            write(out -> {
                out.writeByte(ERASE);
                writeText(out, namespace);
                writeText(out, objectId);
            });
            end(object);
            return ++lastSequence;
        }
    }

    private void end(StoredObject object) {
        byName.remove(object.name);
        byNumber.set(object.number, null); // and never given again
    }

    @Override
    public long erase(String namespace) {
        synchronized (lock) {
            requireWritable();
            List<StoredObject> ending = of(namespace);
            if (ending.isEmpty()) {
                return 0;
            }
            write(out -> {
                out.writeByte(ERASE_NAMESPACE);
                writeText(out, namespace);
            });
            ending.forEach(this::end);
            return ++lastSequence;
        }
    }

    private List<StoredObject> of(String namespace) {
        return byName.values().stream()
                .filter(object -> object.name.namespace().equals(namespace))
                .toList();
    }

    // ---- opening ----------------------------------------------------------------------------------------------------

    private void replay(DataInputStream in) throws IOException {
        switch (in.readByte()) {
            case START -> lastSequence = in.readLong();
            case OBJECT -> replayObject(in);
            case BATCH -> replayBatch(in);
            case ERASE -> {
                lastSequence++;
                end(byName.get(new Name(readText(in), readText(in))));
            }
            case ERASE_NAMESPACE -> {
                lastSequence++;
                of(readText(in)).forEach(this::end);
            }
            default -> throw new IOException("a record of a kind that this version does not know");
        }
    }

    private void replayBatch(DataInputStream in) throws IOException {
        String namespace = readText(in);
        Name[] names = new Name[in.readInt()];
        for (int place = 0; place < names.length; place++) {
            names[place] = new Name(namespace, readText(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            Name name = names[in.readInt()];
            boolean begins = in.readBoolean();
            StoredObject object = byName.get(name);
            Event event = Event.readFrom(in);
            (object == null ? create(name) : object).add(event, begins);
            lastSequence = event.sequence();
        }
    }

    private void replayObject(DataInputStream in) throws IOException {
        Name name = new Name(readText(in), readText(in));
        StoredObject known = byName.get(name);
        StoredObject object = known == null ? create(name) : known;
        Event greatest = Event.readFrom(in);
        for (int left = in.readInt(); left > 0; left--) {
            object.add(Event.readFrom(in), false);
        }
        object.setGreatest(greatest);
    }

    // ---- reading ----------------------------------------------------------------------------------------------------

    @Override
    public EventCursor read(ReadRequest request) {
        synchronized (lock) {
            requireOpen();
            StoredObject object = byName.get(new Name(request.namespace(), request.objectId()));
            List<Event> found = new ArrayList<>();
            if (object != null) {
                found.addAll(object.events(request.fromMicros(), request.toMicros()));
            }
            if (request.order() == TrackOrder.NEWEST_FIRST) {
                Collections.reverse(found);
            }
            List<StoredObject> objects = object == null ? List.of() : List.of(object);
            return new EventsCursor(objects, unused -> found, null, () -> closed, request.cancellation());
        }
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        synchronized (lock) {
            requireOpen();
            return new EventsCursor(
                    of(request.namespace()),
                    object -> positions(object, request.fromMicros(), request.toMicros()),
                    request.region(),
                    () -> closed,
                    request.cancellation());
        }
    }

    private List<Event> positions(StoredObject object, long fromMicros, long toMicros) {
        synchronized (lock) {
            if (hasEnded(object)) {
                return List.of();
            }
            return object.events(fromMicros, toMicros).stream()
                    .filter(event -> !event.isDelete())
                    .toList();
        }
    }

    @Override
    public EventCursor recover() {
        synchronized (lock) {
            requireOpen();
            List<StoredObject> all = List.copyOf(byName.values());
            return new EventsCursor(all, this::greatest, null, () -> closed, Cancellation.NONE);
        }
    }

    private List<Event> greatest(StoredObject object) {
        synchronized (lock) {
            return hasEnded(object) ? List.of() : List.of(object.greatest());
        }
    }

    /** Whether an object was erased since a cursor noted that it is to be visited. */
    private boolean hasEnded(StoredObject object) {
        return byNumber.get(object.number) != object;
    }

    @Override
    public void objects(BiConsumer<String, String> visitor) {
        List<Name> names;
        synchronized (lock) {
            requireOpen();
            names = List.copyOf(byName.keySet());
        }
        names.forEach(name -> visitor.accept(name.namespace(), name.objectId()));
    }

    // ---- durability, files ------------------------------------------------------------------------------------------

    /** Nothing to wait for: under the policy always an append returns when its frame is forced, and no sooner is it seen. */
    @Override
    public void awaitDurable(long sequence) {
        requireOpen();
    }

    @Override
    public long sync() {
        synchronized (lock) {
            requireWritable();
            try {
                journal.force();
            } catch (IOException e) {
                failure = e;
                throw new StoreFailedException("a force failed: " + e.getMessage(), e);
            }
            return lastSequence;
        }
    }

    @Override
    public void compact() {
        synchronized (lock) {
            requireWritable();
            try {
                journal.rewrite(this::writeAll);
            } catch (IOException e) {
                failure = e;
                throw new StoreFailedException("a compaction failed: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void snapshot(Path directory) {
        synchronized (lock) {
            requireOpen();
            try {
                Journal.write(directory, this::writeAll);
            } catch (IOException e) {
                throw new StoreException("cannot write " + directory + ": " + e.getMessage(), e);
            }
        }
    }

    /** What was erased is not there any more; the sequence numbers go on all the same. */
    private void writeAll(Journal.Target target) throws IOException {
        target.frame(out -> {
            out.writeByte(START);
            out.writeLong(lastSequence);
        });
        for (StoredObject object : byName.values()) {
            List<Event> events = object.events();
            for (int from = 0; from < events.size(); from += EVENTS_IN_A_FRAME) {
                List<Event> some = events.subList(from, Math.min(events.size(), from + EVENTS_IN_A_FRAME));
                target.frame(out -> writeObject(out, object, some));
            }
        }
    }

    private static void writeObject(DataOutputStream out, StoredObject object, List<Event> events) throws IOException {
        out.writeByte(OBJECT);
        writeText(out, object.name.namespace());
        writeText(out, object.name.objectId());
        object.greatest().writeTo(out);
        out.writeInt(events.size());
        for (Event event : events) {
            event.writeTo(out);
        }
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    // ---- the rest ---------------------------------------------------------------------------------------------------

    @Override
    public Health health() {
        synchronized (lock) {
            requireOpen();
            if (failure != null) {
                return Health.of(Health.State.FAILED, failure);
            }
            return full ? Health.of(Health.State.READ_ONLY_FULL, null) : Health.OPEN;
        }
    }

    @Override
    public Stats.OfStore stats() {
        synchronized (lock) {
            requireOpen();
            List<String> recovery = journal.cutBytes() == 0
                    ? List.of()
                    : List.of("cut " + journal.cutBytes() + " bytes of a write that a crash tore");
            return Stats.OfStore.of("journal", Map.of("bytes", journal.bytes())).withRecovery(recovery);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            try (DirectoryLock unlocked = directoryLock) {
                journal.close(failure == null);
            } catch (IOException e) {
                throw new StoreException("cannot close: " + e.getMessage(), e);
            }
        }
    }
}
