package io.spatio.benchmarks.world;

/**
 * Where the objects of a world are now, each moved by 14 to 99 m at a step.
 *
 * <p>In a lattice they are put within 40 m of their places instead, so that it stays a lattice. Objects may be moved by
 * several threads, each its own.
 */
public final class Walk {
    private static final double STEP_MIN_METERS = 10;
    private static final double STEP_MAX_METERS = 70;
    private static final double LATTICE_METERS = 40;

    private final World world;
    private final double[] lons;
    private final double[] lats;
    private final double[] lonPerMeter;

    /** All objects at their places. */
    public Walk(World world) {
        this.world = world;
        int size = world.size();
        lons = new double[size];
        lats = new double[size];
        lonPerMeter = new double[size];
        for (int object = 0; object < size; object++) {
            lonPerMeter[object] = World.lonPerMeter(world.lat(object));
        }
        restart();
    }

    /** Puts all objects back. */
    public void restart() {
        for (int object = 0; object < world.size(); object++) {
            lons[object] = world.lon(object);
            lats[object] = world.lat(object);
        }
    }

    /** Moves an object. */
    public void step(int object, SplitMix random) {
        if (world.isLattice()) {
            lons[object] = world.lon(object) + LATTICE_METERS * random.signed() * lonPerMeter[object];
            lats[object] = world.lat(object) + LATTICE_METERS * random.signed() * World.latPerMeter();
        } else {
            lons[object] += meters(random) * lonPerMeter[object];
            lats[object] += meters(random) * World.latPerMeter();
        }
    }

    /** A step's length along one axis, either way. */
    private static double meters(SplitMix random) {
        double drawn = random.signed();
        double length = STEP_MIN_METERS + (STEP_MAX_METERS - STEP_MIN_METERS) * Math.abs(drawn);
        return Math.copySign(length, drawn);
    }

    /** Longitude in degrees, now. */
    public double lon(int object) {
        return lons[object];
    }

    /** Latitude in degrees, now. */
    public double lat(int object) {
        return lats[object];
    }

    /** A longitude at most a number of metres from an object's. */
    public double lonNear(int object, double maxMeters, SplitMix random) {
        return lons[object] + maxMeters * random.signed() * lonPerMeter[object];
    }

    /** A latitude at most a number of metres from an object's. */
    public double latNear(int object, double maxMeters, SplitMix random) {
        return lats[object] + maxMeters * random.signed() * World.latPerMeter();
    }
}
