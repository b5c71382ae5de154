package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves events from the tail into the blocks of their objects, object by object, in steps between which commits may lie:
 * the file says how far it has come. When all objects are done, the groups are taken from the tail. The committer's thread
 * only.
 */
final class Mover {
    /** The tail's size in bytes at which a move begins. */
    private static final long DUE_BYTES = 16L << 20;

    private static final int GROUPS_A_STEP = 4_096;
    /** The most events of one object in a move, beside those that arrive meanwhile: a step moves all of them. */
    private static final int MOST_OF_ONE = 8_192;

    private static final int ALL_DONE = Integer.MAX_VALUE;

    private final MvFile file;

    private final int dueEvents;

    /** A mover that is due when the tail holds the given number of events, or 16 MiB. */
    Mover(MvFile file, int dueEvents) {
        this.file = file;
        this.dueEvents = dueEvents;
    }

    boolean isRunning() {
        return file.move.target() > file.move.tailFrom();
    }

    /** Whether the tail holds the given multiple of what makes a move due; groups of erases and documents alone count, too. */
    boolean isDue(int times) {
        return file.tail.size() >= (long) times * dueEvents
                || file.tail.sizeBytes() >= times * DUE_BYTES
                || file.tailMap.sizeAsLong() >= (long) times * dueEvents;
    }

    /**
     * Begins to move what is in the tail up to a sequence number at which a group ends, or less where one object has very
     * much there.
     *
     * @param arrived how many events have arrived since the last step, so that moving keeps up
     * @return whether the move that runs then covers all of that
     */
    boolean begin(long wanted, int arrived) {
        if (!isRunning() && wanted > file.move.tailFrom()) {
            long target = bounded(wanted, MOST_OF_ONE + arrived);
            file.move = new FileMeta.Move(file.move.tailFrom(), target, 1);
        }
        return file.move.target() >= wanted;
    }

    /** The end of the last group before an object has more events than a step should move. */
    private long bounded(long wanted, int mostOfOne) {
        long excess = file.tail.firstExcess(mostOfOne);
        Long group = excess > wanted ? null : file.tailMap.floorKey(excess);
        return group == null ? wanted : group - 1;
    }

    /** Moves whole objects until about the given number of events has been moved; false when the move is done. */
    boolean step(int events) {
        int moved = 0;
        while (moved < events && file.move.object() < ALL_DONE) {
            Integer number = file.tail.objectFrom(file.move.object());
            if (number != null) {
                moved += 1 + moveObject(number);
            }
            at(number == null ? ALL_DONE : number + 1);
        }
        return file.move.object() < ALL_DONE || removeGroups();
    }

    private void at(int object) {
        file.move = new FileMeta.Move(file.move.tailFrom(), file.move.target(), object);
    }

    private int moveObject(int number) {
        List<Event> events = new ArrayList<>(file.tail.of(number));
        events.removeIf(event -> event.sequence() > file.move.target());
        if (events.isEmpty()) {
            return 0;
        }
        ObjectName name = events.get(0).name();
        // All that reads and may fail comes first; after it nothing is half done.
        List<Block.Packed> puts = new Zones(file.block).join(events);
        byte[] last = LastFormat.encode(last(name, events));
        try {
            for (int i = puts.size() - 1; i >= 0; i--) { // a reader finds each event in its block at any moment
                file.block.put(puts.get(i).key(), puts.get(i).value());
            }
            file.last.put(number, last);
        } catch (RuntimeException e) {
            throw new HalfDoneException(e);
        }
        file.tail.removeAll(number, events);
        return events.size();
    }

    /** The blocks may hold some of an object's events and not others: only what was committed can be trusted. */
    static final class HalfDoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HalfDoneException(Throwable cause) {
            super(cause);
        }
    }

    private LastFormat.Last last(ObjectName name, List<Event> events) {
        byte[] known = file.last.get(name.number);
        LastFormat.Last before = known == null ? null : LastFormat.decode(name, known);
        return new LastFormat.Last(greatest(before, events), file.move.target());
    }

    /** The greatest event of an object after those of its events that the known one does not count yet. */
    static Event greatest(LastFormat.@Nullable Last known, List<Event> events) {
        long until = known == null ? 0 : known.untilSequence();
        Event state = known == null ? null : known.event();
        List<Event> inOrder = new ArrayList<>(events);
        inOrder.removeIf(event -> event.sequence() <= until);
        inOrder.sort(Comparator.comparingLong(Event::sequence));
        for (Event event : inOrder) {
            state = event.after(state);
        }
        if (state == null) {
            throw new IllegalStateException("an object without events");
        }
        return state;
    }

    /** Each group's removal counts at once, so that a commit after one that fails says what the tail really holds. */
    private boolean removeGroups() {
        MVMap<Long, byte[]> groups = file.tailMap;
        long target = file.move.target();
        List<Long> gone = new ArrayList<>();
        Iterator<Long> keys = groups.keyIterator(null);
        long end = target + 1;
        while (keys.hasNext()) {
            long key = keys.next();
            if (gone.size() == GROUPS_A_STEP || key > target) {
                end = Math.min(key, target + 1);
                break;
            }
            gone.add(key);
        }
        for (int i = 0; i < gone.size(); i++) {
            groups.remove(gone.get(i));
            removedBefore(i + 1 < gone.size() ? gone.get(i + 1) : end);
        }
        removedBefore(end);
        return end <= target;
    }

    private void removedBefore(long sequence) {
        file.move = new FileMeta.Move(sequence - 1, file.move.target(), ALL_DONE);
    }
}
