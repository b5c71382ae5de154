package io.spatio.index.rstar;

/**
 * Closed rectangles as four neighbours in an array: minLon, minLat, maxLon, maxLat. The empty one is (∞, ∞, −∞, −∞): it
 * contains nothing and joins with anything.
 */
final class Rectangles {
    /** Numbers per rectangle. */
    static final int WIDTH = 4;

    private Rectangles() {}

    static void setEmpty(double[] array, int at) {
        set(
                array,
                at,
                Double.POSITIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    static void set(double[] array, int at, double minLon, double minLat, double maxLon, double maxLat) {
        array[at] = minLon;
        array[at + 1] = minLat;
        array[at + 2] = maxLon;
        array[at + 3] = maxLat;
    }

    static boolean contains(double[] array, int at, double lon, double lat) {
        return lon >= array[at] && lon <= array[at + 2] && lat >= array[at + 1] && lat <= array[at + 3];
    }

    /** Whether the first contains the whole of the second. */
    static boolean containsAll(double[] array, int at, double[] inner, int innerAt) {
        return inner[innerAt] >= array[at]
                && inner[innerAt + 1] >= array[at + 1]
                && inner[innerAt + 2] <= array[at + 2]
                && inner[innerAt + 3] <= array[at + 3];
    }

    /** Enlarges the first by the second. */
    static void join(double[] array, int at, double[] other, int otherAt) {
        join(array, at, other[otherAt], other[otherAt + 1], other[otherAt + 2], other[otherAt + 3]);
    }

    /** Enlarges a rectangle by another one. */
    static void join(double[] array, int at, double minLon, double minLat, double maxLon, double maxLat) {
        array[at] = Math.min(array[at], minLon);
        array[at + 1] = Math.min(array[at + 1], minLat);
        array[at + 2] = Math.max(array[at + 2], maxLon);
        array[at + 3] = Math.max(array[at + 3], maxLat);
    }
}
