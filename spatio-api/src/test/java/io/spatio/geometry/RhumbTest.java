package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Position;
import org.junit.jupiter.api.Test;

class RhumbTest {
    private static final double R = Haversine.EARTH_RADIUS_METERS;

    @Test
    void publishedDistance() {
        // Veness, rhumb lines: Dover to Calais 40.31 km on a sphere of 6371 km (his test suite).
        assertThat(Rhumb.meters(1.338, 51.127, 1.853, 50.964)).isCloseTo(40_310, within(10.0));
    }

    @Test
    void meridiansAndParallelsAreRhumbLines() {
        assertThat(Rhumb.meters(7, 10, 7, 40)).isCloseTo(Haversine.meters(7, 10, 7, 40), within(1e-6));
        assertThat(Rhumb.meters(0, 60, 90, 60)).isCloseTo(R * Math.PI / 2 * 0.5, within(1e-6));
        assertThat(Rhumb.meters(0, 0, 90, 0)).isCloseTo(R * Math.PI / 2, within(1e-6));
    }

    @Test
    void goesTheShorterWayRound() {
        assertThat(Rhumb.meters(179, 10, -179, 11)).isCloseTo(Rhumb.meters(-1, 10, 1, 11), within(1e-6));
        assertThat(Rhumb.meters(180, 10, -180, 10)).isZero();
    }

    @Test
    void polesHaveNoLongitude() {
        assertThat(Rhumb.meters(10, 90, -100, 90)).isZero();
        assertThat(Rhumb.meters(10, 60, -100, 90)).isCloseTo(Math.toRadians(30) * R, within(1e-6));
    }

    /** Against the length of many small great circles along the line of constant bearing. */
    @Test
    void agreesWithSmallSteps() {
        Places.repeat(0.1, places -> {
            double latA = places.random.nextDouble(-85, 85);
            double latB = places.random.nextBoolean() ? latA + 1e-7 : places.random.nextDouble(-85, 85);
            double lonB = places.random.nextDouble(-90, 90);
            double chartA = mercator(latA);
            double chartB = mercator(latB);
            double sum = 0;
            double lat = latA;
            int steps = 2000;
            for (int i = 1; i <= steps; i++) {
                double next = Math.toDegrees(Math.atan(Math.sinh(chartA + (chartB - chartA) * i / steps)));
                sum += Haversine.meters(lonB * (i - 1) / steps, lat, lonB * i / steps, next);
                lat = next;
            }
            double rhumb = Rhumb.meters(0, latA, lonB, latB);
            assertThat(rhumb).isCloseTo(sum, within(1e-3 + 1e-5 * sum));
            assertThat(rhumb).isGreaterThanOrEqualTo(Haversine.meters(0, latA, lonB, latB) * (1 - 1e-12));
            assertThat(Rhumb.meters(lonB, latB, 0, latA)).isEqualTo(rhumb);
        });
    }

    private static double mercator(double lat) {
        double sin = Math.sin(Math.toRadians(lat));
        return 0.5 * Math.log((1 + sin) / (1 - sin));
    }

    /** Against 80 digits: what may differ is the rounding of a few operations. */
    private static void assertPrecise(double lonA, double latA, double lonB, double latB) {
        double expected = PreciseRhumb.meters(lonA, latA, lonB, latB);
        assertThat(Rhumb.meters(lonA, latA, lonB, latB))
                .as("from lon %s, lat %s to lon %s, lat %s", lonA, latA, lonB, latB)
                .isCloseTo(expected, within(1e-14 * expected + 1e-300));
    }

    @Test
    void theOracleKnowsWhatIsKnown() {
        assertThat(PreciseRhumb.meters(7, 10, 7, 40)).isCloseTo(R * Math.PI / 6, within(1e-8));
        assertThat(PreciseRhumb.meters(179, 60, -91, 60)).isCloseTo(R * Math.PI / 4, within(1e-8));
        // From the equator to 45 degrees the chart goes up by ln(1 + sqrt 2).
        double q = Math.PI / 4 / Math.log(1 + Math.sqrt(2));
        assertThat(PreciseRhumb.meters(0, 0, 90, 45))
                .isCloseTo(R * Math.hypot(Math.PI / 4, q * Math.PI / 2), within(1e-8));
    }

    @Test
    void betweenThePolarCapsNothingIsLost() {
        for (double fromPole = 10; fromPole > 1e-14; fromPole /= 10) {
            for (double other = 10; other > 1e-14; other /= 10) {
                assertPrecise(0, 90 - fromPole, 180, other - 90);
                assertPrecise(0, 90 - fromPole, 180, 90 - other);
                assertPrecise(-180, fromPole - 90, 90, other - 90);
            }
        }
    }

    @Test
    void agreesWithHighPrecisionEverywhere() {
        Places.repeat(0.2, places -> {
            double lonA = places.lon();
            double latA = places.lat();
            double lonB = places.lon();
            double latB = places.lat();
            switch (places.random.nextInt(4)) {
                case 0 -> latB = places.nudged(latA, 90);
                case 1 -> {
                    double[] near = places.about(lonA, latA, places.radius());
                    lonB = near[0];
                    latB = near[1];
                }
                case 2 -> latB = places.nudged(-latA, 90);
                default -> {}
            }
            assertPrecise(lonA, latA, lonB, latB);
            assertThat(Rhumb.meters(lonB, latB, lonA, latA)).isEqualTo(Rhumb.meters(lonA, latA, lonB, latB));
        });
    }

    @Test
    void nearParallelsLoseNoDigits() {
        double east = Rhumb.meters(0, 45, 1, 45);
        for (double step = 1e-14; step < 1e-6; step *= 10) {
            assertThat(Rhumb.meters(0, 45, 1, 45 + step)).isCloseTo(east, within(0.01));
        }
    }

    @Test
    void planarIsDegreesAsTheyStand() {
        assertThat(Planar.degrees(0, 0, 3, 4)).isEqualTo(5);
        assertThat(Planar.degrees(Position.of(180, 0), Position.of(-180, 0))).isEqualTo(360);
    }
}
