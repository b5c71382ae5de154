package io.spatio.benchmarks.world;

/** Makes the worlds that figures are measured in, the same at every call. */
public final class Worlds {
    private static final long SEED = 0x5EA1_F00DL;
    private static final double LATTICE_STEP_DEGREES = 0.01;
    private static final int CLUSTERS = 50;
    private static final double CLUSTER_SIGMA_METERS = 5_000;
    private static final double ZIPF_EXPONENT = 0.8;

    private Worlds() {}

    /** The original's own benchmark: a square lattice from (0, 0), 0.01° apart, of at most a given number of objects. */
    public static World lattice(int objects) {
        int side = (int) Math.sqrt(objects);
        double[] lons = new double[side * side];
        double[] lats = new double[side * side];
        for (int object = 0; object < lons.length; object++) {
            int column = object / side;
            int row = object % side;
            lons[object] = column * LATTICE_STEP_DEGREES;
            lats[object] = row * LATTICE_STEP_DEGREES;
        }
        return new World(lons, lats, side);
    }

    /** A city: uniform in 0.5° x 0.5° around 48.85 N 2.35 E. */
    public static World city(int objects) {
        SplitMix random = new SplitMix(SEED);
        double[] lons = new double[objects];
        double[] lats = new double[objects];
        for (int object = 0; object < objects; object++) {
            lons[object] = 2.1 + 0.5 * random.unit();
            lats[object] = 48.6 + 0.5 * random.unit();
        }
        return new World(lons, lats, 0);
    }

    /** 50 normal clusters of 5 km between 50 S and 62 N, of sizes by Zipf's law with exponent 0.8. */
    public static World cluster(int objects) {
        SplitMix random = new SplitMix(SEED + 1);
        double[] centerLons = new double[CLUSTERS];
        double[] centerLats = new double[CLUSTERS];
        double[] shares = new double[CLUSTERS];
        double sum = 0;
        for (int cluster = 0; cluster < CLUSTERS; cluster++) {
            centerLons[cluster] = -175 + 350 * random.unit();
            centerLats[cluster] = -50 + 112 * random.unit();
            sum += Math.pow(cluster + 1, -ZIPF_EXPONENT);
            shares[cluster] = sum;
        }
        double[] lons = new double[objects];
        double[] lats = new double[objects];
        for (int object = 0; object < objects; object++) {
            double at = sum * random.unit();
            int cluster = 0;
            while (shares[cluster] < at) {
                cluster++;
            }
            double lat = centerLats[cluster] + CLUSTER_SIGMA_METERS * random.gaussian() * World.latPerMeter();
            lats[object] = lat;
            lons[object] = centerLons[cluster] + CLUSTER_SIGMA_METERS * random.gaussian() * World.lonPerMeter(lat);
        }
        return new World(lons, lats, 0);
    }
}
