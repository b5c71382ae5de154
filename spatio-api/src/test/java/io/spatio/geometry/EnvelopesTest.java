package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spatio.Area;
import io.spatio.spi.Region;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class EnvelopesTest {
    private static Area.Box box(double... lonLats) {
        double[][] split = split(lonLats);
        return Envelopes.boundingBox(split[0], split[1], split[0].length).orElseThrow();
    }

    private static Geometry hull(double... lonLats) {
        double[][] split = split(lonLats);
        return Envelopes.convexHull(split[0], split[1], split[0].length).orElseThrow();
    }

    private static double[][] split(double[] lonLats) {
        double[] lons = new double[lonLats.length / 2];
        double[] lats = new double[lons.length];
        for (int i = 0; i < lons.length; i++) {
            lons[i] = lonLats[2 * i];
            lats[i] = lonLats[2 * i + 1];
        }
        return new double[][] {lons, lats};
    }

    @Test
    void nothingHasNoEnvelope() {
        assertThat(Envelopes.boundingBox(new double[3], new double[3], 0)).isEmpty();
        assertThat(Envelopes.convexHull(new double[3], new double[3], 0)).isEmpty();
    }

    @Test
    void boxTakesTheSmallestFrame() {
        assertThat(box(1, 2, 5, -3)).isEqualTo(Area.box(1, -3, 5, 2));
        assertThat(box(170, 1, -170, 2)).isEqualTo(Area.box(170, 1, -170, 2));
        assertThat(box(170, 1, -180, 2)).isEqualTo(Area.box(170, 1, 180, 2));
        assertThat(box(-180, 1, -170, 2)).isEqualTo(Area.box(-180, 1, -170, 2));
        assertThat(box(180, 5, 180, 5)).isEqualTo(Area.box(-180, 5, -180, 5));
    }

    @Test
    void polesDoNotWidenTheFrame() {
        assertThat(box(10, 60, -150, 90, 12, 61)).isEqualTo(Area.box(10, 60, 12, 90));
        assertThat(box(77, 90, 3, -90)).isEqualTo(Area.box(0, -90, 0, 90));
        Geometry hull = hull(10, 60, -150, 90, 12, 61);
        assertThat(hull.getEnvelopeInternal().getMinX()).isEqualTo(10);
        assertThat(hull.getEnvelopeInternal().getMaxX()).isEqualTo(12);
        assertThat(hull.getEnvelopeInternal().getMaxY()).isEqualTo(90);
    }

    @Test
    void hullOfFewPlaces() {
        assertThat(hull(3, 4).toText()).isEqualTo("POINT (3 4)");
        assertThat(hull(3, 4, 3, 4).toText()).isEqualTo("POINT (3 4)");
        assertThat(hull(0, 0, 1, 1, 2, 2).norm().toText()).isEqualTo("LINESTRING (0 0, 2 2)");
        assertThat(hull(179, 0, -179, 0).norm().toText()).isEqualTo("LINESTRING (179 0, 181 0)");
        Geometry square = hull(0, 0, 4, 0, 4, 4, 0, 4, 2, 2);
        assertThat(square.getGeometryType()).isEqualTo("Polygon");
        assertThat(square.getArea()).isCloseTo(16, within(1e-12));
    }

    @Test
    void everyPlaceLiesInBoxAndHull() {
        Places.repeat(0.3, places -> {
            int count = places.random.nextInt(1, 40);
            double[] lons = new double[count];
            double[] lats = new double[count];
            double spread = places.random.nextDouble(0, 180);
            double center = places.lon();
            for (int i = 0; i < count; i++) {
                double lon = Math.IEEEremainder(center + spread * places.random.nextDouble(-1, 1), 360);
                lons[i] = places.random.nextInt(10) == 0 ? center : lon;
                lats[i] = places.lat();
            }
            Area.Box box = Envelopes.boundingBox(lons, lats, count).orElseThrow();
            assertThat(box.widthDegrees()).isLessThanOrEqualTo(2 * spread + 1e-9);
            Region inBox = Regions.of(box);
            Geometry hull = Envelopes.convexHull(lons, lats, count).orElseThrow();
            boolean area = hull.getDimension() == 2 && hull.isValid();
            Region inHull = area ? Regions.of(Area.polygon(hull)) : Region.EVERYWHERE;
            for (int i = 0; i < count; i++) {
                double lon = LonLat.canonicalLon(lons[i], lats[i]);
                assertThat(inBox.contains(lon, lats[i], Double.NaN))
                        .describedAs("%s in %s", lon, box)
                        .isTrue();
                assertThat(inHull.contains(lon, lats[i], Double.NaN))
                        .describedAs("%s in %s", lon, hull)
                        .isTrue();
            }
        });
    }

    @Test
    void onlyTheFirstPlacesAreRead() {
        Area.Box box = Envelopes.boundingBox(new double[] {1, 99}, new double[] {2, 50}, 1)
                .orElseThrow();
        assertThat(box).isEqualTo(Area.box(1, 2, 1, 2));
    }
}
