package io.spatio.core.memory;

import io.spatio.TrackOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one object in order, a block at a time: between blocks it remembers the key of the event it gave last
 * and no place, so it does not matter what is appended, dropped or kept apart meanwhile.
 *
 * <p>A block merges the object's spine, its side list and the position kept apart. It ends between two timestamps, since a
 * repeat moves a record within its timestamp; only beyond {@value #MOST} events of one timestamp it ends among them, and then
 * a record that is repeated at that moment may be given twice or not at all.
 *
 * <p>From the oldest on, what is later than the newest event at the beginning is not followed: a reader ends, whatever is
 * written. Where the current position of the beginning was pushed out before it was reached, the one that is current then
 * takes its place at the end. Called under the store's lock, which may be a read lock.
 */
final class TrackReader {
    /** How many events of one timestamp a block holds at most. */
    static final int MOST = 4096;

    /** Room for the events of a spine up to its next fence. */
    static final int AHEAD = Track.SPINE_PER_FENCE + 1;

    private static final int FIRST_BLOCK = 16;
    private static final int BLOCK = 256;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final long NOWHERE = HistoryRing.NOWHERE;

    private final MemoryHistory history;
    private final HistoryRing ring;
    private final int object;
    private final boolean newestFirst;
    private final long fromMicros;
    private final long toMicros;

    // The key of the last event given; all of its timestamp where the sequence is at its end.
    private long micros;
    private long sequence;
    private boolean ended;
    private int room = FIRST_BLOCK;

    // From the oldest on: where to stop, and whether the current position of the beginning is still to be given.
    private long lastMicros;
    private boolean owesCurrent;
    private long currentMicros;
    private long currentSequence;
    private boolean onlyCurrentIsLeft;

    // The events that came next when the last block ended, to see whether any was dropped since.
    private long nextSpine = NOWHERE;
    private long nextSpineSequence;
    private long sideDrops;

    // Within a block.
    private long spine;
    private long side;
    private final long[] ahead;
    private int aheadAt;
    private int aheadEnd;

    /** Begins to read the selected events of an object; {@code ahead} has {@value #AHEAD} places of no meaning. */
    TrackReader(MemoryHistory history, int object, MemoryCursor.Selection selection, long[] ahead) {
        this.history = history;
        this.ring = history.ring;
        this.object = object;
        this.newestFirst = selection.order() == TrackOrder.NEWEST_FIRST;
        this.fromMicros = selection.fromMicros();
        this.toMicros = selection.toMicros();
        this.ahead = ahead;
        micros = newestFirst ? toMicros : fromMicros;
        sequence = newestFirst ? Long.MAX_VALUE : -1;
        ended = fromMicros > toMicros;
        if (!newestFirst) {
            begin();
        }
    }

    private void begin() {
        Standings standings = history.standings;
        lastMicros = Long.MIN_VALUE;
        if (standings.isKept(object)) {
            noteCurrent(history.kept.micros(standings.kept(object)), history.kept.sequence(standings.kept(object)));
        } else if (ring.holds(standings.greatest(object)) && !ring.isDelete(standings.greatest(object))) {
            noteCurrent(standings.greatestMicros(object), ring.sequence(standings.greatest(object)));
        }
        if (ring.holds(standings.spine(object))) {
            lastMicros = Math.max(lastMicros, ring.micros(standings.spine(object)));
        }
        SideList list = side();
        if (list != null) {
            lastMicros = Math.max(lastMicros, ring.micros(list.last()));
        }
        lastMicros = Math.min(lastMicros, toMicros);
    }

    private void noteCurrent(long itsMicros, long itsSequence) {
        lastMicros = itsMicros;
        if (itsMicros >= fromMicros && itsMicros <= toMicros) {
            owesCurrent = true;
            currentMicros = itsMicros;
            currentSequence = itsSequence;
        }
    }

    private @Nullable SideList side() {
        Track track = history.standings.track(object);
        return track == null || track.side.isEmpty() ? null : track.side;
    }

    /** Whether there is no more to read. */
    boolean ended() {
        return ended;
    }

    /** Copies the next events into an empty block; with none the reader has ended, or must be asked again. */
    void read(EventBlock into) {
        if (newestFirst) {
            readDown(into);
        } else if (onlyCurrentIsLeft) {
            giveCurrent(into);
        } else {
            into.beginsAfterGap = mayHaveLost();
            readUp(into);
        }
        room = Math.min(BLOCK, 2 * room);
    }

    /** Whether the block is full before an event of a time. A step that gives nothing counts as much as one that does. */
    private boolean isFull(EventBlock into, int steps, long nextMicros) {
        if (steps >= MOST) {
            return true;
        }
        return nextMicros != micros && (steps >= room || into.metadataBytes() >= BLOCK_BYTES);
    }

    private void gave(long place, EventBlock into) {
        micros = ring.micros(place);
        sequence = ring.sequence(place);
        if (!ring.isRepeated(place)) {
            into.add(ring, place);
        }
    }

    // ---- from the newest on ---------------------------------------------------------------------------------------

    private void readDown(EventBlock into) {
        int steps = giveKept(into) ? 1 : 0;
        SideList list = side();
        spine = history.spineBelow(object, micros, sequence);
        side = list == null ? SideList.NONE : list.below(ring, micros, sequence);
        while (true) {
            long next = list == null || side == SideList.NONE ? NOWHERE : list.place(side);
            boolean fromSpine = spine != NOWHERE
                    && (next == NOWHERE || ring.compare(spine, ring.micros(next), ring.sequence(next)) > 0);
            next = fromSpine ? spine : next;
            if (next == NOWHERE || ring.micros(next) < fromMicros) {
                ended = true;
                return;
            }
            if (isFull(into, steps++, ring.micros(next))) {
                sequence = ring.micros(next) == micros ? sequence : -1;
                return;
            }
            gave(next, into);
            if (fromSpine) {
                spine = ring.previous(spine);
                spine = ring.holds(spine) ? spine : NOWHERE;
            } else if (list != null) {
                side = list.previous(side);
            }
        }
    }

    /** Gives the position kept apart, the greatest of all, if it comes next. */
    private boolean giveKept(EventBlock into) {
        if (!history.standings.isKept(object)) {
            return false;
        }
        int number = history.standings.kept(object);
        long itsMicros = history.kept.micros(number);
        long itsSequence = history.kept.sequence(number);
        int compared = itsMicros != micros ? Long.compare(itsMicros, micros) : Long.compare(itsSequence, sequence);
        if (itsMicros < fromMicros || itsMicros > toMicros || (newestFirst ? compared >= 0 : compared <= 0)) {
            return false;
        }
        into.add(history.kept, number);
        micros = itsMicros;
        sequence = itsSequence;
        return true;
    }

    // ---- from the oldest on ---------------------------------------------------------------------------------------

    private void readUp(EventBlock into) {
        SideList list = side();
        lookAhead();
        side = list == null ? SideList.NONE : list.from(ring, micros, sequence + 1);
        int steps = 0;
        while (true) {
            spine = aheadAt < aheadEnd ? ahead[aheadAt] : NOWHERE;
            long next = list == null || side == SideList.NONE ? NOWHERE : list.place(side);
            boolean fromSpine = spine != NOWHERE
                    && (next == NOWHERE || ring.compare(spine, ring.micros(next), ring.sequence(next)) < 0);
            next = fromSpine ? spine : next;
            if (next == NOWHERE || ring.micros(next) > lastMicros) {
                endUp(into);
                return;
            }
            if (isFull(into, steps++, ring.micros(next))) {
                sequence = ring.micros(next) == micros ? sequence : Long.MAX_VALUE - 1;
                remember();
                return;
            }
            gave(next, into);
            noteGiven();
            if (fromSpine) {
                aheadAt++;
                if (aheadAt == aheadEnd) {
                    lookAhead();
                }
            } else if (list != null) {
                side = list.next(side);
            }
        }
    }

    private void noteGiven() {
        owesCurrent &= micros != currentMicros || sequence < currentSequence;
    }

    /** Finds the events of the spine that come next, up to its next fence. */
    private void lookAhead() {
        long place = history.standings.spine(object);
        Track track = history.standings.track(object);
        if (track != null && ring.holds(place) && ring.compare(place, micros, sequence) > 0) {
            place = track.fenceFrom(ring, micros, sequence + 1, place);
        }
        aheadAt = ahead.length;
        aheadEnd = ahead.length;
        while (ring.holds(place) && ring.compare(place, micros, sequence) > 0) {
            ahead[--aheadAt] = place;
            place = ring.previous(place);
        }
    }

    /** What comes last: a position kept apart, or the current one where that of the beginning is there no more. */
    private void endUp(EventBlock into) {
        Standings standings = history.standings;
        if (standings.isKept(object) && history.kept.micros(standings.kept(object)) <= lastMicros && giveKept(into)) {
            noteGiven();
        }
        onlyCurrentIsLeft = owesCurrent;
        ended = !owesCurrent;
    }

    private void giveCurrent(EventBlock into) {
        ended = true;
        into.beginsAfterGap = true;
        long greatest = history.standings.greatest(object);
        if (!giveKept(into) && isNext(greatest)) {
            gave(greatest, into);
        }
    }

    private boolean isNext(long place) {
        return ring.holds(place)
                && !ring.isDelete(place)
                && ring.micros(place) <= toMicros
                && ring.compare(place, micros, sequence) > 0;
    }

    // ---- gaps -----------------------------------------------------------------------------------------------------

    private void remember() {
        nextSpine = spine;
        nextSpineSequence = spine == NOWHERE ? 0 : ring.sequence(spine);
        Track track = history.standings.track(object);
        sideDrops = track == null ? 0 : track.sideDrops();
    }

    /** Whether an event between the last given and the next may have been dropped. */
    private boolean mayHaveLost() {
        if (nextSpine != NOWHERE && !ring.holds(nextSpine)) {
            Standings standings = history.standings;
            return !standings.isKept(object) || history.kept.sequence(standings.kept(object)) != nextSpineSequence;
        }
        Track track = history.standings.track(object);
        return track != null && track.droppedSince(sideDrops, micros);
    }
}
