package io.spatio.geometry;

import java.util.Random;

/** Random and adversarial places for tests, and loops of a bounded time that print their seed. */
final class Places {
    private static final double[] LONS = {-180, 180, -179.99999999999997, 179.99999999999997, 0, -0.0, 90, -90, 1e-9, 45
    };
    private static final double[] LATS = {90, -90, 89.99999999999999, -89.99999999999999, 0, -0.0, 89.9999, -89.99, 45};

    final Random random;

    Places(long seed) {
        random = new Random(seed);
    }

    /** One round of a random loop. */
    interface Round {
        void run(Places places);
    }

    /** Runs rounds for a fraction of the budget; a failure names the seed of its round. */
    static void repeat(double fraction, Round round) {
        long seed = Long.getLong("spatio.test.seed", Long.getLong("spatio.test.begin", System.nanoTime()));
        double budget = Double.parseDouble(System.getProperty("spatio.test.budget", "5"));
        long end = System.nanoTime() + (long) (budget * fraction * 1e9);
        do {
            try {
                round.run(new Places(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dspatio.test.seed=" + seed + ": " + e.getMessage(), e);
            }
            seed++;
        } while (System.nanoTime() < end);
    }

    double lon() {
        return switch (random.nextInt(6)) {
            case 0 -> LONS[random.nextInt(LONS.length)];
            case 1 -> random.nextInt(-180, 181);
            case 2 -> {
                double near = (180 - Math.pow(10, random.nextDouble(-12, 1)));
                yield random.nextBoolean() ? near : -near;
            }
            default -> random.nextDouble(-180, 180);
        };
    }

    double lat() {
        return switch (random.nextInt(6)) {
            case 0 -> LATS[random.nextInt(LATS.length)];
            case 1 -> random.nextInt(-90, 91);
            case 2 -> {
                double near = (90 - Math.pow(10, random.nextDouble(-12, 1)));
                yield random.nextBoolean() ? near : -near;
            }
            default -> random.nextDouble(-90, 90);
        };
    }

    double alt() {
        return random.nextInt(3) == 0 ? Double.NaN : random.nextDouble(-11_000, 100_000);
    }

    double radius() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 40_075_017;
            case 2 -> Haversine.MAX_METERS + random.nextInt(-2, 3) * Math.ulp(Haversine.MAX_METERS);
            case 3 -> random.nextDouble(0, 40_075_017);
            default -> Math.pow(10, random.nextDouble(-6, 7.4));
        };
    }

    /** A point at about a distance in a random direction, within the legal range. */
    double[] about(double lon, double lat, double meters) {
        double bearing = random.nextInt(4) == 0 ? random.nextInt(4) * Math.PI / 2 : random.nextDouble(0, 2 * Math.PI);
        double angle = meters / Haversine.EARTH_RADIUS_METERS;
        double phi = Math.toRadians(lat);
        double sinPhi = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
        double target = Math.asin(Math.max(-1, Math.min(1, sinPhi)));
        double turn = Math.atan2(
                Math.sin(bearing) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * sinPhi);
        double otherLon = Math.IEEEremainder(lon + Math.toDegrees(turn), 360);
        return new double[] {
            Math.max(-180, Math.min(180, otherLon)), Math.max(-90, Math.min(90, Math.toDegrees(target)))
        };
    }

    /** A value a few units in the last place away, within ±bound. */
    double nudged(double value, double bound) {
        double nudged = value + random.nextInt(-3, 4) * Math.ulp(value);
        return Math.max(-bound, Math.min(bound, nudged));
    }
}
