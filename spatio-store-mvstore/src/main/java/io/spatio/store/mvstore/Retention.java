package io.spatio.store.mvstore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Removes what is older than the retention, whole UTC days at a time, and never an object's greatest event. One pass walks
 * over all blocks, in steps, so that commits and appends come in between; the tail is moved before. The committer's thread
 * only.
 */
final class Retention {
    private static final int STEP = 256;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final RowKey FIRST = RowKey.first(0);

    private final Duration keep;
    private final InstantSource clock;
    private final Registry registry;
    private RowKey next = FIRST;

    private final LongAdder dropped = new LongAdder();

    Retention(Duration keep, InstantSource clock, Registry registry) {
        this.keep = keep;
        this.clock = clock;
        this.registry = registry;
    }

    long dropped() {
        return dropped.sum();
    }

    /** Does a part of the pass; false when the pass is done and the next call would begin another. */
    boolean step(MvFile file) {
        long oldestMicros = oldestMicros();
        List<RowKey> keys = new ArrayList<>();
        Iterator<RowKey> walk = file.block.keyIterator(next);
        while (keys.size() < STEP && walk.hasNext()) {
            keys.add(walk.next());
        }
        for (RowKey key : keys) {
            trim(file, key, oldestMicros);
        }
        boolean more = keys.size() == STEP;
        RowKey last = more ? keys.get(STEP - 1) : FIRST;
        next = more ? new RowKey(last.object(), last.timestampMicros(), last.sequence() + 1) : FIRST;
        return more;
    }

    /** The beginning of the first UTC day that is kept. */
    private long oldestMicros() {
        long cutoff = MicroClock.minus(MicroClock.now(clock), keep);
        return cutoff < Long.MIN_VALUE + DAY_MICROS ? Long.MIN_VALUE : cutoff - Math.floorMod(cutoff, DAY_MICROS);
    }

    private void trim(MvFile file, RowKey key, long oldestMicros) {
        byte[] value = file.block.get(key);
        ObjectName name = registry.find(key.object());
        if (key.timestampMicros() >= oldestMicros || value == null || name == null) {
            return; // erased at this moment
        }
        List<Event> events = Block.unpack(name, key, value);
        RowKey greatest = name.greatest();
        List<Event> kept = events.stream()
                .filter(event ->
                        event.timestampMicros() >= oldestMicros || event.key().equals(greatest))
                .toList();
        int gone = events.size() - kept.size();
        if (gone > 0) {
            put(file, key, kept);
            file.counts = file.counts.plusRecords(-gone);
            dropped.add(gone);
        }
    }

    private static void put(MvFile file, RowKey key, List<Event> kept) {
        boolean sameKey = false;
        if (!kept.isEmpty()) {
            Block.Packed block = Block.pack(kept, Packing.Effort.METADATA);
            file.block.put(block.key(), block.value());
            sameKey = block.key().equals(key);
        }
        if (!sameKey) {
            file.block.remove(key);
        }
    }
}
