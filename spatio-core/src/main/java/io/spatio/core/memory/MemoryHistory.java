package io.spatio.core.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All events in memory, at most a number of bytes of them: beyond, what was appended first goes first, except that an
 * object's current position is kept apart until there is another.
 *
 * <p>Appending is O(1) and touches the object's four words, the end of the ring, and what is dropped for it. Reading k
 * events of an object in order costs O(k) from the newest on; where its events came out of order, all its events are
 * sorted. Guarded by the store's lock.
 */
final class MemoryHistory {
    private final long maxBytes;
    final ObjectLedger objects = new ObjectLedger();
    private final HistoryRing ring = new HistoryRing();
    private final Map<Integer, KeptPosition> kept = new HashMap<>();
    private long records;
    private long bytes;
    private long dropped;

    /** A current position whose event has left the ring. */
    record KeptPosition(long micros, long sequence, double lon, double lat, double alt, byte[] metadata) {}

    MemoryHistory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    long records() {
        return records;
    }

    /** Memory of the events, without the positions kept apart. */
    long bytes() {
        return bytes;
    }

    /** How many events were dropped to stay within the bound. */
    long dropped() {
        return dropped;
    }

    /** Adds a position; {@code anew} where what the object had before does not count any more. */
    void append(int object, long micros, long sequence, double lon, double lat, double alt, byte[] json, boolean anew) {
        long place = ring.append(objects.latest(object), object, micros, sequence, json);
        ring.setCoordinates(place, lon, lat, alt);
        appended(object, place, micros, anew);
    }

    /** Adds a delete that was made at a time. */
    void appendDelete(int object, long micros, long sequence, long madeAtMicros) {
        long place = ring.appendDelete(objects.latest(object), object, micros, sequence);
        if (appended(object, place, micros, false)) {
            objects.noteDelete(object, madeAtMicros);
        }
    }

    /** Ends the objects of which nothing is left but a delete made before a time. O(objects). */
    void forgetGoneBefore(long oldestMicros) {
        for (int object = 0; object < objects.end(); object++) {
            if (objects.isKnown(object)
                    && objects.isDeletedBefore(object, oldestMicros)
                    && !ring.holds(objects.latest(object))) {
                objects.end(object);
            }
        }
    }

    private boolean appended(int object, long place, long micros, boolean anew) {
        boolean wasKept = objects.greatest(object) == ObjectLedger.KEPT;
        boolean greatest = objects.note(object, place, micros, anew);
        if (wasKept && greatest) {
            kept.remove(object);
            records--;
            dropped++;
        }
        records++;
        bytes += ring.bytesOf(place);
        while (bytes > maxBytes) {
            dropOldest();
        }
        return greatest;
    }

    private void dropOldest() {
        long place = ring.first();
        int object = ring.object(place);
        bytes -= ring.bytesOf(place);
        if (object != HistoryRing.NOBODY && objects.greatest(object) == place && !ring.isDelete(place)) {
            objects.setGreatest(object, ObjectLedger.KEPT);
            kept.put(object, copy(place));
        } else if (object != HistoryRing.NOBODY) {
            if (objects.greatest(object) == place) {
                objects.setGreatest(object, HistoryRing.NOWHERE);
            }
            records--;
            dropped++;
        }
        ring.dropFirst();
    }

    private KeptPosition copy(long place) {
        return new KeptPosition(
                ring.micros(place),
                ring.sequence(place),
                ring.lon(place),
                ring.lat(place),
                ring.alt(place),
                ring.metadata(place));
    }

    /** Forgets an object and overwrites its events; their memory is free once they are the oldest. */
    void erase(int object) {
        for (long place = objects.latest(object); ring.holds(place); ) {
            long previous = ring.previous(place);
            ring.blank(place);
            records--;
            place = previous;
        }
        if (kept.remove(object) != null) {
            records--;
        }
        objects.end(object);
        while (!ring.isEmpty() && ring.object(ring.first()) == HistoryRing.NOBODY) {
            dropOldest();
        }
    }

    /** Frees everything. */
    void clear() {
        objects.clear();
        kept.clear();
        while (!ring.isEmpty()) {
            ring.dropFirst();
        }
        records = 0;
        bytes = 0;
    }

    // ---- reading --------------------------------------------------------------------------------------------------

    /** Whether a place, as the methods below give it, still holds its event. */
    boolean holds(int object, long place) {
        return place == ObjectLedger.KEPT
                ? kept.containsKey(object)
                : ring.holds(place) && ring.object(place) == object;
    }

    /** The event of an object that is kept apart; the place was {@link ObjectLedger#KEPT}. */
    @Nullable
    KeptPosition kept(int object) {
        return kept.get(object);
    }

    HistoryRing ring() {
        return ring;
    }

    private long micros(int object, long place) {
        KeptPosition apart = place == ObjectLedger.KEPT ? kept.get(object) : null;
        return apart == null ? ring.micros(place) : apart.micros();
    }

    /**
     * The places of an object's events in a time range, newest first.
     *
     * @param from where to begin: {@link ObjectLedger#latest} or what {@link Places#resume} was
     * @param most how many are wanted at a time; more come where they had to be sorted
     */
    void collect(int object, long from, long fromMicros, long toMicros, int most, Places into) {
        into.clear();
        boolean sorted = objects.isOutOfOrder(object);
        long place = from;
        while (ring.holds(place) && (sorted || into.size() < most)) {
            long micros = ring.micros(place);
            if (micros < fromMicros && !sorted) {
                return;
            }
            if (micros >= fromMicros && micros <= toMicros) {
                into.add(place);
            }
            place = ring.previous(place);
        }
        if (ring.holds(place)) {
            into.resumeAt(place);
            return;
        }
        KeptPosition apart = kept.get(object);
        if (apart != null && apart.micros() >= fromMicros && apart.micros() <= toMicros) {
            into.add(ObjectLedger.KEPT);
        }
        if (sorted) {
            sort(object, into);
        }
    }

    /** Puts places in order of (timestamp, sequence) from the newest and keeps, of exact repeats, the one appended last. */
    private void sort(int object, Places places) {
        Integer[] order = new Integer[places.size()];
        long[] micros = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            micros[i] = micros(object, places.get(i));
        }
        // They stand in falling append order; the sort is stable.
        Arrays.sort(order, (a, b) -> Long.compare(micros[b], micros[a]));
        Places sorted = new Places();
        Set<Content> seen = new HashSet<>();
        for (int k = 0; k < order.length; k++) {
            boolean alone = (k == 0 || micros[order[k - 1]] != micros[order[k]])
                    && (k + 1 == order.length || micros[order[k + 1]] != micros[order[k]]);
            if (k > 0 && micros[order[k - 1]] != micros[order[k]]) {
                seen.clear();
            }
            long place = places.get(order[k]);
            if (alone || isDelete(place) || seen.add(content(object, place))) {
                sorted.add(place);
            }
        }
        places.take(sorted);
    }

    private boolean isDelete(long place) {
        return place != ObjectLedger.KEPT && ring.isDelete(place);
    }

    private Content content(int object, long place) {
        KeptPosition apart = place == ObjectLedger.KEPT ? kept.get(object) : null;
        return new Content(apart == null ? copy(place) : apart);
    }

    /** A position as it repeats: coordinates as bits and metadata as bytes; the timestamp is that of its group. */
    private record Content(KeptPosition position) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content that
                    && bits(position.lon()) == bits(that.position.lon())
                    && bits(position.lat()) == bits(that.position.lat())
                    && bits(position.alt()) == bits(that.position.alt())
                    && Arrays.equals(position.metadata(), that.position.metadata());
        }

        @Override
        public int hashCode() {
            long mixed = bits(position.lon()) * 31 + bits(position.lat());
            return Long.hashCode(mixed * 31 + bits(position.alt())) * 31 + Arrays.hashCode(position.metadata());
        }

        private static long bits(double value) {
            return Double.doubleToRawLongBits(value);
        }
    }
}
