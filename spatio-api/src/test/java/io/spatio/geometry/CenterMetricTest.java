package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Position;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CenterMetricTest {
    @Test
    void lowerBoundIsBelowEveryPointOfTheBox() {
        Places.repeat(0.6, places -> {
            Position center = new Position(places.lon(), places.lat(), places.alt());
            CenterMetric metric = Metrics.of(center);
            double[] box = box(places, center);
            double bound = metric.lowerBound(box[0], box[1], box[2], box[3]);
            assertThat(bound).isNotNegative();
            for (int i = 0; i < 40; i++) {
                double lon = places.nudged(between(places, box[0], box[2], i), 180);
                double lat = places.nudged(between(places, box[1], box[3], i / 3), 90);
                boolean inside = lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
                if (inside) {
                    assertThat(metric.distance(lon, lat, places.alt()))
                            .describedAs("%s to %s %s", center, lon, lat)
                            .isGreaterThanOrEqualTo(bound);
                }
            }
        });
    }

    /** The short way of near places and the long way of others give one scale, also where they meet. */
    @Test
    void distanceIsTheHaversineToAFewBits() {
        Places.repeat(0.3, places -> {
            Position center = Position.of(places.lon(), places.lat());
            double[] other = places.about(center.lon(), center.lat(), Math.pow(10, places.random.nextDouble(-3, 5.4)));
            double root = Math.sin(Haversine.meters(center.lon(), center.lat(), other[0], other[1])
                    / (2 * Haversine.EARTH_RADIUS_METERS));
            double h = Metrics.of(center).distance(other[0], other[1], Double.NaN);
            assertThat(h)
                    .describedAs("%s to %s %s", center, other[0], other[1])
                    .isCloseTo(root * root, Offset.offset(root * root * 1e-13));
        });
    }

    /** Boxes as an index has them about a centre, and the strips beside them, against a lattice of their points. */
    @Test
    void lowerBoundOfNearBoxesAndStripsIsBelowALatticeOfTheirPoints() {
        Places.repeat(0.6, places -> {
            Position center = Position.of(places.lon(), places.lat());
            CenterMetric metric = Metrics.of(center);
            double size = Math.pow(10, places.random.nextDouble(-5, 0.5));
            double west = LonLat.canonicalLon(center.lon(), center.lat()) + size * places.random.nextInt(-3, 4);
            double south = center.lat() + size * places.random.nextInt(-3, 4);
            double reach = places.random.nextInt(3) == 0 ? 360 : size * places.random.nextDouble();
            double height = places.random.nextInt(3) == 0 ? 180 : size * places.random.nextDouble();
            double[] box = {
                Math.max(-180, Math.min(180, west)),
                Math.max(-90, Math.min(90, south)),
                Math.max(-180, Math.min(180, west + reach)),
                Math.max(-90, Math.min(90, south + height))
            };
            double bound = metric.lowerBound(box[0], box[1], box[2], box[3]);
            for (int i = 0; i <= 20; i++) {
                for (int j = 0; j <= 20; j++) {
                    double lon = Math.min(box[2], box[0] + i * i * (box[2] - box[0]) / 400);
                    double lat = Math.min(box[3], box[1] + j * j * (box[3] - box[1]) / 400);
                    assertThat(metric.distance(lon, lat, Double.NaN))
                            .describedAs("%s to %s %s", center, lon, lat)
                            .isGreaterThanOrEqualTo(bound);
                }
            }
        });
    }

    /** Some point of the box is hardly farther than the bound says: sampled along the box's edges, ever finer. */
    @Test
    void lowerBoundIsTight() {
        Places.repeat(0.6, places -> {
            Position center = Position.of(places.lon(), places.lat());
            CenterMetric metric = Metrics.of(center);
            double[] box = box(places, center);
            double bound = metric.lowerBound(box[0], box[1], box[2], box[3]);
            double nearest = nearest(metric, center, box);
            assertThat(Math.sqrt(bound))
                    .describedAs("%s to %s %s %s %s", center, box[0], box[1], box[2], box[3])
                    .isCloseTo(Math.sqrt(nearest), Offset.offset(1e-9 + 1e-4 * Math.sqrt(nearest)));
        });
    }

    private static double nearest(CenterMetric metric, Position center, double[] box) {
        double lon = LonLat.canonicalLon(center.lon(), center.lat());
        boolean between = (lon >= box[0] && lon <= box[2]) || (lon == -180 && box[2] == 180);
        double lat = Math.max(box[1], Math.min(box[3], center.lat()));
        double nearest = between ? metric.distance(lon, lat, Double.NaN) : Double.POSITIVE_INFINITY;
        for (double edge : new double[] {box[0], box[2]}) {
            double low = box[1];
            double high = box[3];
            for (int round = 0; round < 8; round++) {
                double best = low;
                double least = Double.POSITIVE_INFINITY;
                double step = (high - low) / 40;
                for (int i = 0; i <= 40; i++) {
                    double at = Math.min(high, low + i * step);
                    double value = metric.distance(edge, at, Double.NaN);
                    if (value < least) {
                        least = value;
                        best = at;
                    }
                }
                nearest = Math.min(nearest, least);
                low = Math.max(box[1], best - step);
                high = Math.min(box[3], best + step);
            }
        }
        return nearest;
    }

    @Test
    void cutOffAdmitsEverythingWithinTheMetres() {
        Places.repeat(0.4, places -> {
            Position center = new Position(places.lon(), places.lat(), places.alt());
            CenterMetric metric = Metrics.of(center);
            double[] other = places.about(center.lon(), center.lat(), places.radius());
            double alt = places.alt();
            double meters = metric.meters(other[0], other[1], alt);
            assertThat(meters)
                    .isEqualTo(
                            Haversine.meters(center.lon(), center.lat(), center.altOrNaN(), other[0], other[1], alt));
            assertThat(metric.distance(other[0], other[1], alt))
                    .describedAs("%s to %s %s %s", center, other[0], other[1], alt)
                    .isLessThanOrEqualTo(metric.cutOff(meters));
        });
    }

    @Test
    void cutOffShutsOutWhatIsClearlyFarther() {
        for (Position center : new Position[] {Position.of(8, 47), Position.of(8, 47, 400)}) {
            CenterMetric metric = Metrics.of(center);
            double meters = metric.meters(8.01, 47.01, 400);
            assertThat(metric.distance(8.01, 47.01, 400)).isGreaterThan(metric.cutOff(meters * (1 - 1e-8)));
            assertThat(metric.cutOff(Double.POSITIVE_INFINITY)).isInfinite();
            assertThat(metric.cutOff(0)).isLessThan(1e-200);
        }
    }

    @Test
    void poleIsAsNearFromEveryMeridian() {
        CenterMetric metric = Metrics.of(Position.of(10, 89.99));
        double bound = metric.lowerBound(-180, 89.995, -170, 90);
        double pole = metric.distance(0, 90, Double.NaN);
        assertThat(bound).isBetween(pole * (1 - 1e-11), pole);
    }

    private static double between(Places places, double low, double high, int i) {
        return i % 3 == 0 ? low : i % 3 == 1 ? high : low + (high - low) * places.random.nextDouble();
    }

    private static double[] box(Places places, Position center) {
        boolean near = places.random.nextBoolean();
        double[] at = near
                ? places.about(center.lon(), center.lat(), Math.pow(10, places.random.nextDouble(0, 7.3)))
                : new double[] {places.lon(), places.lat()};
        double width = places.random.nextInt(4) == 0 ? 0 : Math.pow(10, places.random.nextDouble(-9, 2.6));
        double height = places.random.nextInt(4) == 0 ? 0 : Math.pow(10, places.random.nextDouble(-9, 2.3));
        return new double[] {
            Math.max(-180, at[0] - width * places.random.nextDouble()),
            Math.max(-90, at[1] - height * places.random.nextDouble()),
            Math.min(180, at[0] + width * places.random.nextDouble()),
            Math.min(90, at[1] + height * places.random.nextDouble())
        };
    }
}
