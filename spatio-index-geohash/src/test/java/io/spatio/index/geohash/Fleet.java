package io.spatio.index.geohash;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Objects whose every position follows from a step number, which stands in the altitude: a search can tell whether what it
 * was given belongs together, and whether the object was there between the search's start and end.
 */
final class Fleet {
    private final GeohashIndex index;
    private final double spread;
    private final AtomicIntegerArray begun;
    private final AtomicIntegerArray published;

    Fleet(GeohashIndex index, int size, double spread) {
        this.index = index;
        this.spread = spread;
        this.begun = new AtomicIntegerArray(size);
        this.published = new AtomicIntegerArray(size);
    }

    int size() {
        return begun.length();
    }

    /** Where an object is at a step: one of 64 places in [1, 1 + spread) x [1, 1 + spread), both far and near jumps. */
    double lon(int handle, int step) {
        return 1 + spread * place(handle, step) / 64;
    }

    double lat(int handle, int step) {
        return 1 + spread * (place(handle, step) * 29 % 64) / 64;
    }

    private static int place(int handle, int step) {
        int walk = step / 3 * 7 + step % 3;
        return handle * 5 + walk & 63;
    }

    void insert(int handle) {
        int step = begun.incrementAndGet(handle);
        index.insert(handle, lon(handle, step), lat(handle, step), step, () -> publish(handle, step));
    }

    void move(int handle) {
        int from = begun.get(handle);
        int to = begun.incrementAndGet(handle);
        index.move(
                handle,
                lon(handle, from),
                lat(handle, from),
                from,
                lon(handle, to),
                lat(handle, to),
                to,
                () -> publish(handle, to));
    }

    void remove(int handle) {
        int step = begun.get(handle);
        index.remove(handle, lon(handle, step), lat(handle, step), step);
    }

    /** Now and then slow, so that other threads meet changes half done. */
    private void publish(int handle, int step) {
        if (step % 64 == 0) {
            Thread.yield();
        }
        published.set(handle, step);
    }

    /** The last step whose row is visible. */
    int published(int handle) {
        return published.get(handle);
    }

    /** The last step of which a change has begun. */
    int begun(int handle) {
        return begun.get(handle);
    }
}
