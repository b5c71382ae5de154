package io.spatio.spi;

import java.util.Arrays;
import java.util.Objects;

/**
 * A block that grows by one handle after the other, in 28 bytes each and what the arrays have to spare. The coordinates of a
 * handle lie side by side, as an index asks for them in an order of its own. An {@code i} that is not below {@link #size} is
 * an {@link IndexOutOfBoundsException}. One thread at a time.
 */
public final class PositionList implements PositionBlock {
    private static final int LEAST_CAPACITY = 16;

    private int[] handles;
    /** Longitude, latitude and altitude of each. */
    private double[] places;

    private int size;

    /** An empty list. */
    public PositionList() {
        this(0);
    }

    /**
     * An empty list.
     *
     * @param capacity how many handles there is room for at once, at least 0
     */
    public PositionList(int capacity) {
        handles = new int[capacity];
        places = new double[3 * capacity];
    }

    /** Adds a handle with its canonical coordinates in degrees and metres, alt NaN when absent. */
    public void add(int handle, double lon, double lat, double alt) {
        if (size == handles.length) {
            handles = Arrays.copyOf(handles, Math.max(LEAST_CAPACITY, 2 * size));
            places = Arrays.copyOf(places, 3 * handles.length);
        }
        handles[size] = handle;
        places[3 * size] = lon;
        places[3 * size + 1] = lat;
        places[3 * size + 2] = alt;
        size++;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int handle(int i) {
        return handles[Objects.checkIndex(i, size)];
    }

    @Override
    public double lon(int i) {
        return places[3 * Objects.checkIndex(i, size)];
    }

    @Override
    public double lat(int i) {
        return places[3 * Objects.checkIndex(i, size) + 1];
    }

    @Override
    public double alt(int i) {
        return places[3 * Objects.checkIndex(i, size) + 2];
    }
}
