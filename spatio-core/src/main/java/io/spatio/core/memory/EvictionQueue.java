package io.spatio.core.memory;

/** Events in append order, as pairs of object number and sequence, in a ring. Guarded by the store's lock. */
final class EvictionQueue {
    private int[] objects = new int[64];
    private long[] sequences = new long[64];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(int object, long sequence) {
        if (size == objects.length) {
            grow();
        }
        int at = first + size & objects.length - 1;
        objects[at] = object;
        sequences[at] = sequence;
        size++;
    }

    /** The object of the first event. */
    int object() {
        return objects[first];
    }

    /** Removes the first event and gives its sequence. */
    long removeFirst() {
        long sequence = sequences[first];
        first = first + 1 & objects.length - 1;
        size--;
        return sequence;
    }

    private void grow() {
        int[] moreObjects = new int[size * 2];
        long[] moreSequences = new long[size * 2];
        int tail = size - first;
        System.arraycopy(objects, first, moreObjects, 0, tail);
        System.arraycopy(objects, 0, moreObjects, tail, first);
        System.arraycopy(sequences, first, moreSequences, 0, tail);
        System.arraycopy(sequences, 0, moreSequences, tail, first);
        objects = moreObjects;
        sequences = moreSequences;
        first = 0;
    }
}
