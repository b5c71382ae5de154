package io.spatio.store.mvstore;

import com.carrotsearch.hppc.IntHashSet;
import io.spatio.spi.StoredDocument;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.h2.mvstore.Cursor;

/** Loads names, greatest events and the tail into memory, testing what an undamaged file cannot lack. */
final class Loading {
    private Loading() {}

    static Registry load(MvFile file, FileMeta meta) {
        Registry registry = new Registry(meta.counts().highestNumber());
        Cursor<Integer, byte[]> names = file.name.cursor(null);
        Iterator<Integer> numbers = names;
        while (numbers.hasNext()) {
            registry.load(NameFormat.decode(numbers.next(), names.getValue()));
        }
        loadLasts(file, registry, meta);
        for (Event event : loadTail(file, number -> nameOf(registry, number), meta.sequence())) {
            if (!event.name().stored) {
                throw new DamagedException(
                        "an event in the tail is of an object without a name: object=" + event.name().number);
            }
            event.name().append(event);
        }
        for (int number : registry.numbers()) {
            ObjectName name = registry.find(number);
            if (name != null && !name.hasEvents()) {
                throw new DamagedException("an object has no events: " + name);
            }
        }
        return registry;
    }

    /** The documents, each of which stands in both maps. */
    static List<StoredDocument> documents(MvFile file, FileMeta meta) {
        List<StoredDocument> documents = new ArrayList<>();
        Cursor<Long, byte[]> keys = file.document.cursor(null);
        Iterator<Long> sequences = keys;
        while (sequences.hasNext()) {
            long sequence = sequences.next();
            String key = DocumentFormat.decodeKey(sequence, keys.getValue());
            byte[] content = file.content.get(sequence);
            if (content == null || sequence > meta.sequence()) {
                throw new DamagedException(
                        "a document has no content, or is newer than the file: key=" + key + " sequence=" + sequence);
            }
            documents.add(StoredDocument.of(key, sequence, DocumentFormat.decode(sequence, content)));
        }
        return documents;
    }

    /** Erased objects have no name any more; what the tail holds of them counts no more. */
    private static ObjectName nameOf(Registry registry, int number) {
        ObjectName name = registry.find(number);
        return name == null ? new ObjectName(number, "", "") : name;
    }

    private static void loadLasts(MvFile file, Registry registry, FileMeta meta) {
        Cursor<Integer, byte[]> lasts = file.last.cursor(null);
        Iterator<Integer> numbers = lasts;
        while (numbers.hasNext()) {
            ObjectName name = registry.find(numbers.next());
            if (name == null) {
                throw new DamagedException("a last event has no name");
            }
            Event event = LastFormat.decode(name, lasts.getValue()).event();
            name.greatestIs(event);
            if (event.sequence() > meta.sequence()) {
                throw new DamagedException("an event is newer than the file: " + name);
            }
        }
    }

    /**
     * Fills the tail in memory from its map, which must hold every sequence number from where it begins to the file's.
     * Returns the events that the map {@code last} does not count, in the append order.
     */
    static List<Event> loadTail(MvFile file, IntFunction<ObjectName> names, long sequence) {
        List<Event> all = new ArrayList<>();
        IntHashSet erased = new IntHashSet();
        long expected = file.move.tailFrom() + 1;
        Cursor<Long, byte[]> groups = file.tailMap.cursor(null);
        Iterator<Long> keys = groups;
        while (keys.hasNext()) {
            for (Event event : TailFormat.decode(keys.next(), groups.getValue(), names)) {
                if (event.sequence() != expected++) {
                    throw new DamagedException(
                            "the tail has a hole: found=" + event.sequence() + " expected=" + (expected - 1));
                }
                if (event.kind() == Event.Kind.ERASE) {
                    erased.add(event.name().number);
                } else if (event.kind() != Event.Kind.DOCUMENT) {
                    all.add(event);
                }
            }
        }
        if (expected - 1 != sequence) {
            throw new DamagedException("the tail ends too soon: sequence=" + sequence + " found=" + (expected - 1));
        }
        all.removeIf(event -> erased.contains(event.name().number) || file.move.hasMoved(event));
        all.forEach(file.tail::add);
        return all;
    }
}
