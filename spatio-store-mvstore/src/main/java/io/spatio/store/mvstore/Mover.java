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
    /** From so many bytes in the tail on they are moved. */
    private static final long DUE_BYTES = 16L << 20;

    private static final int GROUPS_A_STEP = 4_096;
    private static final int ALL_DONE = Integer.MAX_VALUE;

    private final MvFile file;

    private final int dueEvents;

    /** A mover for when the tail holds so many events, or very large ones. */
    Mover(MvFile file, int dueEvents) {
        this.file = file;
        this.dueEvents = dueEvents;
    }

    boolean isRunning() {
        return file.move.target() > file.move.tailFrom();
    }

    /** Whether the tail has grown so many times as far as it may before a move begins. */
    boolean isDue(int times) {
        return file.tail.size() >= (long) times * dueEvents || file.tail.sizeBytes() >= times * DUE_BYTES;
    }

    /** Begins to move what is in the tail up to a sequence number at which a group ends. */
    void begin(long target) {
        if (!isRunning() && target > file.move.tailFrom()) {
            file.move = new FileMeta.Move(file.move.tailFrom(), target, 1);
        }
    }

    /** Moves some objects' events, about so many; false when all is done. */
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

    private boolean removeGroups() {
        MVMap<Long, byte[]> groups = file.tailMap;
        long target = file.move.target();
        List<Long> gone = new ArrayList<>();
        Iterator<Long> keys = groups.keyIterator(null);
        long from = target;
        while (keys.hasNext()) {
            long key = keys.next();
            if (key > target) {
                break;
            }
            if (gone.size() == GROUPS_A_STEP) {
                from = key - 1;
                break;
            }
            gone.add(key);
        }
        gone.forEach(groups::remove);
        file.move = new FileMeta.Move(from, target, ALL_DONE);
        return from < target;
    }
}
