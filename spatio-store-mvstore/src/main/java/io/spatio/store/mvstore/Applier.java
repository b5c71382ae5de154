package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.MVMap;

/** Brings changes into the maps. The committer's thread only. */
final class Applier {
    private static final int STEP = 4_096;

    private final MvFile file;

    Applier(MvFile file) {
        this.file = file;
    }

    void apply(Change change) {
        if (change instanceof Change.Append append) {
            for (Event event : append.events()) {
                apply(event);
            }
        } else if (change instanceof Change.Erase erase) {
            erase(erase.name());
        }
    }

    private void apply(Event event) {
        ObjectName name = event.name();
        if (!name.stored) {
            file.name.put(name.number, NameFormat.encode(name));
            name.stored = true;
        }
        file.row.put(event.key(), RowFormat.encode(event));
        widen(file.day, DayKey.of(name.number, event.timestampMicros()), DayBox.of(event));
        if (isGreatest(event)) {
            file.last.put(name.number, RowFormat.encodeLast(event));
            name.greatestIs(event);
        }
    }

    private static boolean isGreatest(Event event) {
        ObjectName name = event.name();
        boolean anew = name.lastSequence == 0 || event.origin().beginsAnew();
        // Sequence numbers only grow, so an equal timestamp is greater.
        return anew || event.timestampMicros() >= name.lastTimestampMicros;
    }

    private static void widen(MVMap<DayKey, byte[]> days, DayKey key, DayBox box) {
        byte[] known = days.get(key);
        if (known == null) {
            days.put(key, box.encode(key));
            return;
        }
        DayBox before = DayBox.decode(key, known);
        DayBox wider = before.union(box);
        if (!wider.equals(before)) {
            days.put(key, wider.encode(key));
        }
    }

    private void erase(ObjectName name) {
        int number = name.number;
        RowKey lastRow = new RowKey(number, Long.MAX_VALUE, Long.MAX_VALUE);
        removeRange(file.row, new RowKey(number, Long.MIN_VALUE, Long.MIN_VALUE), lastRow);
        removeRange(file.day, new DayKey(number, Integer.MIN_VALUE), new DayKey(number, Integer.MAX_VALUE));
        file.last.remove(number);
        file.name.remove(number);
    }

    private static <K> void removeRange(MVMap<K, byte[]> map, K from, K to) {
        List<K> keys;
        do {
            keys = new ArrayList<>();
            Iterator<K> found = map.cursor(from, to, false);
            while (keys.size() < STEP && found.hasNext()) {
                keys.add(found.next());
            }
            keys.forEach(map::remove);
        } while (keys.size() == STEP);
    }
}
