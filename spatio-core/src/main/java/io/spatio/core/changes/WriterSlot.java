package io.spatio.core.changes;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The writes of one thread, as those who follow changes see them: whether one is in flight, above which sequence its own will
 * lie, and a queue of the changes that are visible already.
 *
 * <p>A write calls {@link #mark} before it locks a row, {@link #begin} before it appends, {@link #publish} when its rows show
 * it, and {@link #end} in any case. The queue has one writer, this thread, and one reader at a time, the thread that holds the feed's lock.
 *
 * <p>It knows no feed: a thread that lives for long would keep every database it ever wrote to.
 *
 * <p>A mark is a plain store, which a later read of another field could overtake; the compare-and-set that locks the row stands
 * between them and lets no read pass on any machine. So either {@link #begin} sees that changes are wanted, or the one who made them wanted
 * sees the mark and waits for it.
 */
public final class WriterSlot {
    /** No write is in flight. */
    static final long IDLE = -1;

    private static final int PUBLISHED_PER_PUMP = 4096;
    private static final VarHandle STATE = field("state");
    private static final VarHandle GREATEST = field("greatest");

    private final Thread thread = Thread.currentThread();
    private final List<Published> taken = new ArrayList<>();
    /**
     * {@link #IDLE}; from 0 on the floor of the write in flight, below all its sequences; else below IDLE a mark, each another, of a
     * write that has no floor: it has not begun, or publishes nothing.
     */
    private volatile long state = IDLE;
    /** The greatest sequence published. */
    private volatile long greatest;

    private long marks;
    private boolean wanted;
    /** The sequence of a write that the store has taken and that is not published, or 0. */
    private long unpublished;

    private int sincePump;
    private Published tail = Published.none();
    /** The reader's: the change it took last. */
    private Published head = tail;

    WriterSlot() {}

    private static VarHandle field(String name) {
        try {
            return MethodHandles.lookup().findVarHandle(WriterSlot.class, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // ---- the writer -----------------------------------------------------------------------------------------------

    /** Says that a write is about to begin. A compare-and-set must lie between this and {@link #begin}. */
    public void mark() {
        STATE.setRelease(this, IDLE - ++marks);
    }

    /** Says, before the append, that a write is in flight; from here on {@link #isWanted} tells whether to put down changes. */
    public void begin(ChangeFeed feed) {
        long floor = feed.floor();
        wanted = floor >= 0;
        if (wanted) {
            STATE.setRelease(this, floor);
        }
    }

    /** Whether anybody wants the changes of the write in flight. */
    public boolean isWanted() {
        return wanted;
    }

    /** Takes a change whose sequence is {@code -1 - its place in the batch}. */
    public void add(Published change) {
        taken.add(change);
    }

    /**
     * Says that the store has taken the write, by its first sequence, or 0 where there was nothing to take. If it ends without
     * being published, since its rows could not be changed, subscribers are told that they lost changes.
     */
    public void stored(long first) {
        unpublished = first;
    }

    /** Publishes what was taken, which is visible now, by the sequence of the batch's first event. */
    public void publish(long first) {
        unpublished = 0;
        if (taken.isEmpty()) {
            return;
        }
        for (Published change : taken) {
            change.sequence = first - change.sequence - 1;
            append(change);
        }
        sincePump += taken.size();
        taken.clear();
        GREATEST.setRelease(this, tail.sequence);
    }

    /** Publishes the end of one object, or of a namespace; nothing of it that was not told before is told once this returns. */
    public void publishEnd(ChangeFeed feed, Published end) {
        feed.end(end, () -> {
            append(end);
            GREATEST.setRelease(this, end.sequence);
        });
        unpublished = 0;
        sincePump++;
    }

    private void append(Published change) {
        tail.setNext(change);
        tail = change;
    }

    /** Says that the write is done, or has failed. */
    public void end(ChangeFeed feed) {
        if (wanted) {
            endWanted(feed);
        } else {
            unpublished = 0;
            STATE.setRelease(this, IDLE);
        }
    }

    private void endWanted(ChangeFeed feed) {
        wanted = false;
        taken.clear();
        if (unpublished != 0) {
            feed.loseAll(unpublished); // while the floor holds the watermark below it
            unpublished = 0;
        }
        STATE.setRelease(this, IDLE);
        VarHandle.fullFence(); // one who falls asleep sees that the write is done, or is seen to sleep
        feed.written();
        if (sincePump >= PUBLISHED_PER_PUMP) {
            sincePump = 0;
            feed.pumpIfFree();
        }
    }

    // ---- the reader -----------------------------------------------------------------------------------------------

    long state() {
        return state;
    }

    long greatest() {
        return greatest;
    }

    /** The sequence of the first that was published and not taken; {@link Long#MAX_VALUE} where there is none. */
    long next() {
        Published first = head.next();
        return first == null ? Long.MAX_VALUE : first.sequence;
    }

    Published take() {
        Published first = requireNonNull(head.next(), "the change whose sequence next() told");
        head.setNext(null);
        head = first;
        return first;
    }

    /** Whether nothing will come of this any more. */
    boolean isOver() {
        return !thread.isAlive() && next() == Long.MAX_VALUE;
    }
}
