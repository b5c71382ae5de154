package io.spatio.core.engine;

import io.spatio.geometry.LonLat;
import java.util.Arrays;

/**
 * Objects at the places where the index told of them, with a value each: what a search has found before it reads any row.
 *
 * <p>Primitives alone, so a thread can use the same one from search to search at no cost to the collector. One thread.
 */
final class FoundPlaces {
    private static final int FIRST_CAPACITY = 64;
    /** What is larger is not kept from search to search. */
    private static final int MOST_KEPT = 4096;

    private static final int LON = 0;
    private static final int LAT = 1;
    private static final int ALT = 2;
    private static final int VALUE = 3;
    private static final int NUMBERS = 4;

    private int[] handles = new int[FIRST_CAPACITY];
    private double[] numbers = new double[FIRST_CAPACITY * NUMBERS];
    private int count;

    int count() {
        return count;
    }

    int handle(int place) {
        return handles[place];
    }

    double lon(int place) {
        return numbers[place * NUMBERS + LON];
    }

    double lat(int place) {
        return numbers[place * NUMBERS + LAT];
    }

    double alt(int place) {
        return numbers[place * NUMBERS + ALT];
    }

    void setValue(int place, double value) {
        numbers[place * NUMBERS + VALUE] = value;
    }

    double value(int place) {
        return numbers[place * NUMBERS + VALUE];
    }

    /** Whether this has grown too large to be kept. */
    boolean isLarge() {
        return handles.length > MOST_KEPT;
    }

    void clear() {
        count = 0;
    }

    void add(int handle, double lon, double lat, double alt, double value) {
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, 2 * count);
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(2 * NUMBERS, count));
        }
        handles[count] = handle;
        int at = count++ * NUMBERS;
        numbers[at + LON] = lon;
        numbers[at + LAT] = lat;
        numbers[at + ALT] = alt;
        numbers[at + VALUE] = value;
    }

    /** Forgets those of a greater value. */
    void keepWithin(double value) {
        int kept = 0;
        for (int place = 0; place < count; place++) {
            if (value(place) <= value) {
                copy(place, kept++);
            }
        }
        count = kept;
    }

    private void copy(int from, int to) {
        if (from == to) {
            return;
        }
        handles[to] = handles[from];
        for (int i = 0; i < NUMBERS; i++) {
            numbers[to * NUMBERS + i] = numbers[from * NUMBERS + i];
        }
    }

    /** How many of their rows hold a position; see {@link ObjectTable#countPresent}. */
    int countPresent(ObjectTable rows) {
        return rows.countPresent(handles, count);
    }

    /** Whether a row is where the index told. */
    boolean isAt(int place, RowState row) {
        int at = place * NUMBERS;
        return LonLat.canonicalLon(row.lon, row.lat) == numbers[at + LON]
                && LonLat.canonicalLat(row.lat) == numbers[at + LAT]
                && Double.doubleToLongBits(row.alt) == Double.doubleToLongBits(numbers[at + ALT]);
    }
}
