package io.spatio.core.changes;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes on their way to one subscriber, in the order in which it is told. Columns that are used again, since one who follows a
 * busy database is told a million a second. One thread at a time.
 */
final class Deliveries {
    private static final int FEWEST = 64;
    /** More than this many are not kept room for. */
    private static final int MOST_KEPT = 1 << 16;

    private @Nullable Published[] changes = new Published[FEWEST];
    private @Nullable Published[] froms = new Published[FEWEST];
    private long[] tokens = new long[FEWEST];
    private int begin;
    private int end;

    /**
     * Adds one at the end.
     *
     * @param change what happened last
     * @param from the change whose old position is what the subscriber knows; null where it knows of none
     * @param token up to which sequence the subscriber knows everything when it has this
     */
    void add(Published change, @Nullable Published from, long token) {
        if (end == changes.length) {
            grow(2 * end);
        }
        changes[end] = change;
        froms[end] = from;
        tokens[end++] = token;
    }

    private void grow(int length) {
        @Nullable Published[] moreChanges = Arrays.copyOf(changes, length);
        @Nullable Published[] moreFroms = Arrays.copyOf(froms, length);
        tokens = Arrays.copyOf(tokens, length);
        froms = moreFroms;
        changes = moreChanges; // last, as its length decides whether there is room
    }

    /** How many are left. */
    int size() {
        return end - begin;
    }

    Published change(int i) {
        Published change = changes[begin + i];
        if (change == null) {
            throw new IndexOutOfBoundsException(i);
        }
        return change;
    }

    @Nullable
    Published from(int i) {
        return froms[begin + i];
    }

    long token(int i) {
        return tokens[begin + i];
    }

    void setToken(int i, long token) {
        tokens[begin + i] = token;
    }

    /** Moves the first one to the end of others. */
    void moveFirst(Deliveries others) {
        others.add(change(0), from(0), token(0));
        changes[begin] = null;
        froms[begin++] = null;
        if (begin == end) {
            begin = 0;
            end = 0;
        }
    }

    /** Removes those whose change a test holds for. */
    void removeIf(Predicate<Published> test) {
        int kept = begin;
        for (int i = begin; i < end; i++) {
            if (!test.test(change(i - begin))) {
                changes[kept] = changes[i];
                froms[kept] = froms[i];
                tokens[kept++] = tokens[i];
            }
        }
        Arrays.fill(changes, kept, end, null);
        Arrays.fill(froms, kept, end, null);
        end = kept;
    }

    /** Forgets all. */
    void clear() {
        if (changes.length > MOST_KEPT) {
            changes = new Published[FEWEST];
            froms = new Published[FEWEST];
            tokens = new long[FEWEST];
        } else {
            Arrays.fill(changes, begin, end, null);
            Arrays.fill(froms, begin, end, null);
        }
        begin = 0;
        end = 0;
    }

    /** Sorts by sequence; O(size) where they are in order. The tokens do not follow. */
    void sort() {
        int i = begin + 1;
        while (i < end && change(i - 1 - begin).sequence < change(i - begin).sequence) {
            i++;
        }
        if (i >= end) {
            return;
        }
        Pair[] pairs = new Pair[size()];
        for (int j = 0; j < pairs.length; j++) {
            pairs[j] = new Pair(change(j), from(j));
        }
        Arrays.sort(pairs);
        for (int j = 0; j < pairs.length; j++) {
            changes[begin + j] = pairs[j].change;
            froms[begin + j] = pairs[j].from;
        }
    }

    private record Pair(Published change, @Nullable Published from) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return Long.compare(change.sequence, other.change.sequence);
        }
    }
}
