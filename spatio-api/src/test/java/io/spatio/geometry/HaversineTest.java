package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Position;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;

class HaversineTest {
    private static final Geodesic SPHERE = new Geodesic(Haversine.EARTH_RADIUS_METERS, 0);
    private static final double R = Haversine.EARTH_RADIUS_METERS;

    @Test
    void agreesWithGeographicLibOnTheSphere() {
        Places.repeat(0.2, places -> {
            double lonA = places.lon();
            double latA = places.lat();
            double[] near = places.about(lonA, latA, places.radius());
            int kind = places.random.nextInt(5);
            double lonB = kind == 0 ? antipodalLon(lonA) : kind < 3 ? places.lon() : near[0];
            double latB = kind == 0 ? -latA : kind < 3 ? places.lat() : near[1];
            double expected = byOracles(lonA, latA, lonB, latB);
            assertThat(Haversine.meters(lonA, latA, lonB, latB))
                    .describedAs("%s %s %s %s", lonA, latA, lonB, latB)
                    .isCloseTo(expected, within(1e-8 + expected * 2e-15));
        });
    }

    @Test
    void antipodesOfEveryWholeDegree() {
        for (int lon = -180; lon <= 180; lon++) {
            for (int lat = -90; lat <= 90; lat++) {
                assertThat(Haversine.meters(lon, lat, antipodalLon(lon), -lat))
                        .describedAs("%s %s", lon, lat)
                        .isCloseTo(Math.PI * R, within(1e-8));
            }
        }
    }

    private static double antipodalLon(double lon) {
        return lon > 0 ? lon - 180 : lon + 180;
    }

    /** GeographicLib's distance; across the Earth its iteration may end in no number, and only there the vectors answer. */
    private static double byOracles(double lonA, double latA, double lonB, double latB) {
        double geodesic = SPHERE.Inverse(latA, lonA, latB, lonB).s12;
        double vectors = byVectors(lonA, latA, lonB, latB);
        if (Double.isNaN(geodesic)) {
            assertThat(vectors).describedAs("where GeographicLib has no number").isGreaterThan(Math.toRadians(179) * R);
            return vectors;
        }
        assertThat(vectors).describedAs("the second oracle").isCloseTo(geodesic, within(1e-6 + geodesic * 1e-12));
        return geodesic;
    }

    /** The angle between the places as seen from the middle of the sphere, by the vectors to them. */
    private static double byVectors(double lonA, double latA, double lonB, double latB) {
        double[] a = vector(lonA, latA);
        double[] b = vector(lonB, latB);
        double x = a[1] * b[2] - a[2] * b[1];
        double y = a[2] * b[0] - a[0] * b[2];
        double z = a[0] * b[1] - a[1] * b[0];
        return R * Math.atan2(Math.sqrt(x * x + y * y + z * z), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
    }

    private static double[] vector(double lon, double lat) {
        double cosLat = Math.cos(Math.toRadians(lat));
        return new double[] {
            cosLat * Math.cos(Math.toRadians(lon)),
            cosLat * Math.sin(Math.toRadians(lon)),
            Math.sin(Math.toRadians(lat))
        };
    }

    @Test
    void isSymmetricAndZeroForEqualPlaces() {
        Places.repeat(0.1, places -> {
            double lonA = places.lon();
            double latA = places.lat();
            double lonB = places.lon();
            double latB = places.lat();
            assertThat(Haversine.meters(lonA, latA, lonB, latB)).isEqualTo(Haversine.meters(lonB, latB, lonA, latA));
            assertThat(Haversine.meters(lonA, latA, lonA, latA)).isZero();
            assertThat(Haversine.meters(lonA, latA, lonB, latB)).isBetween(0.0, Haversine.MAX_METERS);
        });
    }

    @Test
    void bothNamesOfTheAntimeridianAreOneToTheBit() {
        Places.repeat(0.1, places -> {
            double lat = places.lat();
            double lon = places.lon();
            double otherLat = places.lat();
            assertThat(Haversine.meters(180, lat, lon, otherLat)).isEqualTo(Haversine.meters(-180, lat, lon, otherLat));
        });
        assertThat(Haversine.meters(180, 12.5, -180, 12.5)).isZero();
    }

    @Test
    void longitudeIsIrrelevantAtAPole() {
        assertThat(Haversine.meters(17, 90, -140, 90)).isZero();
        assertThat(Haversine.meters(17, -90, -140, -90)).isZero();
        assertThat(Haversine.meters(17, 90, 3, 51)).isEqualTo(Haversine.meters(-100, 90, 3, 51));
        assertThat(Haversine.meters(17, 90, 3, 89.25)).isEqualTo(Haversine.meters(3.5, 90, 3, 89.25));
        assertThat(Haversine.meters(17, -89.25, 3, -90)).isEqualTo(Haversine.meters(3.5, -89.25, 3, -90));
    }

    @Test
    void antipodesAreHalfTheEarthAway() {
        assertThat(Haversine.meters(0, 90, 0, -90)).isCloseTo(Math.PI * R, within(1e-8));
        assertThat(Haversine.meters(30, 20, -150, -20)).isCloseTo(Math.PI * R, within(1e-8));
        double gap = 0.001; // metres from the antipode: the arc sine form is off by centimetres here
        double degrees = Math.toDegrees(gap / R);
        assertThat(Haversine.meters(0, 0, 180, degrees)).isCloseTo(Math.PI * R - gap, within(1e-8));
    }

    @Test
    void quarterOfTheEarth() {
        assertThat(Haversine.meters(0, 0, 90, 0)).isCloseTo(Math.PI / 2 * R, within(1e-8));
        assertThat(Haversine.meters(0, 0, 37, 90)).isCloseTo(Math.PI / 2 * R, within(1e-8));
    }

    @Test
    void publishedDistances() {
        // Redis documentation, GEODIST Palermo Catania: 166274.1516 m on a sphere of 6372797.560856 m, cells of 0.6 m.
        double redis = 166_274.1516 / 6_372_797.560856 * R;
        assertThat(Haversine.meters(13.361389, 38.115556, 15.087269, 37.502669)).isCloseTo(redis, within(1.0));
        // Veness, "Calculate distance between latitude/longitude points": 968.9 km on a sphere of 6371 km.
        double lizardLat = 50 + 3 / 60.0 + 59 / 3600.0;
        double lizardLon = -(5 + 42 / 60.0 + 53 / 3600.0);
        double groatsLat = 58 + 38 / 60.0 + 38 / 3600.0;
        double groatsLon = -(3 + 4 / 60.0 + 12 / 3600.0);
        assertThat(Haversine.meters(lizardLon, lizardLat, groatsLon, groatsLat)).isCloseTo(968_900, within(60.0));
    }

    @Test
    void altitudeCountsOnlyWhereTheCentreHasOne() {
        double flat = Haversine.meters(1, 2, 1.01, 2);
        assertThat(Haversine.meters(1, 2, Double.NaN, 1.01, 2, 500)).isEqualTo(flat);
        assertThat(Haversine.meters(1, 2, 300, 1.01, 2, Double.NaN)).isEqualTo(Math.sqrt(flat * flat + 300 * 300));
        assertThat(Haversine.meters(1, 2, 300, 1, 2, 700)).isEqualTo(400);
        assertThat(Haversine.meters(Position.of(1, 2, 9), Position.of(1.01, 2))).isEqualTo(flat);
    }
}
