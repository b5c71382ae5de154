package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The cases that naive code gets wrong, one by one. */
class RegionExamplesTest {
    private static List<LonLatBox> boxes(Region region) {
        List<LonLatBox> boxes = new ArrayList<>();
        for (int i = 0; i < region.boxCount(); i++) {
            boxes.add(region.box(i));
        }
        return boxes;
    }

    private static Region polygon(String wkt) {
        try {
            Geometry geometry = new WKTReader().read(wkt);
            return Regions.of(Area.polygon(geometry));
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void boxToTheAntimeridianHoldsItsOtherName() {
        Region region = Regions.of(Area.box(170, -10, 180, 10));
        assertThat(boxes(region)).containsExactly(new LonLatBox(170, -10, 180, 10), new LonLatBox(-180, -10, -180, 10));
        assertThat(region.contains(-180, 0, Double.NaN)).isTrue();
        assertThat(region.contains(-179.9, 0, Double.NaN)).isFalse();
    }

    @Test
    void crossingBoxWithBothPolesHasFourBoxes() {
        Region region = Regions.of(Area.box(170, -90, -170, 90));
        assertThat(boxes(region))
                .containsExactly(
                        new LonLatBox(170, -90, 180, 90),
                        new LonLatBox(-180, -90, -170, 90),
                        new LonLatBox(0, -90, 0, -90),
                        new LonLatBox(0, 90, 0, 90));
        assertThat(region.contains(0, 90, Double.NaN)).isTrue();
        assertThat(region.contains(0, 89.9, Double.NaN)).isFalse();
    }

    @Test
    void oneMeridianByEitherName() {
        for (Area.Box box : List.of(Area.box(180, 0, 180, 1), Area.box(-180, 0, -180, 1), Area.box(180, 0, -180, 1))) {
            assertThat(boxes(Regions.of(box))).containsExactly(new LonLatBox(-180, 0, -180, 1));
        }
    }

    @Test
    void worldIsOneBox() {
        assertThat(boxes(Regions.of(Area.Box.WORLD))).containsExactly(LonLatBox.WORLD);
        assertThat(Regions.of(Area.Box.WORLD).covers(-180, -90, 180, 90)).isTrue();
    }

    @Test
    void circleOverAPoleTakesAllLongitudes() {
        Region region = Regions.of(Area.circle(Position.of(25, 89.9), 20_000));
        assertThat(boxes(region)).singleElement().satisfies(box -> {
            assertThat(box.minLon()).isEqualTo(-180);
            assertThat(box.maxLon()).isEqualTo(180);
            assertThat(box.maxLat()).isEqualTo(90);
        });
        assertThat(region.contains(-155, 89.95, Double.NaN)).isTrue();
    }

    @Test
    void circleNextToAPoleIsWiderThanItsParallelSays() {
        double radius = 11_000; // 89.9° is 11 119 m from the pole
        Region region = Regions.of(Area.circle(Position.of(0, 89.9), radius));
        double[] tangent = {
            Math.toDegrees(Math.asin(Math.sin(radius / Haversine.EARTH_RADIUS_METERS) / Haversine.cosLat(89.9)))
        };
        assertThat(tangent[0]).isGreaterThan(80);
        assertThat(region.box(0).maxLon()).isGreaterThanOrEqualTo(tangent[0]).isLessThan(tangent[0] + 1e-6);
    }

    @Test
    void cellsThatReachBeyondThePolesAreLegal() {
        for (double lat : new double[] {90, -90, 89.999, -89.999, 60, 0}) {
            Position center = Position.of(-12.3, lat);
            Region region = Regions.of(Area.circle(center, 13_564));
            CenterMetric metric = Metrics.of(center);
            for (double[] cell :
                    new double[][] {{0, 90, 1, 91}, {0, -91, 1, -90}, {-181, -91, 181, 91}, {170, 89, 181, 91}}) {
                double pole = cell[3] > 90 ? 90 : -90;
                double toPole = metric.distance(0, pole, Double.NaN);
                assertThat(metric.lowerBound(cell[0], cell[1], cell[2], cell[3]))
                        .isLessThanOrEqualTo(toPole);
                assertThat(region.mayIntersect(cell[0], cell[1], cell[2], cell[3]) || !region.contains(0, pole, 0))
                        .isTrue();
                assertThat(region.covers(cell[0], cell[1], cell[2], cell[3]) && !region.contains(0, pole, 0))
                        .isFalse();
            }
        }
    }

    @Test
    void circleOfRadiusZeroIsItsCentre() {
        Region region = Regions.of(Area.circle(Position.of(-180, 12), 0));
        assertThat(region.contains(-180, 12, Double.NaN)).isTrue();
        assertThat(region.contains(-180, Math.nextUp(12.0), Double.NaN)).isFalse();
        assertThat(boxes(region).stream().filter(box -> box.contains(-180, 12))).hasSize(1);
    }

    @Test
    void halfTheEarthIsEverything() {
        Region region = Regions.of(Area.circle(Position.of(12, -34), 20_015_200));
        assertThat(region.contains(-168, 34, Double.NaN)).isTrue();
        assertThat(region.covers(-180, -90, 180, 90)).isTrue();
        Region almost = Regions.of(Area.circle(Position.of(12, -34), 20_015_000));
        assertThat(almost.contains(-168, 34, Double.NaN)).isFalse();
        assertThat(almost.covers(-180, -90, 180, 90)).isFalse();
    }

    @Test
    void sphereCountsAltitude() {
        Region region = Regions.of(Area.circle(Position.of(5, 5, 1000), 1000));
        assertThat(region.contains(5, 5, 2000)).isTrue();
        assertThat(region.contains(5, 5, 2000.001)).isFalse();
        assertThat(region.contains(5, 5, Double.NaN)).isTrue();
        assertThat(region.covers(5, 5, 5, 5)).isFalse();
        assertThat(Regions.of(Area.circle(Position.of(5, 5, 1000), 200_000)).covers(5, 5, 5.1, 5.1))
                .isTrue();
    }

    @Test
    void regionsPruneAndCoverUsefully() {
        Region circle = Regions.of(Area.circle(Position.of(8.5, 47.4), 10_000));
        LonLatBox box = circle.box(0);
        double corner = 0.001;
        assertThat(circle.mayIntersect(box.minLon(), box.minLat(), box.minLon() + corner, box.minLat() + corner))
                .isFalse();
        assertThat(circle.covers(8.49, 47.39, 8.51, 47.41)).isTrue();
        Region triangle = polygon("POLYGON ((0 0, 10 0, 0 10, 0 0))");
        assertThat(triangle.mayIntersect(6, 6, 9, 9)).isFalse();
        assertThat(triangle.covers(1, 1, 4, 4)).isTrue();
        assertThat(triangle.covers(1, 1, 6, 6)).isFalse();
        Region slab = Regions.of(Area.box3d(0, 0, 10, 5, 5, 20));
        assertThat(slab.covers(1, 1, 2, 2)).isFalse();
        assertThat(Regions.of(Area.box3d(0, 0, -11_000, 5, 5, 100_000)).covers(1, 1, 2, 2))
                .isTrue();
    }

    @Test
    void polygonBoundaryAndHoleBoundaryAreInside() {
        Region region = polygon("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))");
        assertThat(region.contains(0, 0, Double.NaN)).isTrue();
        assertThat(region.contains(10, 5, Double.NaN)).isTrue();
        assertThat(region.contains(5, 5, Double.NaN)).isFalse();
        assertThat(region.contains(4, 5, Double.NaN)).isTrue();
        assertThat(region.contains(Math.nextUp(4.0), 5, Double.NaN)).isFalse();
        assertThat(region.contains(Math.nextUp(10.0), 5, Double.NaN)).isFalse();
    }

    @Test
    void polygonAcrossTheAntimeridianInBothSpellings() {
        Region past = polygon("POLYGON ((170 -10, 190 -10, 190 10, 170 10, 170 -10))");
        Region split = polygon("MULTIPOLYGON (((170 -10, 180 -10, 180 10, 170 10, 170 -10)),"
                + " ((-180 -10, -170 -10, -170 10, -180 10, -180 -10)))");
        for (Region region : List.of(past, split)) {
            assertThat(region.contains(175, 0, Double.NaN)).isTrue();
            assertThat(region.contains(-175, 0, Double.NaN)).isTrue();
            assertThat(region.contains(-180, 0, Double.NaN)).isTrue();
            assertThat(region.contains(0, 0, Double.NaN)).isFalse();
            assertThat(region.boxCount()).isEqualTo(2);
            assertThat(region.mayIntersect(-90, -5, 90, 5)).isFalse();
        }
    }

    @Test
    void polygonInTheFarthestFrames() {
        Region east = polygon("POLYGON ((530 0, 540 0, 540 5, 530 5, 530 0))");
        assertThat(east.contains(175, 1, Double.NaN)).isTrue();
        assertThat(east.contains(-180, 1, Double.NaN)).isTrue();
        assertThat(east.mayIntersect(-180, 0, -180, 1)).isTrue();
        Region west = polygon("POLYGON ((-540 0, -530 0, -530 5, -540 5, -540 0))");
        assertThat(west.contains(-180, 1, Double.NaN)).isTrue();
        assertThat(west.contains(-175, 1, Double.NaN)).isTrue();
    }

    @Test
    void polygonThatTouchesAPoleHoldsIt() {
        Region region = polygon("POLYGON ((100 80, 120 80, 110 90, 100 80))");
        assertThat(region.contains(0, 90, Double.NaN)).isTrue();
        assertThat(region.mayIntersect(-1, 89, 1, 90)).isTrue();
        assertThat(boxes(region)).contains(new LonLatBox(0, 90, 0, 90));
        assertThat(polygon("POLYGON ((100 80, 120 80, 110 89, 100 80))").contains(0, 90, Double.NaN))
                .isFalse();
    }
}
