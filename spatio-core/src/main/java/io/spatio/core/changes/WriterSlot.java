package io.spatio.core.changes;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Publishes what was taken, which is visible now, by the sequence of the batch's first event. */
    public void publish(long first) {
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
        sincePump++;
    }

    private void append(Published change) {
        tail.setNext(change);
        tail = change;
    }

    /** Says that the write is done, or has failed. */
    public void end(ChangeFeed feed) {
        STATE.setRelease(this, IDLE);
        if (wanted) {
            wanted = false;
            taken.clear();
            VarHandle.fullFence(); // one who falls asleep sees that the write is done, or is seen to sleep
            feed.wakeSleepers();
            if (sincePump >= PUBLISHED_PER_PUMP) {
                sincePump = 0;
                feed.pumpIfFree();
            }
        }
    }

    // ---- the reader -----------------------------------------------------------------------------------------------

    long state() {
        return state;
    }

    long greatest() {
        return greatest;
    }

    /** The first that was published and not taken. */
    @Nullable
    Published peek() {
        return head.next();
    }

    Published take() {
        Published first = requireNonNull(peek(), "a change that was peeked at");
        head.setNext(null);
        head = first;
        return first;
    }

    /** Whether nothing will come of this any more. */
    boolean isOver() {
        return !thread.isAlive() && peek() == null;
    }
}
