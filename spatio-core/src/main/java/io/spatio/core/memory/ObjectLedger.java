package io.spatio.core.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of each object: its number, and where its events are.
 *
 * <p>Columns by number, so an object costs four words and its place in a table. The columns come in pieces of
 * {@value #PIECE_OBJECTS} objects, of which only the first ever grows: no more memory than that stands ready for objects
 * to come, and no append waits while the columns of a million are copied. Numbers of objects that ended are given again,
 * much later; {@link #birth} tells whom a number means. Guarded by the store's lock.
 */
final class ObjectLedger {
    /** {@link #greatest} of an object whose greatest event has left the ring and is kept apart. */
    static final long KEPT = -2;

    /** How many numbers rest after they ended before the first is given again. */
    private static final int REST = 4096;

    private static final int FIRST_OBJECTS = 16;
    private static final int PIECE_OBJECTS = 16_384;
    private static final int PIECE_SHIFT = 14;
    private static final int PIECE_MASK = PIECE_OBJECTS - 1;

    private static final int WORDS = 4;
    private static final int LATEST = 0;
    private static final int GREATEST = 1;
    private static final int GREATEST_MICROS = 2;
    private static final int STATE = 3;

    private static final long ANY = 1;
    private static final long OUT_OF_ORDER = 2;
    private static final long DELETED = 4;
    private static final int STATE_BITS = 3;

    private final Map<String, ObjectNumbers> namespaces = new HashMap<>();
    private Piece[] pieces = {};
    private int end;
    private final ArrayDeque<Integer> ended = new ArrayDeque<>();

    /** The columns of some objects. */
    private static final class Piece {
        final @Nullable ObjectNumbers[] owners;
        final @Nullable String[] ids;
        final int[] births;
        final long[] words;

        Piece(int objects) {
            owners = new ObjectNumbers[objects];
            ids = new String[objects];
            births = new int[objects];
            words = new long[objects * WORDS];
        }

        private Piece(Piece from, int objects) {
            owners = Arrays.copyOf(from.owners, objects);
            ids = Arrays.copyOf(from.ids, objects);
            births = Arrays.copyOf(from.births, objects);
            words = Arrays.copyOf(from.words, objects * WORDS);
        }

        Piece grown() {
            return new Piece(this, 2 * ids.length);
        }
    }

    private Piece piece(int number) {
        return pieces[number >>> PIECE_SHIFT];
    }

    private long[] words(int number) {
        return piece(number).words;
    }

    /** Where an object's words begin in its piece's. */
    private static int base(int number) {
        return (number & PIECE_MASK) * WORDS;
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
        int number = ended.size() > REST ? ended.remove() : newNumber();
        Piece piece = piece(number);
        int base = base(number);
        piece.ids[number & PIECE_MASK] = objectId;
        piece.owners[number & PIECE_MASK] = numbers;
        piece.words[base + LATEST] = HistoryRing.NOWHERE;
        piece.words[base + GREATEST] = HistoryRing.NOWHERE;
        piece.words[base + STATE] = 0;
        numbers.add(objectId, number);
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
        piece.births[number & PIECE_MASK]++;
        ended.add(number);
    }

    /** Every number given is below this. */
    int end() {
        return end;
    }

    /** Whether a number means an object now. */
    boolean isKnown(int number) {
        return number >= 0 && number < end && idOrNull(number) != null;
    }

    /** Changes when the number's object ends. */
    int birth(int number) {
        return piece(number).births[number & PIECE_MASK];
    }

    private @Nullable String idOrNull(int number) {
        return piece(number).ids[number & PIECE_MASK];
    }

    String id(int number) {
        String id = number < end ? idOrNull(number) : null;
        if (id == null) {
            throw new IllegalStateException("object number " + number + " has ended: the object was erased");
        }
        return id;
    }

    private ObjectNumbers owner(int number) {
        ObjectNumbers owner = piece(number).owners[number & PIECE_MASK];
        if (owner == null) {
            throw new IllegalStateException("object number " + number + " has ended: the object was erased");
        }
        return owner;
    }

    String namespace(int number) {
        return owner(number).namespace;
    }

    // ---- events ---------------------------------------------------------------------------------------------------

    /** The place of the event appended last, or {@link HistoryRing#NOWHERE}; it may have been dropped since. */
    long latest(int number) {
        return words(number)[base(number) + LATEST];
    }

    /** The place of the greatest event, {@link #KEPT}, or {@link HistoryRing#NOWHERE}. */
    long greatest(int number) {
        return words(number)[base(number) + GREATEST];
    }

    void setGreatest(int number, long place) {
        words(number)[base(number) + GREATEST] = place;
    }

    /** Whether the events' append order may differ from their order in time. */
    boolean isOutOfOrder(int number) {
        return (words(number)[base(number) + STATE] & OUT_OF_ORDER) != 0;
    }

    /** Whether the greatest event is a delete that was made before a time. */
    boolean isDeletedBefore(int number, long micros) {
        long state = words(number)[base(number) + STATE];
        return (state & DELETED) != 0 && state >> STATE_BITS < micros;
    }

    /** When the greatest event was made, if that is a delete. */
    long madeAtMicros(int number) {
        return words(number)[base(number) + STATE] >> STATE_BITS;
    }

    /** How many objects have a number. */
    int size() {
        return end - ended.size();
    }

    /**
     * Notes an event that has just been appended.
     *
     * @param anew whether what was before does not count any more
     * @return whether it is the greatest
     */
    boolean note(int number, long place, long micros, boolean anew) {
        long[] words = words(number);
        int base = base(number);
        long state = words[base + STATE];
        words[base + LATEST] = place;
        boolean any = (state & ANY) != 0;
        if (any && micros <= words[base + GREATEST_MICROS]) {
            state |= OUT_OF_ORDER;
        }
        boolean greatest = !any || anew || micros >= words[base + GREATEST_MICROS];
        if (greatest) {
            words[base + GREATEST] = place;
            words[base + GREATEST_MICROS] = micros;
            state &= ANY | OUT_OF_ORDER;
        }
        words[base + STATE] = state | ANY;
        return greatest;
    }

    /** Notes that the greatest event is a delete that was made at a time. */
    void noteDelete(int number, long madeMicros) {
        long most = Long.MAX_VALUE >> STATE_BITS;
        long made = Math.max(-most, Math.min(most, madeMicros));
        words(number)[base(number) + STATE] |= made << STATE_BITS | DELETED;
    }

    void clear() {
        namespaces.clear();
        pieces = new Piece[0];
        end = 0;
        ended.clear();
    }
}
