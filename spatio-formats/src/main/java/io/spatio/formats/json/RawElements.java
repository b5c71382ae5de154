package io.spatio.formats.json;

import java.util.Arrays;

/** The elements of an array of JSON as they stand, from the first to the last. One thread. */
final class RawElements {
    private final byte[] array;
    private int at = 1;
    private int element;

    private RawElements(byte[] array) {
        this.array = array;
    }

    /** The elements of an array that was parsed before. */
    static RawElements of(byte[] array) {
        return new RawElements(array);
    }

    /**
     * An element; the indexes asked for ascend.
     *
     * @throws IllegalArgumentException when there is none of that index
     */
    byte[] next(int index) {
        byte[] found = {};
        while (element <= index) {
            if (array[0] != '[' || at >= array.length - 1) {
                throw new IllegalArgumentException("metadata has fewer elements than there are points");
            }
            int from = at;
            JsonScan scan = new JsonScan();
            while (at < array.length - 1 && (array[at] != ',' || scan.depth() > 0 || scan.inString())) {
                scan.accept(array[at++]);
            }
            found = Arrays.copyOfRange(array, from, at);
            at++;
            element++;
        }
        return found;
    }
}
