package io.spatio.store.mvstore;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is older than the retention, whole UTC days of an object at a time, and never an object's greatest event.
 * One pass walks over all days, in steps, so that commits and appends come in between. The committer's thread only.
 */
final class Retention {
    private static final int STEP = 4_096;
    private static final DayKey FIRST = new DayKey(0, Integer.MIN_VALUE);

    private final Duration keep;
    private final InstantSource clock;
    private final Registry registry;
    private DayKey next = FIRST;

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
        long cutoffMicros = MicroClock.minus(MicroClock.now(clock), keep);
        List<DayKey> days = new ArrayList<>();
        Cursor<DayKey, byte[]> cursor = file.day.cursor(next);
        while (days.size() < STEP && cursor.hasNext()) {
            days.add(cursor.next());
        }
        int removed = 0;
        for (DayKey day : days) {
            if (DayKey.lastMicros(day.day()) < cutoffMicros) {
                int inDay = removeDay(file, day, STEP - removed);
                removed += inDay;
                if (removed >= STEP) {
                    next = day; // maybe not finished
                    return true;
                }
            }
        }
        boolean more = days.size() == STEP;
        next = more ? after(days.get(STEP - 1)) : FIRST;
        return more;
    }

    private static DayKey after(DayKey key) {
        return key.day() == Integer.MAX_VALUE
                ? new DayKey(key.object() + 1, Integer.MIN_VALUE)
                : new DayKey(key.object(), key.day() + 1);
    }

    private int removeDay(MvFile file, DayKey day, int most) {
        ObjectName name = registry.find(day.object());
        RowKey greatest = name == null ? null : new RowKey(day.object(), name.lastTimestampMicros, name.lastSequence);
        List<RowKey> old = new ArrayList<>();
        boolean kept = collect(file, day, most, greatest, old);
        old.forEach(file.row::remove);
        dropped.add(old.size());
        if (!kept && old.size() < most) {
            file.day.remove(day);
        }
        return old.size();
    }

    private static boolean collect(MvFile file, DayKey day, int most, @Nullable RowKey greatest, List<RowKey> old) {
        RowKey from = new RowKey(day.object(), DayKey.firstMicros(day.day()), Long.MIN_VALUE);
        RowKey to = new RowKey(day.object(), DayKey.lastMicros(day.day()), Long.MAX_VALUE);
        Cursor<RowKey, byte[]> rows = file.row.cursor(from, to, false);
        boolean kept = false;
        while (old.size() < most && rows.hasNext()) {
            RowKey key = rows.next();
            if (key.equals(greatest)) {
                kept = true;
            } else {
                old.add(key);
            }
        }
        return kept;
    }
}
