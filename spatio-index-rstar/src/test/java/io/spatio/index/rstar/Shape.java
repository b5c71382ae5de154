package io.spatio.index.rstar;

import io.spatio.geometry.LonLat;
import java.util.SplittableRandom;

/** Where test objects stand: the shapes that break trees. All coordinates are canonical. */
enum Shape {
    WORLD {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(random.nextDouble(-180, 180), random.nextDouble(-90, 90));
        }
    },
    CITY {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(random.nextDouble(2.1, 2.6), random.nextDouble(48.6, 49.1));
        }
    },
    ALL_EQUAL {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(2.35, 48.85);
        }
    },
    TWO_PLACES {
        @Override
        double[] point(SplittableRandom random, int i) {
            return random.nextBoolean() ? at(0, 0) : at(-70, -20);
        }
    },
    LINE_OF_LONGITUDE {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(10, random.nextDouble(-60, 60));
        }
    },
    LINE_OF_LATITUDE {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(random.nextDouble(-180, 180), 45);
        }
    },
    LATTICE_IN_ORDER {
        @Override
        double[] point(SplittableRandom random, int i) {
            return at(i % 50 * 0.01, i / 50 % 300 * 0.01);
        }
    },
    CLUSTERS {
        @Override
        double[] point(SplittableRandom random, int i) {
            int cluster = random.nextInt(12);
            return at(
                    cluster * 29 - 170 + random.nextDouble(-0.05, 0.05),
                    cluster * 10 - 55 + random.nextDouble(-0.05, 0.05));
        }
    },
    ANTIMERIDIAN {
        @Override
        double[] point(SplittableRandom random, int i) {
            double lon = random.nextInt(5) == 0 ? -180 : random.nextDouble(179.9, 180.1);
            return at(lon >= 180 ? lon - 360 : lon, random.nextDouble(-0.1, 0.1));
        }
    },
    POLES {
        @Override
        double[] point(SplittableRandom random, int i) {
            double lat = random.nextInt(10) == 0 ? 90 : random.nextDouble(89.9, 90);
            return at(random.nextDouble(-180, 180), random.nextBoolean() ? lat : -lat);
        }
    };

    abstract double[] point(SplittableRandom random, int i);

    /** A place an object at a point moves to: mostly near. */
    double[] moved(SplittableRandom random, double[] from, int i) {
        if (random.nextInt(10) == 0) {
            return point(random, i);
        }
        double lon = from[0] + random.nextDouble(-0.001, 0.001);
        double lat = Math.max(-90, Math.min(90, from[1] + random.nextDouble(-0.001, 0.001)));
        return at(lon < -180 ? lon + 360 : lon >= 180 ? lon - 360 : lon, lat);
    }

    static double[] at(double lon, double lat) {
        return new double[] {LonLat.canonicalLon(lon, lat), LonLat.canonicalLat(lat), Double.NaN};
    }
}
