package io.spatio.store.mvstore;

import io.spatio.spi.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** Reads one object's events out of its blocks and the tail, within one step. Any reading thread. */
final class History {
    private final MvFile file;
    private final ObjectName name;
    private final Cancellation cancellation;

    History(MvFile file, ObjectName name, Cancellation cancellation) {
        this.file = file;
        this.name = name;
        this.cancellation = cancellation;
    }

    /** The first events between two keys, both inclusive, in their order; backwards when the first key is the greater. */
    List<Event> read(RowKey start, RowKey end, boolean reverse, int limit) {
        List<Event> arriving = file.tail.read(start, end, reverse, limit); // before the blocks: see Tail
        RootReference<RowKey, byte[]> root = file.block.getRoot();
        List<Event> packed = reverse ? backwards(root, start, end, limit) : forwards(root, start, end, limit);
        return merge(arriving, packed, reverse, limit);
    }

    private List<Event> forwards(RootReference<RowKey, byte[]> root, RowKey low, RowKey high, int limit) {
        RowKey floor = floor(root, low);
        Cursor<RowKey, byte[]> blocks = new Cursor<>(root, floor == null ? low : floor, high);
        List<Event> found = new ArrayList<>();
        RowKey key = next(blocks);
        while (key != null && found.size() < limit) {
            byte[] value = blocks.getValue();
            RowKey next = next(blocks);
            found.addAll(events(key, value, new Range(low, high), next));
            key = next;
        }
        return found;
    }

    private List<Event> backwards(RootReference<RowKey, byte[]> root, RowKey high, RowKey low, int limit) {
        RowKey floor = floor(root, low);
        Cursor<RowKey, byte[]> blocks = new Cursor<>(root, high, floor == null ? low : floor, true);
        List<Event> found = new ArrayList<>();
        RowKey above = null;
        RowKey key = next(blocks);
        while (key != null && found.size() < limit) {
            List<Event> events = events(key, blocks.getValue(), new Range(low, high), above);
            Collections.reverse(events);
            found.addAll(events);
            above = key;
            key = next(blocks);
        }
        return found;
    }

    private record Range(RowKey low, RowKey high) {
        boolean holds(RowKey key) {
            return key.compareTo(low) >= 0 && key.compareTo(high) <= 0;
        }
    }

    /** The timestamps of its events in the tail, ascending; both ends inclusive. */
    long[] arriving(long fromMicros, long toMicros) {
        return file.tail.read(low(fromMicros), high(toMicros), false, Integer.MAX_VALUE).stream()
                .mapToLong(Event::timestampMicros)
                .toArray();
    }

    private RowKey low(long fromMicros) {
        return new RowKey(name.number, fromMicros, Long.MIN_VALUE);
    }

    private RowKey high(long toMicros) {
        return new RowKey(name.number, toMicros, Long.MAX_VALUE);
    }

    /** A block's events below the next block's key: while events are moved, a block may hold those of the next too. */
    private List<Event> events(RowKey key, byte[] value, Range range, @Nullable RowKey next) {
        List<Event> found = new ArrayList<>();
        try {
            if (Block.of(key, value).lastMicros() < range.low().timestampMicros()) {
                return found;
            }
            for (Event event : Block.unpack(name, key, value)) {
                RowKey eventKey = event.key();
                if (range.holds(eventKey) && (next == null || eventKey.compareTo(next) < 0)) {
                    found.add(event);
                }
            }
        } catch (RuntimeException e) {
            throw Faults.translate(e, name + " block from timestampMicros=" + key.timestampMicros());
        }
        return found;
    }

    /** The blocks that may hold events from a timestamp to another, with what is known of them without unpacking. */
    List<Block> blocks(long fromMicros, long toMicros, int limit) {
        RootReference<RowKey, byte[]> root = file.block.getRoot();
        RowKey low = low(fromMicros);
        RowKey floor = floor(root, low);
        Cursor<RowKey, byte[]> blocks = new Cursor<>(root, floor == null ? low : floor, high(toMicros));
        List<Block> found = new ArrayList<>();
        RowKey key = next(blocks);
        while (key != null && found.size() < limit) {
            try {
                found.add(Block.of(key, blocks.getValue()));
            } catch (RuntimeException e) {
                throw Faults.translate(e, name + " block from timestampMicros=" + key.timestampMicros());
            }
            key = next(blocks);
        }
        return found;
    }

    private @Nullable RowKey floor(RootReference<RowKey, byte[]> root, RowKey key) {
        return next(new Cursor<>(root, key, RowKey.first(name.number), true));
    }

    /** The next block, at which the work may end. */
    private @Nullable RowKey next(Cursor<RowKey, byte[]> cursor) {
        cancellation.check();
        return cursor.hasNext() ? cursor.next() : null;
    }

    private static List<Event> merge(List<Event> one, List<Event> other, boolean reverse, int limit) {
        if (one.isEmpty() && other.size() <= limit) {
            return other;
        }
        Comparator<RowKey> order = reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<Event> merged = new ArrayList<>(Math.min(limit, one.size() + other.size()));
        int i = 0;
        int k = 0;
        while (merged.size() < limit && (i < one.size() || k < other.size())) {
            int compared = i == one.size()
                    ? 1
                    : k == other.size()
                            ? -1
                            : order.compare(one.get(i).key(), other.get(k).key());
            merged.add(compared <= 0 ? one.get(i) : other.get(k));
            i += compared <= 0 ? 1 : 0;
            k += compared >= 0 ? 1 : 0;
        }
        return merged;
    }
}
