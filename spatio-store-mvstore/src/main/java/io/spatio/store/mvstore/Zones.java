package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks into which an object's events go. The blocks of an object do not overlap: an event belongs to the block
 * with the greatest key not beyond its own, which holds all events up to the next block's key. The committer's thread only.
 */
final class Zones {
    private final MVMap<RowKey, byte[]> blocks;

    Zones(MVMap<RowKey, byte[]> blocks) {
        this.blocks = blocks;
    }

    /** The blocks to be put when events of one object, in the order of history, join those that are there. */
    List<Block.Packed> join(List<Event> events) {
        List<Block.Packed> puts = new ArrayList<>();
        int i = 0;
        while (i < events.size()) {
            RowKey first = events.get(i).key();
            RowKey floor = own(blocks.floorKey(first), first);
            RowKey next = own(blocks.higherKey(first), first);
            int end = i + 1;
            while (end < events.size() && (next == null || events.get(end).key().compareTo(next) < 0)) {
                end++;
            }
            cut(withBlock(floor, events.subList(i, end)), puts);
            i = end;
        }
        return puts;
    }

    private static @Nullable RowKey own(@Nullable RowKey found, RowKey key) {
        return found != null && found.object() == key.object() ? found : null;
    }

    /** With the events of the block before, where they overlap or where that is small. */
    private List<Event> withBlock(@Nullable RowKey floor, List<Event> events) {
        byte[] value = floor == null ? null : blocks.get(floor);
        if (floor == null || value == null) {
            return events;
        }
        Block block = Block.of(floor, value);
        Event first = events.get(0);
        boolean follows = block.lastMicros() < first.timestampMicros();
        if (follows && block.count() >= Block.MIN_EVENTS) {
            return events;
        }
        List<Event> merged = new ArrayList<>(block.count() + events.size());
        int i = 0;
        for (Event old : Block.unpack(first.name(), floor, value)) {
            while (i < events.size() && events.get(i).key().compareTo(old.key()) < 0) {
                merged.add(events.get(i++));
            }
            if (i < events.size() && events.get(i).key().equals(old.key())) {
                i++; // moved before a failure
            }
            merged.add(old);
        }
        merged.addAll(events.subList(i, events.size()));
        return merged;
    }

    /** Packs events of one object, in the order of history, into blocks of bounded size. */
    static void cut(List<Event> events, List<Block.Packed> puts) {
        int begin = 0;
        int bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            int size = events.get(i).sizeBytes();
            if (i > begin && (i - begin == Block.MAX_EVENTS || bytes + size > Block.MAX_BYTES)) {
                puts.add(Block.pack(events.subList(begin, i), Packing.Effort.METADATA));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        puts.add(Block.pack(events.subList(begin, events.size()), Packing.Effort.METADATA));
    }
}
