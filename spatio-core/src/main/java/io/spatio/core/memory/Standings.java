package io.spatio.core.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How each object stands: where its spine ends, which of its events is the greatest, and what else is known of it.
 *
 * <p>Four words by number and no object, in pieces of {@value #PIECE_OBJECTS} objects of which only the first ever grows: no
 * more memory than that stands ready for objects to come, and no append waits while the words of a million are copied. What
 * only objects with many events need is in a {@link Track}. Guarded by the store's lock.
 */
final class Standings {
    private static final long NOWHERE = HistoryRing.NOWHERE;
    /** {@link #greatest} below this is a kept position, whose number is the difference. */
    private static final long KEPT = NOWHERE - 1;

    private static final int FIRST_OBJECTS = 16;
    private static final int PIECE_SHIFT = 14;
    private static final int PIECE_OBJECTS = 1 << PIECE_SHIFT;
    private static final int PIECE_MASK = PIECE_OBJECTS - 1;

    private static final int WORDS = 4;
    private static final int SPINE = 0;
    private static final int GREATEST = 1;
    private static final int GREATEST_MICROS = 2;
    private static final int STATE = 3;

    private static final long KNOWN = 1;
    private static final long GREATEST_COUNTS = 2;
    private static final long DELETED = 4;
    private static final long TRACK = 8;
    private static final int FENCE_SHIFT = 4;
    private static final long FENCE_MASK = (Track.SPINE_PER_FENCE - 1L) << FENCE_SHIFT;
    /** When the delete was made stands above, in units of 2^10 µs, rounded down. */
    private static final int MADE_SHIFT = 10;

    private long[][] pieces = {};
    private @Nullable Track[] @Nullable [] tracks = {};
    private long tombstones;

    private long[] words(int number) {
        return pieces[number >>> PIECE_SHIFT];
    }

    private static int at(int number, int word) {
        return (number & PIECE_MASK) * WORDS + word;
    }

    private long state(int number) {
        return words(number)[at(number, STATE)];
    }

    private boolean is(int number, long flag) {
        return (state(number) & flag) != 0;
    }

    private void set(int number, long flag, boolean on) {
        long state = state(number);
        words(number)[at(number, STATE)] = on ? state | flag : state & ~flag;
    }

    /** Makes a number mean an object that has no event. */
    void begin(int number) {
        makeRoom(number);
        long[] words = words(number);
        words[at(number, SPINE)] = NOWHERE;
        words[at(number, GREATEST)] = NOWHERE;
        words[at(number, GREATEST_MICROS)] = 0;
        words[at(number, STATE)] = KNOWN;
    }

    private void makeRoom(int number) {
        int piece = number >>> PIECE_SHIFT;
        if (piece >= pieces.length) {
            pieces = Arrays.copyOf(pieces, piece + 1);
            tracks = Arrays.copyOf(tracks, piece + 1);
            pieces[piece] = new long[(piece == 0 ? FIRST_OBJECTS : PIECE_OBJECTS) * WORDS];
        }
        int objects = pieces[piece].length / WORDS;
        if ((number & PIECE_MASK) >= objects) {
            pieces[piece] = Arrays.copyOf(pieces[piece], 2 * objects * WORDS);
        }
    }

    /** Makes a number mean nothing. */
    void end(int number) {
        releaseTrack(number);
        if (is(number, DELETED)) {
            tombstones--;
        }
        words(number)[at(number, STATE)] = 0;
    }

    /** Whether a number means an object. */
    boolean isKnown(int number) {
        int piece = number >>> PIECE_SHIFT;
        return number >= 0 && piece < pieces.length && at(number, STATE) < pieces[piece].length && is(number, KNOWN);
    }

    /** How many objects were deleted and are not forgotten. */
    long tombstones() {
        return tombstones;
    }

    // ---- the spine ------------------------------------------------------------------------------------------------

    /** The place of the spine's newest event, or {@link HistoryRing#NOWHERE}; it may have been dropped since. */
    long spine(int number) {
        return words(number)[at(number, SPINE)];
    }

    /** Makes an event the spine's newest. */
    void setSpine(int number, long place, long firstHeld) {
        words(number)[at(number, SPINE)] = place;
        long state = state(number);
        long count = (state + (1L << FENCE_SHIFT)) & FENCE_MASK;
        words(number)[at(number, STATE)] = (state & ~FENCE_MASK) | count;
        if (count == 0) {
            needTrack(number).addFence(place, firstHeld);
        }
    }

    /** What is known of an object with many events, or null. */
    @Nullable
    Track track(int number) {
        if (!is(number, TRACK)) {
            return null;
        }
        @Nullable Track[] piece = tracks[number >>> PIECE_SHIFT];
        return piece == null ? null : piece[number & PIECE_MASK];
    }

    Track needTrack(int number) {
        Track track = track(number);
        if (track == null) {
            track = new Track();
            int piece = number >>> PIECE_SHIFT;
            int objects = pieces[piece].length / WORDS;
            @Nullable Track[] column = tracks[piece];
            if (column == null || column.length < objects) {
                column = column == null ? new Track[objects] : Arrays.copyOf(column, objects);
                tracks[piece] = column;
            }
            column[number & PIECE_MASK] = track;
            set(number, TRACK, true);
        }
        return track;
    }

    void releaseTrack(int number) {
        if (is(number, TRACK)) {
            @Nullable Track[] piece = tracks[number >>> PIECE_SHIFT];
            if (piece != null) {
                piece[number & PIECE_MASK] = null;
            }
            set(number, TRACK, false);
        }
    }

    // ---- the greatest event ---------------------------------------------------------------------------------------

    /** Whether there is an event that later ones are measured by. */
    boolean greatestCounts(int number) {
        return is(number, GREATEST_COUNTS);
    }

    /** The place of the greatest event, or {@link HistoryRing#NOWHERE}; {@link #isKept} where it has left the ring. */
    long greatest(int number) {
        return words(number)[at(number, GREATEST)];
    }

    long greatestMicros(int number) {
        return words(number)[at(number, GREATEST_MICROS)];
    }

    /** Whether the greatest event is a position that has left the ring and is kept apart. */
    boolean isKept(int number) {
        return greatest(number) <= KEPT;
    }

    /** The number of the position kept apart. */
    int kept(int number) {
        return (int) (KEPT - greatest(number));
    }

    void setKept(int number, int kept) {
        setGreatestPlace(number, KEPT - kept);
    }

    /** Moves the greatest event, or, with {@link HistoryRing#NOWHERE}, forgets its place. */
    void setGreatestPlace(int number, long place) {
        words(number)[at(number, GREATEST)] = place;
    }

    /** Makes an event the greatest. */
    void setGreatest(int number, long place, NewEvent event) {
        setGreatestPlace(number, place);
        words(number)[at(number, GREATEST_MICROS)] = event.micros;
        long state = state(number);
        tombstones += (event.isDelete ? 1 : 0) - ((state & DELETED) != 0 ? 1 : 0);
        long flags = (state & ((1L << MADE_SHIFT) - 1) & ~DELETED) | GREATEST_COUNTS;
        if (event.isDelete) {
            flags |= DELETED | event.madeAtMicros >> MADE_SHIFT << MADE_SHIFT;
        }
        words(number)[at(number, STATE)] = flags;
    }

    /** Whether the greatest event is a delete that was made before a time, to about a millisecond. */
    boolean isDeletedBefore(int number, long micros) {
        long state = state(number);
        return (state & DELETED) != 0 && state >> MADE_SHIFT < micros >> MADE_SHIFT;
    }

    boolean isDeleted(int number) {
        return is(number, DELETED);
    }

    /** Forgets the greatest event, a delete: whatever comes next is the greatest. */
    void forgetDelete(int number) {
        set(number, DELETED | GREATEST_COUNTS, false);
        setGreatestPlace(number, NOWHERE);
        tombstones--;
    }

    void clear() {
        pieces = new long[0][];
        tracks = new Track[0][];
        tombstones = 0;
    }
}
