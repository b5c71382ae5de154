package io.spatio.store.mvstore;

import com.carrotsearch.hppc.BufferAllocationException;
import com.carrotsearch.hppc.IntObjectHashMap;
import io.spatio.error.UnsupportedFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a file holds into a new one: all events, of blocks and tail, in full blocks, and the greatest of each object.
 * So it serves compaction, snapshot and salvage; they differ in what they do about damage.
 */
final class FileCopy {
    private static final int STEP = 4_096;
    private static final int EVENTS_PER_COMMIT = 1 << 18;

    /** The maps to read from, and how far the file says that its tail was moved. */
    record Source(
            MVMap<Integer, byte[]> name,
            MVMap<Long, byte[]> tail,
            MVMap<RowKey, byte[]> block,
            MVMap<Integer, byte[]> last,
            DocumentCopy.Maps documents,
            FileMeta meta) {
        static Source of(MvFile file, long sequence) {
            FileMeta meta = new FileMeta(sequence, true, FileMeta.Sizes.NONE, file.counts, file.move);
            DocumentCopy.Maps documents =
                    new DocumentCopy.Maps(file.document, file.content, file.document.sizeAsLong());
            return new Source(file.name, file.tailMap, file.block, file.last, documents, meta);
        }
    }

    private final Source source;
    private final MvFile target;
    private final BiConsumer<String, Throwable> damage;

    private final IntObjectHashMap<ObjectName> names = new IntObjectHashMap<>();
    private final NavigableMap<RowKey, Event> arriving = new TreeMap<>();
    private final List<Event> pending = new ArrayList<>();
    private int pendingBytes;
    private @Nullable ObjectName current;
    private @Nullable Event known;
    private boolean knownSeen;
    private boolean blockSeen;
    private Greatest greatest = new Greatest();
    private long sequence;
    private long uncommitted;

    private FileCopy(Source source, MvFile target, BiConsumer<String, Throwable> damage) {
        this.source = source;
        this.target = target;
        this.damage = damage;
        sequence = source.meta().sequence();
        target.counts = new FileMeta.Counts(
                0,
                source.meta().counts().highestNumber(),
                source.meta().counts().lastErase());
    }

    /**
     * Copies into a fresh file, which is committed and forced.
     *
     * @param damage told of each damaged place; throws to refuse it
     */
    static void copy(Source source, MvFile target, BiConsumer<String, Throwable> damage) {
        FileCopy copy = new FileCopy(source, target, damage);
        walk(source.name(), new PageWalk<>(copy::name, damage));
        walk(source.tail(), new PageWalk<>(copy::group, damage));
        walk(source.block(), new PageWalk<>(copy::block, damage));
        copy.arrivingBefore(null);
        copy.endObject();
        copy.restoreFromLast();
        new DocumentCopy(source.documents(), target, damage).run(copy.sequence);
        target.move = new FileMeta.Move(copy.sequence, copy.sequence, 0);
        target.commit(copy.sequence, true);
        target.sync();
    }

    private static <K extends Comparable<K>> void walk(MVMap<K, byte[]> map, PageWalk<K> walk) {
        boolean more = true;
        while (more) {
            more = walk.step(map, STEP);
        }
    }

    /** Damage is told; what a later version wrote is refused, and too little heap is no damage. */
    private void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (UnsupportedFormatException | BufferAllocationException e) {
            throw e;
        } catch (RuntimeException e) {
            damage.accept(what, e);
        }
    }

    private void name(Integer number, byte[] value) {
        attempt("map=name object=" + number, () -> {
            ObjectName name = NameFormat.decode(number, value);
            names.put(number, name);
            target.counts = target.counts.withNumber(number);
        });
    }

    private void group(Long key, byte[] value) {
        List<Event> events = new ArrayList<>();
        attempt("map=tail sequence=" + key, () -> events.addAll(TailFormat.decode(key, value, this::nameOf)));
        for (Event event : events) {
            int number = event.name().number;
            sequence = Math.max(sequence, event.sequence());
            if (event.kind() == Event.Kind.ERASE) {
                arriving.subMap(RowKey.first(number), true, RowKey.last(number), true)
                        .clear();
            } else if (event.kind() != Event.Kind.DOCUMENT
                    && !source.meta().move().hasMoved(event)) {
                arriving.put(event.key(), event);
            }
        }
    }

    private ObjectName nameOf(int number) {
        ObjectName name = names.get(number);
        return name == null ? new ObjectName(number, "", "") : name;
    }

    private void block(RowKey key, byte[] value) {
        List<Event> events = new ArrayList<>();
        attempt("map=block " + nameOf(key.object()) + " key=" + key, () -> {
            Block.of(key, value);
            events.addAll(Block.unpack(nameOf(key.object()), key, value));
        });
        for (Event event : events) {
            arrivingBefore(event.key());
            add(event);
            blockSeen = true;
            arriving.remove(event.key());
        }
    }

    /** Adds what the tail holds of events before a key, or all. */
    private void arrivingBefore(@Nullable RowKey key) {
        while (!arriving.isEmpty() && (key == null || arriving.firstKey().compareTo(key) < 0)) {
            Event event = arriving.firstEntry().getValue();
            add(event);
            arriving.remove(event.key());
        }
    }

    /** Adds an event in the order of history. */
    private void add(Event event) {
        ObjectName name = event.name();
        if (current == null || current.number != name.number) {
            endObject();
            begin(name);
        }
        if (!names.containsKey(name.number)) {
            return; // told already
        }
        if (known != null && known.key().equals(event.key())) {
            knownSeen = true;
        }
        greatest.accept(event);
        keep(event);
    }

    private void begin(ObjectName name) {
        current = name;
        greatest = new Greatest();
        knownSeen = false;
        blockSeen = false;
        known = null;
        if (names.containsKey(name.number)) {
            known = readLast(name);
        } else {
            damage.accept(
                    "map=name object=" + name.number + " has events but no name", new DamagedException("no name"));
        }
    }

    private void keep(Event event) {
        if (pending.size() == Block.MAX_EVENTS
                || (!pending.isEmpty() && pendingBytes + event.sizeBytes() > Block.MAX_BYTES)) {
            putBlock();
        }
        pending.add(event);
        pendingBytes += event.sizeBytes();
        sequence = Math.max(sequence, event.sequence());
    }

    private void putBlock() {
        if (!pending.isEmpty()) {
            Block.Packed block = Block.pack(pending, Packing.Effort.ALL);
            target.block.put(block.key(), block.value());
            target.counts = target.counts.plusRecords(pending.size());
            uncommitted += pending.size();
            pending.clear();
            pendingBytes = 0;
        }
        if (uncommitted > EVENTS_PER_COMMIT) {
            target.commit(sequence, false);
            uncommitted = 0;
        }
    }

    /** What was the greatest event before, by the map {@code last} and what arrived since; null where it cannot be told. */
    private @Nullable Event readLast(ObjectName name) {
        Event[] found = new Event[1];
        attempt("map=last " + name, () -> {
            byte[] value = source.last().get(name.number);
            if (value != null) {
                List<Event> since = List.copyOf(arriving.subMap(RowKey.first(name.number), RowKey.last(name.number))
                        .values());
                found[0] = Mover.greatest(LastFormat.decode(name, value), since);
            }
        });
        return found[0];
    }

    private void endObject() {
        ObjectName name = current;
        Event last = greatest.found();
        Event stood = known;
        current = null;
        if (name == null || last == null || names.remove(name.number) == null) {
            return;
        }
        if (stood == null && blockSeen) {
            damage.accept("map=last " + name, new DamagedException("missing"));
        } else if (stood != null && !knownSeen) {
            damage.accept("map=block " + name + " lacks its greatest event", new DamagedException("missing event"));
            insert(stood);
        }
        putBlock();
        // Not always the greatest of the events: retention may have dropped the one with which the object began again.
        finish(stood == null ? last : stood);
    }

    /** What was lost goes in its place among the events not packed yet, or joins the blocks. */
    private void insert(Event event) {
        int at = 0;
        while (at < pending.size() && pending.get(at).key().compareTo(event.key()) < 0) {
            at++;
        }
        if (at > 0) {
            pending.add(at, event);
            return;
        }
        for (Block.Packed block : new Zones(target.block).join(List.of(event))) {
            target.block.put(block.key(), block.value());
        }
        target.counts = target.counts.plusRecords(1);
    }

    /** Those of which nothing was found, in the order of their numbers. */
    private void restoreFromLast() {
        int[] left = names.keys().toArray();
        Arrays.sort(left);
        for (int number : left) {
            restoreFromLast(nameOf(number));
        }
    }

    /** An object none of whose blocks can be read may still have its greatest event. */
    private void restoreFromLast(ObjectName name) {
        damage.accept("map=block " + name + " has no events", new DamagedException("missing events"));
        Event stood = readLast(name);
        if (stood != null) {
            keep(stood);
            putBlock();
            finish(stood);
        }
    }

    private void finish(Event last) {
        ObjectName name = last.name();
        target.name.put(name.number, NameFormat.encode(name));
        target.last.put(name.number, LastFormat.encode(new LastFormat.Last(last, sequence)));
    }
}
