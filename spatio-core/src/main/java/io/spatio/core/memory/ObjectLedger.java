package io.spatio.core.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which number means which object.
 *
 * <p>Columns by number, in pieces as those of {@link Standings}. Numbers of objects that ended are given again, much later;
 * {@link #stamp} tells whom a number means. Guarded by the store's lock.
 */
final class ObjectLedger {
    /** How many numbers rest after they ended before the first is given again. */
    private static final int REST = 4096;

    private static final int FIRST_OBJECTS = 16;
    private static final int PIECE_OBJECTS = 16_384;
    private static final int PIECE_SHIFT = 14;
    private static final int PIECE_MASK = PIECE_OBJECTS - 1;
    private static final int NONE = -1;

    private final Map<String, ObjectNumbers> namespaces = new HashMap<>();
    private Piece[] pieces = {};
    private int end;
    private int stamp;
    // Numbers that rest, each with the next in its stamp.
    private int firstResting = NONE;
    private int lastResting = NONE;
    private int resting;

    /** The columns of some objects. */
    private static final class Piece {
        final @Nullable ObjectNumbers[] owners;
        final @Nullable String[] ids;
        final int[] stamps;

        Piece(int objects) {
            owners = new ObjectNumbers[objects];
            ids = new String[objects];
            stamps = new int[objects];
        }

        private Piece(Piece from, int objects) {
            owners = Arrays.copyOf(from.owners, objects);
            ids = Arrays.copyOf(from.ids, objects);
            stamps = Arrays.copyOf(from.stamps, objects);
        }

        Piece grown() {
            return new Piece(this, 2 * ids.length);
        }
    }

    private Piece piece(int number) {
        return pieces[number >>> PIECE_SHIFT];
    }

    /** The numbers of a namespace's objects, or null where there are none. */
    @Nullable
    ObjectNumbers ofNamespace(String namespace) {
        return namespaces.get(namespace);
    }

    /** The number of an object, given now where it has none. */
    int findOrAdd(String namespace, String objectId) {
        ObjectNumbers numbers = namespaces.computeIfAbsent(namespace, ObjectNumbers::new);
        int known = numbers.find(objectId, this);
        if (known >= 0) {
            return known;
        }
        int number = resting > REST ? wake() : newNumber();
        Piece piece = piece(number);
        piece.ids[number & PIECE_MASK] = objectId;
        piece.owners[number & PIECE_MASK] = numbers;
        piece.stamps[number & PIECE_MASK] = ++stamp;
        numbers.add(objectId, number, this);
        return number;
    }

    private int newNumber() {
        int last = pieces.length - 1;
        if (end == pieces.length * PIECE_OBJECTS) {
            pieces = Arrays.copyOf(pieces, pieces.length + 1);
            pieces[last + 1] = new Piece(end == 0 ? FIRST_OBJECTS : PIECE_OBJECTS);
        } else if (last == 0 && end == pieces[0].ids.length) {
            pieces[0] = pieces[0].grown();
        }
        return end++;
    }

    /** The number that has rested longest. */
    private int wake() {
        int number = firstResting;
        firstResting = piece(number).stamps[number & PIECE_MASK];
        resting--;
        return number;
    }

    private void rest(int number) {
        piece(number).stamps[number & PIECE_MASK] = NONE;
        if (resting == 0) {
            firstResting = number;
        } else {
            piece(lastResting).stamps[lastResting & PIECE_MASK] = number;
        }
        lastResting = number;
        resting++;
    }

    /** The number of an object, or −1. */
    int find(String namespace, String objectId) {
        ObjectNumbers numbers = namespaces.get(namespace);
        return numbers == null ? -1 : numbers.find(objectId, this);
    }

    /** Ends an object; its number may be given again. */
    void end(int number) {
        ObjectNumbers numbers = owner(number);
        numbers.remove(id(number), number);
        if (numbers.size() == 0) {
            namespaces.remove(numbers.namespace);
        }
        Piece piece = piece(number);
        piece.ids[number & PIECE_MASK] = null;
        piece.owners[number & PIECE_MASK] = null;
        rest(number);
        if (size() == 0 && end > REST) {
            clear();
        }
    }

    /** Every number given is below this. */
    int end() {
        return end;
    }

    /** Whether a number means an object now. */
    boolean isKnown(int number) {
        return number >= 0 && number < end && piece(number).ids[number & PIECE_MASK] != null;
    }

    /** The stamp given last; later objects have greater ones, until it overflows. */
    int stamp() {
        return stamp;
    }

    /** The stamp of a known object, its own. */
    int stamp(int number) {
        return piece(number).stamps[number & PIECE_MASK];
    }

    String id(int number) {
        String id = isKnown(number) ? piece(number).ids[number & PIECE_MASK] : null;
        if (id == null) {
            throw ended(number);
        }
        return id;
    }

    ObjectNumbers owner(int number) {
        ObjectNumbers owner = isKnown(number) ? piece(number).owners[number & PIECE_MASK] : null;
        if (owner == null) {
            throw ended(number);
        }
        return owner;
    }

    /** What is wrong with a number that means nothing. */
    static IllegalStateException ended(int number) {
        return new IllegalStateException("object number " + number + " has ended: the object was erased or forgotten");
    }

    /** How many objects have a number. */
    int size() {
        return end - resting;
    }

    void clear() {
        namespaces.clear();
        pieces = new Piece[0];
        end = 0;
        resting = 0;
    }
}
