package io.spatio.core.memory;

import java.util.function.IntConsumer;

/**
 * All events in memory by the numbers of their objects, at most a number of bytes of them: beyond, what was appended first
 * goes first, except that an object's current position is kept apart until there is another.
 *
 * <p><b>Two orders.</b> The {@link HistoryRing} holds events as they were appended. What history needs is each object's
 * order by (timestamp, sequence), and most events come in it: an event later than all others of its object continues its
 * <i>spine</i>, a chain through the ring whose timestamps strictly ascend. Any other, equal or late, goes into the object's
 * {@link SideList}, which is sorted. A {@link TrackReader} merges both, and the position kept apart, which is the greatest
 * of all.
 *
 * <p><b>Repeats.</b> Two records of one timestamp never stand on one spine, so a new record that continues the spine repeats
 * none. For any other {@link SideRecords} finds the one it repeats, which is dropped: of repeats the last is the record.
 *
 * <p><b>Complexity</b> for an object of n events: appending is amortised O(1) for one that continues the spine, or is equal
 * to the newest; O(log n) and a move within 128 places for a late one. Dropping costs the same. Finding a time costs
 * O(log n), reading k events from there O(k).
 *
 * <p>It knows no names, so that a store could have several, each with some of the objects and a lock of its own. Guarded by
 * the store's lock.
 */
final class MemoryHistory {
    /** What an event in a side list costs beside its bytes, at most about: its place there and by content. */
    private static final int SIDE_BYTES = 40;

    private final long maxBytes;
    private final IntConsumer gone;
    final HistoryRing ring = new HistoryRing();
    final Standings standings = new Standings();
    final KeptPositions kept = new KeptPositions();
    private final SideRecords sideRecords = new SideRecords(ring);
    private long records;
    private long bytes;
    private long dropped;

    /**
     * Keeps a number of bytes.
     *
     * @param gone told each object of which nothing is left, after which its number means nothing
     */
    MemoryHistory(long maxBytes, IntConsumer gone) {
        this.maxBytes = maxBytes;
        this.gone = gone;
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

    // ---- appending ------------------------------------------------------------------------------------------------

    /** Adds an event of a known object; {@link #trim} follows. */
    void append(int object, NewEvent event) {
        long place;
        if (isLatest(object, event.micros)) {
            place = ring.appendToSpine(object, event, standings.spine(object));
            standings.setSpine(object, place, ring.first());
        } else {
            if (!event.isDelete) {
                dropRepeated(object, event);
            }
            place = ring.appendToSide(object, event);
            standings.needTrack(object).side.insert(ring, place);
            if (!event.isDelete) {
                sideRecords.add(place);
            }
            bytes += SIDE_BYTES;
        }
        records++;
        bytes += ring.bytesOf(place);
        measure(object, place, event);
    }

    /** Whether a time is later than every event of an object in the ring. */
    private boolean isLatest(int object, long micros) {
        long spine = standings.spine(object);
        if (ring.holds(spine) && micros <= spineMicros(object, spine)) {
            return false;
        }
        Track track = standings.track(object);
        return track == null || track.side.isEmpty() || micros > ring.micros(track.side.last());
    }

    private long spineMicros(int object, long spine) {
        return standings.greatest(object) == spine ? standings.greatestMicros(object) : ring.micros(spine);
    }

    private void dropRepeated(int object, NewEvent event) {
        long spine = spineBelow(object, event.micros, Long.MAX_VALUE);
        if (spine != HistoryRing.NOWHERE
                && !ring.isDelete(spine)
                && !ring.isRepeated(spine)
                && ring.isRepeatedBy(event, spine)) {
            ring.markRepeated(spine);
            records--;
            return;
        }
        long side = sideRecords.find(object, event);
        if (side != HistoryRing.NOWHERE) {
            removeFromSide(standings.needTrack(object), side);
            ring.blank(side);
            records--;
        }
    }

    private void removeFromSide(Track track, long place) {
        track.side.remove(ring, place);
        if (!ring.isDelete(place)) {
            sideRecords.remove(place);
        }
        bytes -= SIDE_BYTES;
    }

    /** Makes an appended event the greatest if it is. */
    private void measure(int object, long place, NewEvent event) {
        if (standings.greatestCounts(object) && !event.begins && event.micros < standings.greatestMicros(object)) {
            return;
        }
        if (standings.isKept(object)) {
            if (!kept.isRepeatedBy(event, standings.kept(object))) {
                dropped++;
            }
            records--;
            kept.remove(standings.kept(object));
        }
        standings.setGreatest(object, place, event);
    }

    /** The newest event of an object's spine below a key, or {@link HistoryRing#NOWHERE}. O(log n). */
    long spineBelow(int object, long micros, long sequence) {
        long place = standings.spine(object);
        Track track = standings.track(object);
        if (track != null && ring.holds(place) && ring.compare(place, micros, sequence) >= 0) {
            place = track.fenceFrom(ring, micros, sequence, place);
        }
        while (ring.holds(place) && ring.compare(place, micros, sequence) >= 0) {
            place = ring.previous(place);
        }
        return ring.holds(place) ? place : HistoryRing.NOWHERE;
    }

    // ---- dropping -------------------------------------------------------------------------------------------------

    /** Drops the oldest events until the rest keep to the bound. */
    void trim() {
        while (bytes > maxBytes) {
            dropOldest();
        }
    }

    private void dropOldest() {
        long place = ring.first();
        int object = ring.object(place);
        bytes -= ring.bytesOf(place);
        if (object == HistoryRing.NOBODY) {
            ring.dropFirst();
            return;
        }
        leave(object, place);
        ring.dropFirst();
        if (isEmpty(object)) {
            standings.releaseTrack(object);
            endIfGone(object);
        }
    }

    /** Takes an event that is dropped out of all but the ring. */
    private void leave(int object, long place) {
        boolean isGreatest = standings.greatest(object) == place;
        boolean keeps = isGreatest && !ring.isDelete(place);
        Track track = ring.isSide(place) ? standings.track(object) : null;
        if (track != null) {
            removeFromSide(track, place);
            if (!keeps) {
                track.noteSideDrop(ring.micros(place));
            }
        }
        if (keeps) {
            standings.setKept(object, kept.keep(ring, place));
            return;
        }
        if (isGreatest) {
            standings.setGreatestPlace(object, HistoryRing.NOWHERE);
        }
        if (!ring.isRepeated(place)) {
            records--;
            dropped++;
        }
    }

    private boolean isEmpty(int object) {
        Track track = standings.track(object);
        return !ring.holds(standings.spine(object)) && (track == null || track.side.isEmpty());
    }

    /** Ends an object of which nothing is left that anybody could ask for. */
    private void endIfGone(int object) {
        if (isEmpty(object) && !standings.greatestCounts(object)) {
            standings.end(object);
            gone.accept(object);
        }
    }

    /** Forgets an object's greatest event if that is a delete made before a time. */
    void forgetDeleteBefore(int object, long oldestMicros) {
        if (standings.isDeletedBefore(object, oldestMicros)) {
            standings.forgetDelete(object);
            endIfGone(object);
        }
    }

    /** Ends an object and overwrites its events; their memory is free once they are the oldest. */
    void erase(int object) {
        Track track = standings.track(object);
        if (track != null) {
            for (long at = track.side.from(ring, Long.MIN_VALUE, 0); at != SideList.NONE; at = track.side.next(at)) {
                eraseSide(track.side.place(at));
            }
        }
        for (long place = standings.spine(object); ring.holds(place); ) {
            long previous = ring.previous(place);
            records -= ring.isRepeated(place) ? 0 : 1;
            ring.blank(place);
            place = previous;
        }
        if (standings.isKept(object)) {
            kept.remove(standings.kept(object));
            records--;
        }
        standings.end(object);
        gone.accept(object);
        while (!ring.isEmpty() && ring.object(ring.first()) == HistoryRing.NOBODY) {
            dropOldest();
        }
    }

    private void eraseSide(long place) {
        if (!ring.isDelete(place)) {
            sideRecords.remove(place);
        }
        ring.blank(place);
        bytes -= SIDE_BYTES;
        records--;
    }

    /** Frees everything. */
    void clear() {
        standings.clear();
        kept.clear();
        sideRecords.clear();
        ring.clear();
        records = 0;
        bytes = 0;
    }

    /** Copies the greatest event of an object, if there is one. */
    void copyGreatest(int object, EventBlock into) {
        if (standings.isKept(object)) {
            into.add(kept, standings.kept(object));
        } else if (ring.holds(standings.greatest(object))) {
            into.add(ring, standings.greatest(object));
        }
    }
}
