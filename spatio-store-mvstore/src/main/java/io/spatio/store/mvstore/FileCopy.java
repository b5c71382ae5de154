package io.spatio.store.mvstore;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a file holds into a new one: names and rows as they are, day boxes and greatest events made from the rows.
 * So it serves compaction, snapshot and salvage; they differ in what they do about damage.
 */
final class FileCopy {
    private static final int ROWS_PER_COMMIT = 20_000;

    /** The maps to read from. */
    record Source(MVMap<Integer, byte[]> name, MVMap<RowKey, byte[]> row, MVMap<Integer, byte[]> last) {
        static Source of(MvFile file) {
            return new Source(file.name, file.row, file.last);
        }
    }

    private final Source source;
    private final MvFile target;
    private final BiConsumer<String, Throwable> damage;
    private final long nowMicros;

    private final Map<Integer, ObjectName> names = new HashMap<>();
    private @Nullable ObjectName current;
    private @Nullable Event greatest;
    private @Nullable Event known;
    private boolean knownSeen;
    private @Nullable DayKey day;
    private DayBox box = DayBox.NOWHERE;
    private long sequence;

    private FileCopy(
            Source source, MvFile target, long sequence, long nowMicros, BiConsumer<String, Throwable> damage) {
        this.source = source;
        this.target = target;
        this.sequence = sequence;
        this.nowMicros = nowMicros;
        this.damage = damage;
    }

    /**
     * Copies into a fresh file, which is committed and forced.
     *
     * @param sequence the least that the append counter may be
     * @param nowMicros when deletes were made whose own time is lost
     * @param damage told of each damaged place; throws to refuse it
     */
    static void copy(
            Source source, MvFile target, long sequence, long nowMicros, BiConsumer<String, Throwable> damage) {
        FileCopy copy = new FileCopy(source, target, sequence, nowMicros, damage);
        walk(source.name(), new PageWalk<>(copy::name, damage));
        walk(source.row(), new PageWalk<>(copy::row, damage));
        copy.endObject();
        copy.names.values().stream().toList().forEach(copy::restoreFromLast);
        target.commit(copy.sequence, true);
        target.sync();
    }

    private static <K extends Comparable<K>> void walk(MVMap<K, byte[]> map, PageWalk<K> walk) {
        boolean more = true;
        while (more) {
            more = walk.step(map, ROWS_PER_COMMIT);
        }
    }

    private void name(Integer number, byte[] value) {
        try {
            names.put(number, NameFormat.decode(number, value));
        } catch (RuntimeException e) {
            damage.accept("map=name object=" + number, e);
        }
    }

    private void row(RowKey key, byte[] value) {
        ObjectName name = names.get(key.object());
        if (name == null) {
            damage.accept("map=row key=" + key + " of an object without a name", new DamagedException("no name"));
            return;
        }
        Event event;
        try {
            event = RowFormat.decode(name, key, value);
        } catch (RuntimeException e) {
            damage.accept("map=row " + name + " key=" + key, e);
            return;
        }
        if (current != name) {
            endObject();
            current = name;
            known = readLast(name);
            knownSeen = false;
        }
        if (known != null && known.key().equals(event.key())) {
            knownSeen = true;
        }
        DayKey eventDay = DayKey.of(name.number, event.timestampMicros());
        if (!eventDay.equals(day)) {
            endDay();
            day = eventDay;
        }
        box = box.union(DayBox.of(event));
        greatest = event;
        put(key, value);
    }

    private void put(RowKey key, byte[] value) {
        target.row.put(key, value);
        sequence = Math.max(sequence, key.sequence());
        if (target.row.sizeAsLong() % ROWS_PER_COMMIT == 0) {
            target.commit(sequence, false);
        }
    }

    private void endDay() {
        if (day != null) {
            target.day.put(day, box.encode(day));
        }
        day = null;
        box = DayBox.NOWHERE;
    }

    private void endObject() {
        endDay();
        ObjectName name = current;
        Event last = greatest;
        if (name != null && last != null) {
            Event stood = known;
            if (stood != null && knownSeen) {
                // Not always the greatest of the rows: the object may have begun anew behind a forgotten delete.
                finish(stood);
            } else if (stood != null && isGreater(stood, last)) {
                damage.accept("map=row " + name + " lacks its greatest event", new DamagedException("missing row"));
                restore(stood);
            } else {
                finish(last.isDelete() ? last.madeAt(nowMicros) : last);
            }
            names.remove(name.number);
        }
        current = null;
        greatest = null;
        known = null;
    }

    private static boolean isGreater(Event one, Event other) {
        return one.key().compareTo(other.key()) > 0;
    }

    private @Nullable Event readLast(ObjectName name) {
        Throwable problem;
        try {
            byte[] value = source.last().get(name.number);
            if (value != null) {
                return RowFormat.decodeLast(name, value);
            }
            problem = new DamagedException("missing");
        } catch (RuntimeException | AssertionError e) {
            problem = e;
        }
        damage.accept("map=last " + name, problem);
        return null;
    }

    /** An object none of whose rows can be read may still have its greatest event. */
    private void restoreFromLast(ObjectName name) {
        damage.accept("map=row " + name + " has no rows", new DamagedException("missing rows"));
        Event known = readLast(name);
        if (known != null) {
            restore(known);
        }
    }

    private void restore(Event event) {
        put(event.key(), RowFormat.encode(event));
        DayKey key = DayKey.of(event.name().number, event.timestampMicros());
        byte[] before = target.day.get(key);
        DayBox wider = DayBox.of(event);
        target.day.put(key, (before == null ? wider : DayBox.decode(key, before).union(wider)).encode(key));
        finish(event);
    }

    private void finish(Event last) {
        ObjectName name = last.name();
        target.name.put(name.number, NameFormat.encode(name));
        target.last.put(name.number, RowFormat.encodeLast(last));
    }
}
