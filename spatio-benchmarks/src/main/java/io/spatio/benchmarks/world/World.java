package io.spatio.benchmarks.world;

import java.nio.charset.StandardCharsets;

/**
 * Where every object stands at the start, and what it is called. Objects are numbered from 0. Not changed once made; any
 * thread.
 *
 * <p>A lattice ({@code side} > 0) has the ids of the original's own benchmark, {@code obj:x:y}, and is visited in order;
 * any other world has ids of 16 characters and is visited at random.
 */
public final class World {
    private static final byte[] FLEET_ID = "vehicle-00000000".getBytes(StandardCharsets.ISO_8859_1);
    private static final double METERS_PER_DEGREE = 111_195;

    private final double[] lons;
    private final double[] lats;
    private final int side;

    /** A world of these places; the arrays belong to it from now on. */
    public World(double[] lons, double[] lats, int side) {
        this.lons = lons;
        this.lats = lats;
        this.side = side;
    }

    /** How many objects there are. */
    public int size() {
        return lons.length;
    }

    /** The lattice's objects per side, or 0 for another world. */
    public int side() {
        return side;
    }

    /** Whether objects are visited in order and keep near their places. */
    public boolean isLattice() {
        return side > 0;
    }

    /** Where an object starts: longitude in degrees. */
    public double lon(int object) {
        return lons[object];
    }

    /** Where an object starts: latitude in degrees. */
    public double lat(int object) {
        return lats[object];
    }

    /** Degrees of latitude to a metre. */
    public static double latPerMeter() {
        return 1 / METERS_PER_DEGREE;
    }

    /** Degrees of longitude to a metre at a latitude that is no pole. */
    public static double lonPerMeter(double lat) {
        return 1 / (METERS_PER_DEGREE * Math.cos(Math.toRadians(lat)));
    }

    /** The object's id, as a String that nobody has hashed yet. */
    public String id(int object) {
        if (isLattice()) {
            return "obj:" + object / side + ":" + object % side;
        }
        byte[] id = FLEET_ID.clone();
        int rest = object;
        for (int at = id.length - 1; rest > 0; at--) {
            id[at] += (byte) (rest % 10);
            rest /= 10;
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    /** The number of the object with an id. */
    public int number(String id) {
        if (isLattice()) {
            int middle = id.indexOf(':', 4);
            return Integer.parseInt(id, 4, middle, 10) * side + Integer.parseInt(id, middle + 1, id.length(), 10);
        }
        return Integer.parseInt(id, 8, id.length(), 10);
    }
}
